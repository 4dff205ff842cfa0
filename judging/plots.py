"""Where things stand in a plot of intervals: a scale with round ticks, one row a line. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil, floor, log10

# Parts of the width from which to which rows are drawn; left of them stand the labels.
LEFT, RIGHT = 150.0, 600.0
# The same of a plot of points, whose upright scale has short labels.
NARROW, TOP, HEIGHT = 44.0, 8.0, 220.0
TICKS = 5


@dataclass(frozen=True, slots=True)
class Bar:
    """A row: a value with its interval. ``told`` ones are drawn strong, others pale.

    ``rule`` is what the line under the row says, where there is one.
    """

    label: str
    value: float
    low: float
    high: float
    told: bool = True
    rule: str = ""


@dataclass(frozen=True)  # no slots: the scale is worked out once and kept
class Plot:
    """Rows on one scale; ``neutral`` is where nothing differs, None where there is no such."""

    title: str
    bars: tuple[Bar, ...]
    neutral: float | None = None

    @cached_property
    def ticks(self) -> list[tuple[float, str]]:
        """The marks of the scale: where, and what is written there."""
        return [(self.x(value), label) for value, label in _ticks(*self._scale)]

    def x(self, value: float) -> float:
        """Return where a value stands."""
        low, high, _step = self._scale
        return round(LEFT + (value - low) / (high - low) * (RIGHT - LEFT), 1)

    @cached_property
    def _scale(self) -> tuple[float, float, float]:
        found = [end for bar in self.bars for end in (bar.low, bar.value, bar.high)]
        if self.neutral is not None:
            found.append(self.neutral)
        return _rounded(found or [0.0])


@dataclass(frozen=True)  # no slots: the scales are worked out once and kept
class Scatter:
    """Points over what they depend on, with a straight line through them where there is one."""

    title: str
    points: tuple[tuple[float, float], ...]
    slope: tuple[float, float] | None = None  # the line's height at the first and the last point

    @property
    def ends(self) -> tuple[float, float]:
        """Return where the first and the last point stand."""
        positions = [x for x, _y in self.points]
        return self.x(min(positions)), self.x(max(positions))

    @cached_property
    def ticks(self) -> list[tuple[float, str]]:
        """The marks of the upright scale."""
        low, high, step = self._upright
        return [(self.y(value), label) for value, label in _ticks(low, high, step)]

    @cached_property
    def steps(self) -> list[tuple[float, str]]:
        """The marks of the level scale."""
        low, high, step = self._level
        return [(self.x(value), label) for value, label in _ticks(low, high, step)]

    def x(self, value: float) -> float:
        """Return how far to the right a value stands."""
        low, high, _step = self._level
        return round(NARROW + (value - low) / (high - low) * (RIGHT - NARROW), 1)

    def y(self, value: float) -> float:
        """Return how far down a value stands."""
        low, high, _step = self._upright
        return round(HEIGHT - (value - low) / (high - low) * (HEIGHT - TOP), 1)

    @cached_property
    def _level(self) -> tuple[float, float, float]:
        return _rounded([x for x, _y in self.points])

    @cached_property
    def _upright(self) -> tuple[float, float, float]:
        return _rounded([0.0, *(y for _x, y in self.points), *(self.slope or ())])


def _ticks(low: float, high: float, step: float) -> list[tuple[float, str]]:
    digits = max(0, -floor(log10(step)))
    values = [low + n * step for n in range(round((high - low) / step) + 1)]
    return [(value, f"{value + 0.0:.{digits}f}".replace("-", "−")) for value in values]


def _rounded(values: Sequence[float]) -> tuple[float, float, float]:
    """Return the ends of a scale over the values and its step: 1, 2 or 5 times a power of ten."""
    low, high = min(values), max(values)
    wide = (high - low) or 1.0
    step = _step(wide / TICKS)
    first, last = floor(low / step), ceil(high / step)
    return first * step, max(last, first + 1) * step, step


def _step(least: float) -> float:
    power = 10.0 ** floor(log10(least))
    return next(power * times for times in (1, 2, 5, 10) if power * times >= least * 0.999)


def plot(title: str, bars: Iterable[Bar], neutral: float | None = None) -> Plot:
    """Return a plot of the rows."""
    return Plot(title, tuple(bars), neutral)
