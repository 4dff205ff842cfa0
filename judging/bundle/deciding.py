"""Which lines of a contest's log a bundle shows, and which only by their digest. Pure.

Shown is what a result follows from. A line that tells of none of it may hold what is not
everybody's, such as an enterprise's proposal.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Line = Mapping[str, Any]

# What a result is computed from, as the log names rows. A line that changed any is shown.
REPLAYED = frozenset(
    {
        *("rulesheet", "criterion", "seat", "recusal", "absence", "ballot", "mark"),
        *("lateballot", "amendment", "amendedballot", "tiedecision", "edition", "standing"),
        *("prize", "plan", "planline", "planrevocation", "award"),
    }
)

# What decides although it may change none of them: shown whatever it touched, also when refused.
DECIDING = frozenset(
    {
        *(f"rule_sheet.{deed}" for deed in ("begun", "revised", "proposed", "dismissed", "sealed")),
        *("panel.created", "panel.removed", "seat.taken", "seat.left", "seat.replaced"),
        *(f"session.{deed}" for deed in ("created", "revised", "removed", "filled", "started")),
        *(f"session.{deed}" for deed in ("closed", "reopened", "frozen")),
        *("slot.removed", "slot.transferred", "absence.recorded", "absence.ended"),
        *("recusal.searched", "recusal.confirmed", "recusal.dismissed", "pledge.declared"),
        *("ballot.saved", "ballot.submitted", "ballot.imported", "ballot.kept_apart"),
        *("paper_ballot.entered", "paper_ballot.entered_again", "paper_ballot.settled"),
        *("late_ballot.proposed", "late_ballot.returned", "late_ballot.confirmed"),
        *(f"amendment.{deed}" for deed in ("proposed", "signed", "declined", "cosigned")),
        *("amendment.applied", "amendment.cancelled"),
        *("edition.computed", "edition.published", "tie.decided", "prizes.set"),
        *("awards.proposed", "awards.approved", "awards.returned", "awards.correction_proposed"),
        *(f"notice.{deed}" for deed in ("drafted", "revised", "published", "signed", "withdrawn")),
        *(f"objection.{deed}" for deed in ("received", "accepted", "declined", "decided")),
        *("objection.withdrawn", "objection.remedied", "awards.confirmed", "awards.announced"),
        *("entry.no_show", "entry.given_up", "entry.disqualified", "document.seen"),
        *("paper_audit.sampled", "paper_audit.checked"),
        *("awards.exported", "bundle.exported"),
    }
)

# What people wrote about people: only ever shown as a commitment. Lines of the time before these
# were committed to have them in plain words.
PERSONAL = {
    "absence": frozenset({"reason"}),
    "ballot": frozenset({"comment", "void_reason"}),
    "inquiry": frozenset({"text"}),
    "objection": frozenset({"name", "organisation", "statement", "decision_reason"}),
    "recusal": frozenset({"detail", "ties", "decision_reason"}),
    "recusalrequest": frozenset({"named", "detail", "answer"}),
    "seat": frozenset({"left_reason"}),
}
# Actions whose reason is what such a column keeps.
PERSONAL_REASONS = frozenset(
    {
        *("absence.recorded", "seat.left", "seat.replaced"),
        *("recusal.confirmed", "recusal.dismissed"),
        *("recusal_request.granted", "recusal_request.declined"),
        *("objection.declined", "objection.decided", "payee.confirmed", "payee.declined"),
    }
)


def is_shown(line: Line) -> bool:
    """Return whether a bundle shows what a line says."""
    touched = {row.partition(":")[0] for row in line["changes"]}
    decides = line["verb"] in DECIDING or not touched.isdisjoint(REPLAYED)
    return decides and not _speaks_of_people(line)


def told_in(line: Line) -> list[str]:
    """Return the rows that a result follows from among those a line changed, by name."""
    return sorted(row for row in line["changes"] if row.partition(":")[0] in REPLAYED)


def _speaks_of_people(line: Line) -> bool:
    """Return whether a line says in plain words what is now committed to."""
    said = bool(line["reason"]) and not line["refused"] and line["verb"] in PERSONAL_REASONS
    return said or any(_plain_words(line["changes"]))


def _plain_words(changes: Mapping[str, Mapping[str, list[Any]]]) -> Iterator[bool]:
    for row, columns in changes.items():
        personal = PERSONAL.get(row.partition(":")[0], frozenset())
        for column in personal & columns.keys():
            yield any(isinstance(value, str) and value != "" for value in columns[column])
