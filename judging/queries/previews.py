"""What an amendment would do to the standings, worked out as it would be applied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from contest.core.db import db
from contest.core.ledger import digest_of
from contest.models import Challenge, Contest, Entry, Organisation
from judging.comparing import Row, compare, exact_marks, near, told, with_marks
from judging.models import AmendedBallot, Amendment, AmendmentKind, Edition, RuleSheet
from judging.queries.duties import as_text
from judging.queries.editions import DIGEST, Counting, edition_digest, live_editions
from judging.queries.rolls import roll_of
from judging.queries.rulesheets import rules_of, sealed_sheet
from judging.states import EditionState
from judging.tally import Line, Roll
from judging.tie_decisions import AWAITING
from judging.winners import Winners, winners_by

# As many lines of the standings are shown whole.
MOST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Named:
    """An entry as people know it."""

    number: str
    title: str
    enterprise: str
    challenge: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Standings before and after a change, with who would win by each; None waits for people."""

    before: Sequence[Line]
    after: Sequence[Line]
    winners: tuple[Winners, Winners]

    @property
    def rows(self) -> list[Row]:
        """Every entry of either, before and after."""
        old, new = self.winners
        return compare(self.before, self.after, prizes=(old or {}, new or {}))

    @property
    def shown(self) -> list[Row]:
        """The rows that a page shows."""
        return near(self.rows, most=MOST_SHOWN)

    @property
    def has_open_ties(self) -> bool:
        """Whether people have to break a tie in what comes after."""
        return any(line.decided_by.startswith(AWAITING) for line in self.after)

    @property
    def unsettled(self) -> tuple[bool, bool]:
        """Whether a tie meets the last seat of a prize, before and after."""
        return self.winners[0] is None, self.winners[1] is None


@dataclass(frozen=True, slots=True)
class Preview:
    """An amendment with its consequences.

    ``published`` is the edition that it would correct and ``computed`` one that is not yet
    published; ``moved`` are the ballots that no longer are what the amendment was made for.
    """

    amendment: Amendment
    roll: Roll
    sheet: RuleSheet
    published: Edition | None
    computed: Edition | None
    comparison: Comparison
    moved: tuple[AmendedBallot, ...]

    @property
    def kind(self) -> AmendmentKind:
        """Whether it amends ballots before publication or corrects what is published."""
        return AmendmentKind.CORRECTION if self.published else AmendmentKind.AMENDMENT

    @property
    def publishes(self) -> bool:
        """Whether applying it publishes a new edition at once: it would stand complete."""
        return self.published is not None and not self.comparison.has_open_ties

    @property
    def content(self) -> dict[str, Any]:
        """What is co-signed, as plain JSON."""
        amendment, comparison = self.amendment, self.comparison
        return {
            "contest": amendment.contest_id,
            "amendment": amendment.number,
            "kind": self.kind.value,
            "ground": amendment.ground.value,
            "reason": amendment.reason,
            "occasion": amendment.occasion,
            "ballots": [
                {"uuid": one.ballot.uuid, "before": one.before, "after": one.after}
                for one in amendment.ballots
            ],
            "rules": self.sheet.digest,
            "corrects": self.published and self.published.digest,
            "publishes": self.publishes,
            "before": self._digest(comparison.before),
            "after": self._digest(comparison.after),
            "entries": len(comparison.rows),
            "unsettled": list(comparison.unsettled),
            "changes": told(comparison.rows),
        }

    @property
    def digest(self) -> str:
        """The SHA-256 of the content in canonical JSON."""
        return digest_of(self.content, DIGEST)

    def _digest(self, lines: Sequence[Line]) -> str:
        return edition_digest(self.amendment.contest_id, self.sheet, lines)


def preview_of(amendment: Amendment) -> Preview | None:
    """Return what the amendment would do now; None where no rule sheet is sealed.

    What is published is corrected as it was counted: by its rule sheet, with its entries.
    """
    contest = amendment.contest
    live = live_editions(contest.id)
    published = next((one for one in live if one.state is EditionState.PUBLISHED), None)
    computed = next((one for one in live if one.state is EditionState.COMPUTED), None)
    sheet = published.rule_sheet if published else sealed_sheet(contest.id)
    if sheet is None:
        return None
    roll = roll_of(contest.id, edition=published, sheet=sheet)
    given = {(one.entry_id, one.judge_id): one.after for one in amendment.ballots}
    amended = with_marks(roll, {key: exact_marks(marks) for key, marks in given.items()})
    return Preview(
        amendment=amendment,
        roll=roll,
        sheet=sheet,
        published=published,
        computed=computed,
        comparison=_comparison(contest, (roll, amended), sheets=(sheet, sheet)),
        moved=tuple(one for one in amendment.ballots if not _stands(one, roll)),
    )


def under_both(contest: Contest, sheets: tuple[RuleSheet, RuleSheet]) -> Comparison:
    """Return the ranking of the ballots there are under two versions of the rule sheet."""
    roll = roll_of(contest.id, sheet=sheets[0])
    return _comparison(contest, (roll, roll), sheets=sheets)


def _comparison(
    contest: Contest, rolls: tuple[Roll, Roll], *, sheets: tuple[RuleSheet, RuleSheet]
) -> Comparison:
    counting = Counting.of(contest)
    before, after = (
        counting.lines(roll, rules_of(sheet)) for roll, sheet in zip(rolls, sheets, strict=True)
    )
    winners = _winners(contest, (before, after), sheets=sheets)
    return Comparison(before, after, winners)


def _winners(
    contest: Contest,
    standings: tuple[Sequence[Line], Sequence[Line]],
    *,
    sheets: tuple[RuleSheet, RuleSheet],
) -> tuple[Winners, Winners]:
    """Return who would win by each, asked together where the pass mark is the same."""
    first, second = sheets
    if first.pass_mark == second.pass_mark:
        old, new = winners_by(contest, *standings, pass_mark=first.pass_mark)
        return old, new
    (old,) = winners_by(contest, standings[0], pass_mark=first.pass_mark)
    (new,) = winners_by(contest, standings[1], pass_mark=second.pass_mark)
    return old, new


def names_of(entries: Sequence[int]) -> dict[int, Named]:
    """Return what the entries are called, in one statement."""
    query = (
        select(Entry.id, Entry.number, Entry.title, Organisation.name, Challenge.title)
        .join(Organisation, Organisation.id == Entry.enterprise_id)
        .join(Challenge, Challenge.id == Entry.challenge_id)
        .where(Entry.id.in_(entries))
    )
    return {row[0]: Named(*row[1:]) for row in db.session.execute(query)}


def _stands(one: AmendedBallot, roll: Roll) -> bool:
    """Return whether the ballot counts, with the marks that the amendment was made for."""
    marks = roll.ballots.get(one.entry_id, {}).get(one.judge_id)
    return marks is not None and {key: as_text(mark) for key, mark in marks.items()} == one.before
