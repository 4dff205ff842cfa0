"""The count: from all the ballots of a contest to a line of its standings each. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from judging.ranking import Placing
from judging.rules import Rules
from judging.scoring import (
    Ballot,
    EntryScore,
    Panel,
    ballot_total,
    keyed,
    round_half_up,
    score_entry,
)
from judging.tie_decisions import Decision, decided_by, rank_with

TECHNICAL = "technical"
COMMERCIAL = "commercial"


@dataclass(frozen=True, slots=True)
class SeatHeld:
    """A judge on the panel of an entry's session; who left it keeps their kind."""

    kind: str
    left: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Roll:
    """What a contest's standings are counted from; judges and entries by number.

    ``entries`` are the admitted ones with their challenge. ``recused`` holds
    confirmed recusals and ``undecided`` those nobody has decided yet.
    ``ballots`` are the submitted ones that count: neither void nor of a recused judge.
    ``kept`` are the challenges that are judged although few have entered, ``absent`` the judges
    whose absence is on record, ``running`` the entries whose session takes marks right now.
    ``late`` are judges whose late marks nobody has decided on, ``on_paper`` those whose paper
    sheet is typed but not yet a ballot, ``amended`` those with an amendment that is neither
    applied nor cancelled, ``void`` those whose ballot is kept and does not count, by entry.
    """

    entries: Mapping[int, int]
    seats: Mapping[int, Mapping[int, SeatHeld]]
    recused: Mapping[int, frozenset[int]]
    undecided: Mapping[int, frozenset[int]]
    ballots: Mapping[int, Mapping[int, Ballot]]
    kept: frozenset[int] = frozenset()
    late: Mapping[int, frozenset[int]] = field(default_factory=dict)
    on_paper: Mapping[int, frozenset[int]] = field(default_factory=dict)
    amended: Mapping[int, frozenset[int]] = field(default_factory=dict)
    void: Mapping[int, frozenset[int]] = field(default_factory=dict)
    absent: Mapping[int, frozenset[int]] = field(default_factory=dict)
    running: frozenset[int] = frozenset()

    def expected(self, entry: int) -> list[int]:
        """Return the judges who are to mark the entry: seated and not recused."""
        away = self.recused.get(entry, frozenset())
        seats = self.seats.get(entry, {})
        return [judge for judge, seat in seats.items() if not seat.left and judge not in away]

    def missing(self, entry: int) -> list[int]:
        """Return the judges whose ballot is expected and has not been submitted."""
        ballots = self.ballots.get(entry, {})
        return [judge for judge in self.expected(entry) if judge not in ballots]

    def unexplained(self, entry: int) -> list[int]:
        """Return those of the missing whose absence is not on record."""
        away = self.absent.get(entry, frozenset())
        return [judge for judge in self.missing(entry) if judge not in away]

    def explained(self, entry: int) -> list[int]:
        """Return those of the missing whose absence is."""
        return sorted(self.absent.get(entry, frozenset()) & set(self.missing(entry)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the standings. ``ranking`` is its challenge, or None for the whole contest's."""

    entry: int
    ranking: int | None
    place: int
    score: Decimal
    technical: Decimal
    commercial: Decimal
    tied: bool
    decided_by: str
    ballots: int
    trimmed: bool
    detail: dict[str, Any]


def count(
    roll: Roll, rules: Rules, *, within_challenges: bool, decisions: Sequence[Decision] = ()
) -> list[Line]:
    """Return a line for every entry with a score, ranking by ranking, best first.

    An entry without a complete ballot has no score and no line: it was not
    marked, which is not a place and not a zero. Raise UnknownCriterion.
    """
    scores: dict[int | None, dict[str, EntryScore]] = {}
    for entry, challenge in roll.entries.items():
        score = score_entry(keyed(roll.ballots.get(entry, {})), rules)
        scores.setdefault(challenge if within_challenges else None, {})[str(entry)] = score
    return [
        _line(placing, ranking=ranking, roll=roll, rules=rules)
        for ranking, of_ranking in scores.items()
        for placing in rank_with(of_ranking, rules, decisions)
        if placing.place is not None
    ]


def _line(placing: Placing, *, ranking: int | None, roll: Roll, rules: Rules) -> Line:
    entry, score = int(placing.entry), placing.score
    if placing.place is None or score.total is None:
        raise ValueError(f"entry {entry} has no score")
    panels = [part.panel for part in score.criteria.values()]
    return Line(
        entry=entry,
        ranking=ranking,
        place=placing.place,
        score=score.total,
        technical=score.dimensions.get(TECHNICAL) or Decimal(0),
        commercial=score.dimensions.get(COMMERCIAL) or Decimal(0),
        tied=placing.tied,
        decided_by=decided_by(placing),
        ballots=_judges_counted(panels),
        trimmed=any(panel.trimmed for panel in panels),
        detail=_detail(entry, score, roll=roll, rules=rules),
    )


def _judges_counted(panels: Sequence[Panel]) -> int:
    """Return how many judges' marks went in, before trimming."""
    return len({judge for panel in panels for judge in _judges(panel)})


def _judges(panel: Panel) -> Iterator[str]:
    yield from (*panel.lowest, *panel.counted, *panel.highest)


def _detail(entry: int, score: EntryScore, *, roll: Roll, rules: Rules) -> dict[str, Any]:
    """Return what explains a line without looking at the ballots again, as plain JSON.

    Judges who share the place of a dropped one are told apart as the engine did.
    """
    criteria = {
        key: {"n": part.panel.n, "mean": str(part.mean), "score": str(part.score)}
        for key, part in score.criteria.items()
    }
    return {
        "criteria": criteria,
        "judges": dict(_judge_totals(roll.ballots.get(entry, {}), score, rules=rules)),
        "incomplete": [int(judge) for judge in score.incomplete],
        "recused": sorted(roll.recused.get(entry, ())),
        "absent": sorted(roll.missing(entry)),
    }


def _judge_totals(
    ballots: Mapping[int, Ballot], score: EntryScore, *, rules: Rules
) -> Iterator[tuple[str, dict[str, str | None]]]:
    """Yield each counted judge's total, and whether their whole ballot was dropped."""
    panel = next(iter(score.criteria.values())).panel if rules.counts_whole_ballots else None
    for judge, marks in sorted(ballots.items()):
        if str(judge) in score.incomplete:
            continue
        total = ballot_total(marks, rules)
        shown = None if total is None else str(round_half_up(total, rules.decimals))
        yield str(judge), {"total": shown, "dropped": _dropped(str(judge), panel)}


def _dropped(judge: str, panel: Panel | None) -> str:
    if panel and judge in panel.lowest:
        return "lowest"
    return "highest" if panel and judge in panel.highest else ""
