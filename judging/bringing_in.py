"""What becomes of each ballot of a file or of scanned codes, as lines of a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from flask_babel import gettext as _

from contest.core.actions import Refusal
from contest.models import Contest, User
from judging.actions.unsent import NotTheirs, import_ballot
from judging.queries.duties import duty
from judging.queries.tablets import export_key_of
from judging.refusals import Differs
from judging.sent import Sent
from judging.unsent import Unsent

DIFFERS, REFUSED = "differs", "refused"


@dataclass(frozen=True, slots=True)
class Told:
    """One ballot: whose, of which entry, what became of it and why; ``both`` where marks differ."""

    judge: int
    entry: int | None
    outcome: str
    why: str = ""
    both: list[tuple[str, str | None, str | None]] = field(default_factory=list)


def bring_in(contest: Contest, unsent: Unsent, *, by: User) -> list[Told]:
    """Take in every ballot of it, one action each, and tell what became of them."""
    verified = unsent.holds(export_key_of(unsent.tablet, unsent.judge))
    return list(_each(contest, unsent, by=by, verified=verified))


def _each(contest: Contest, unsent: Unsent, *, by: User, verified: bool) -> Iterator[Told]:
    for ballot in unsent.ballots:
        if ballot is None:
            yield Told(unsent.judge, None, REFUSED, _("内容不符合约定，无法识别。"))
            continue
        entry, sent = ballot
        yield _one(contest, unsent.judge, entry=entry, sent=sent, by=by, verified=verified)


def _one(contest: Contest, judge: int, *, entry: int, sent: Sent, by: User, verified: bool) -> Told:
    found = duty(judge, entry)
    if found is None or found.contest_id != contest.id:
        return Told(judge, entry, REFUSED, str(NotTheirs.reason))
    try:
        outcome = import_ballot(found, by=by, sent=sent, verified=verified)
    except Differs as refusal:
        rows = [(key, sent.marks.get(key), kept) for key, kept in refusal.marks.items()]
        return Told(judge, entry, DIFFERS, str(refusal), [r for r in rows if _other(*r[1:])])
    except Refusal as refusal:
        return Told(judge, entry, REFUSED, str(refusal))
    return Told(judge, entry, str(outcome))


def _other(sent: str | None, kept: str | None) -> bool:
    """Return whether two marks as text differ: 17.5 and 17.50 do not."""
    try:
        return (Decimal(sent) if sent else None) != (Decimal(kept) if kept else None)
    except InvalidOperation:
        return True
