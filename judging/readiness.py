"""What stands in the way of counting: gaps between the ballots expected and those there. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from judging.quorum import Quorum, Shortfall, shortfalls
from judging.rules import Rules
from judging.scoring import Ballot
from judging.tally import Roll


class GapKind(StrEnum):
    """Kinds of gaps, the gravest first."""

    UNRAISED_TIE = "unraised_tie"
    UNDECIDED_RECUSAL = "undecided_recusal"
    UNDECIDED_LATE = "undecided_late"
    UNFINISHED_PAPER = "unfinished_paper"
    OPEN_AMENDMENT = "open_amendment"
    OTHER_RULES = "other_rules"
    STILL_RUNNING = "still_running"
    NO_SESSION = "no_session"
    MISSING_BALLOTS = "missing_ballots"
    INCOMPLETE = "incomplete"
    BELOW_QUORUM = "below_quorum"
    FEW_ENTRIES = "few_entries"
    FEW_KEPT = "few_kept"
    ABSENT_JUDGES = "absent_judges"
    VOID_BALLOTS = "void_ballots"


# Nobody can explain these away: a person has to settle them first.
FORBIDDING = frozenset(
    {
        GapKind.UNRAISED_TIE,
        GapKind.UNDECIDED_RECUSAL,
        GapKind.UNDECIDED_LATE,
        GapKind.UNFINISHED_PAPER,
        GapKind.OPEN_AMENDMENT,
        GapKind.OTHER_RULES,
        GapKind.STILL_RUNNING,
    }
)
# Decided already: few entries that are judged all the same, judges who were absent on record,
# ballots that are void.
NOTED = frozenset({GapKind.FEW_KEPT, GapKind.ABSENT_JUDGES, GapKind.VOID_BALLOTS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One thing amiss with an entry, or with a challenge, and the judges it is about."""

    kind: GapKind
    entry: int | None = None
    challenge: int | None = None
    judges: tuple[int, ...] = ()
    shortfalls: tuple[Shortfall, ...] = ()
    entries: int = 0

    @property
    def forbids(self) -> bool:
        """Whether nothing may be counted until it is settled."""
        return self.kind in FORBIDDING

    @property
    def needs_reason(self) -> bool:
        """Whether the organizer may count all the same, but has to say why."""
        return not self.forbids and self.kind not in NOTED


def gaps(roll: Roll, rules: Rules, quorum: Quorum, *, fewest_entries: int) -> list[Gap]:
    """Return every gap of the contest, the gravest kind first."""
    found = [
        gap
        for entry in roll.entries
        for gap in _entry_gaps(entry, roll, rules=rules, quorum=quorum)
    ]
    for challenge, number in Counter(roll.entries.values()).items():
        if number < fewest_entries:
            kind = GapKind.FEW_KEPT if challenge in roll.kept else GapKind.FEW_ENTRIES
            found.append(Gap(kind=kind, challenge=challenge, entries=number))
    order = list(GapKind)
    return sorted(found, key=lambda gap: order.index(gap.kind))


def _entry_gaps(entry: int, roll: Roll, *, rules: Rules, quorum: Quorum) -> Iterator[Gap]:
    for kind, judges in _about_judges(entry, roll, rules):
        if judges:
            yield Gap(kind=kind, entry=entry, judges=tuple(judges))
    if entry in roll.running:
        yield Gap(kind=GapKind.STILL_RUNNING, entry=entry)
    if not roll.seats.get(entry):
        yield Gap(kind=GapKind.NO_SESSION, entry=entry)
    counted = [j for j, ballot in roll.ballots.get(entry, {}).items() if _counts(ballot, rules)]
    seats = roll.seats.get(entry, {})
    kinds = [seats[judge].kind if judge in seats else "" for judge in counted]
    if short := shortfalls(kinds, quorum):
        yield Gap(kind=GapKind.BELOW_QUORUM, entry=entry, shortfalls=short)


def _about_judges(entry: int, roll: Roll, rules: Rules) -> Iterator[tuple[GapKind, list[int]]]:
    ballots = roll.ballots.get(entry, {})
    yield GapKind.UNDECIDED_RECUSAL, sorted(roll.undecided.get(entry, ()))
    yield GapKind.UNDECIDED_LATE, sorted(roll.late.get(entry, ()))
    yield GapKind.UNFINISHED_PAPER, sorted(roll.on_paper.get(entry, ()))
    yield GapKind.OPEN_AMENDMENT, sorted(roll.amended.get(entry, ()))
    yield GapKind.OTHER_RULES, [j for j, ballot in ballots.items() if not _fits(ballot, rules)]
    yield GapKind.MISSING_BALLOTS, roll.unexplained(entry)
    yield GapKind.ABSENT_JUDGES, roll.explained(entry)
    yield GapKind.VOID_BALLOTS, sorted(roll.void.get(entry, ()))
    yield GapKind.INCOMPLETE, [j for j, ballot in ballots.items() if not _counts(ballot, rules)]


def _counts(ballot: Ballot, rules: Rules) -> bool:
    """Return whether the ballot has the marks without which it is left out of the count."""
    marked = [ballot.get(criterion.key) is not None for criterion in rules.criteria]
    return all(marked) if rules.counts_whole_ballots else any(marked)


def _fits(ballot: Ballot, rules: Rules) -> bool:
    """Return whether every mark is one that the rule sheet in force could have been given."""
    criteria = {criterion.key: criterion for criterion in rules.criteria}
    return all(
        key in criteria and (mark is None or criteria[key].allows(mark))
        for key, mark in ballot.items()
    )
