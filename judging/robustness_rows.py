"""A ranking's robustness as its page lays it out: rows near the lines, and what changes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from judging.cuts import Cut, Ranking
from judging.margins import Margin
from judging.plots import Bar, Plot, plot
from judging.queries.standings import StandingRow
from judging.sensitivity import (
    Effect,
    Robustness,
    Trimming,
    Variation,
    Weighting,
    WithoutJudge,
    total_range,
)

# Rows shown on either side of a line.
NEAR = 4
KINDS: tuple[type[Variation], ...] = (WithoutJudge, Trimming, Weighting)


@dataclass(frozen=True, slots=True)
class NearRow:
    """An entry near a line, with its lowest and highest total as each judge is left out.

    ``below`` names the lines right under it, ``skipped`` tells that places above it are not shown.
    """

    line: StandingRow
    low: Decimal
    high: Decimal
    below: tuple[Cut, ...] = ()
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class Changed:
    """A variation that changes a list of winners, with its effect at each line."""

    variation: Variation
    effects: tuple[Effect, ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """How many variations of a kind were tried, and how many change a list of winners."""

    kind: str
    number: int
    changing: int


@dataclass(frozen=True, slots=True)
class RankingRows:
    """All that is shown of one ranking."""

    title: str
    cuts: tuple[Cut, ...]
    margins: tuple[Margin, ...]
    rows: tuple[NearRow, ...]
    tried: tuple[Tried, ...]
    changed: tuple[Changed, ...]

    def plot(self, title: str, names: Mapping[Cut, str]) -> Plot:
        """Return the rows as a plot, with the lines between them."""
        return plot(title, (self._bar(row, names) for row in self.rows))

    def margin_at(self, cut: Cut) -> Margin:
        """Return the margin at one of the lines."""
        return next(margin for margin in self.margins if margin.cut == cut)

    def _bar(self, row: NearRow, names: Mapping[Cut, str]) -> Bar:
        return Bar(
            label=f"{row.line.place}  {row.line.number}",
            value=float(row.line.score),
            low=float(row.low),
            high=float(row.high),
            rule="、".join(names[cut] for cut in row.below),
        )


def rows_of(found: Robustness, lines: Mapping[str, StandingRow], title: str) -> RankingRows:
    """Return what is shown; ``lines`` are the edition's by entry."""
    cuts = tuple(margin.cut for margin in found.margins)
    return RankingRows(
        title=title,
        cuts=cuts,
        margins=found.margins,
        rows=tuple(_near(found.ranking, cuts, lines)),
        tried=tuple(_tried(found)),
        changed=tuple(_changed(found)),
    )


def _near(
    ranking: Ranking, cuts: Sequence[Cut], lines: Mapping[str, StandingRow]
) -> Iterator[NearRow]:
    placed = [one.entry for one in ranking.placings if one.place is not None]
    shown = [at for at in range(len(placed)) if any(-NEAR <= at - cut.seats < NEAR for cut in cuts)]
    last = -1
    for at in shown:
        low, high = total_range(ranking, placed[at]) or (Decimal(0), Decimal(0))
        below = tuple(cut for cut in cuts if cut.seats == at + 1)
        yield NearRow(lines[placed[at]], low, high, below, skipped=at != last + 1)
        last = at


def _tried(found: Robustness) -> Iterator[Tried]:
    for kind in KINDS:
        effects = [one for one in found.effects if isinstance(one.variation, kind)]
        changing = {one.variation for one in effects if one.changes}
        yield Tried(kind.__name__, len({one.variation for one in effects}), len(changing))


def _changed(found: Robustness) -> Iterator[Changed]:
    by_variation: dict[Variation, list[Effect]] = {}
    for effect in found.effects:
        by_variation.setdefault(effect.variation, []).append(effect)
    for variation, effects in by_variation.items():
        if any(effect.changes for effect in effects):
            yield Changed(variation, tuple(effects))
