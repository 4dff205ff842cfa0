"""Apply what people decided about equals: the order a panel's vote or a lot gave. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from judging.ranking import Placing, rank
from judging.rules import Rules
from judging.scoring import EntryScore

AWAITING = "awaiting:"


@dataclass(frozen=True, slots=True)
class Decision:
    """The order of some equals by ``method``, "vote" or "lot"; first place first."""

    method: str
    order: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Equals:
    """Entries that share a place until people decide by ``method``."""

    place: int
    method: str
    entries: tuple[str, ...]


def rank_with(
    scores: Mapping[str, EntryScore], rules: Rules, decisions: Sequence[Decision] = ()
) -> tuple[Placing, ...]:
    """Rank as ``ranking.rank`` does, with the decisions that answer a tie of these scores.

    A decision answers a tie where it orders every one of the equals; of several
    the last one holds. Decisions about entries that are not equal change nothing.
    """
    orders: dict[str, dict[str, int]] = {}
    while True:
        placings = rank(scores, rules, decisions=orders)
        answers = [_answer(tie, decisions) for tie in open_ties(placings)]
        found = [answer for answer in answers if answer]
        if not found:
            return placings
        for decision in found:
            order = {entry: position for position, entry in enumerate(decision.order, 1)}
            orders.setdefault(decision.method, {}).update(order)


def open_ties(placings: Sequence[Placing]) -> list[Equals]:
    """Return the equals that wait for people, best first."""
    return [
        Equals(place or 0, method, tuple(placing.entry for placing in equals))
        for (place, method), equals in groupby(placings, key=lambda p: (p.place, p.awaiting))
        if method
    ]


def decided_by(placing: Placing) -> str:
    """Return how a standing writes what decided a tie, or whom it waits for."""
    return f"{AWAITING}{placing.awaiting}" if placing.awaiting else placing.decided_by


def _answer(tie: Equals, decisions: Sequence[Decision]) -> Decision | None:
    wanted = set(tie.entries)
    for decision in reversed(decisions):
        if decision.method == tie.method and wanted <= set(decision.order):
            order = tuple(entry for entry in decision.order if entry in wanted)
            return Decision(decision.method, order)
    return None
