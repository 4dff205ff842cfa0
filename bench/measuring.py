"""Figures: each measured over several rounds beside its floor, in the same minutes."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured thing and its floor, a value of each for every round.

    ``aim`` bounds the ratio of ours to the floor: from below where more is
    better (a rate), from above where less is; without a floor, the figure itself.
    """

    name: str
    unit: str
    ours: tuple[float, ...]
    floor: tuple[float, ...] = ()
    aim: float | None = None
    more_is_better: bool = False
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """The median of the rounds' own ratios: what slows a round slows both its sides."""
        if not self.floor:
            return None
        return median(ours / floor for ours, floor in zip(self.ours, self.floor, strict=True))

    @property
    def meets_its_aim(self) -> bool | None:
        """Whether the ratio, or a figure without floor itself, keeps to its aim; None without."""
        if self.aim is None:
            return None
        reached = median(self.ours) if self.ratio is None else self.ratio
        return reached >= self.aim if self.more_is_better else reached <= self.aim

    def as_json(self) -> dict[str, Any]:
        """Return the figure with its medians."""
        return {
            **asdict(self),
            "median": median(self.ours),
            "floor_median": median(self.floor) if self.floor else None,
            "ratio": self.ratio,
            "meets_its_aim": self.meets_its_aim,
        }


Work = Callable[[], object]


def compare(ours: Work, floor: Work, *, rounds: int) -> dict[str, tuple[float, ...]]:
    """Return milliseconds of both for every round, in turns, after one round to warm up."""
    ours(), floor()
    times = [(milliseconds(ours), milliseconds(floor)) for _ in range(rounds)]
    return {"ours": tuple(t[0] for t in times), "floor": tuple(t[1] for t in times)}


def milliseconds(work: Work) -> float:
    """Return how long the work takes."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000
