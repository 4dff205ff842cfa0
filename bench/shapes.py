"""How large the worlds of the benchmarks are, and how often each thing is measured."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shape:
    """A contest's size. Where it is marked, every judge has submitted a whole ballot for each."""

    entries: int
    judges: int
    criteria: int = 10
    marked: bool = True

    def __str__(self) -> str:
        return f"{self.entries:,} × {self.judges} × {self.criteria}"


@dataclass(frozen=True, slots=True)
class Size:
    """What one run of the benchmarks does."""

    name: str
    rounds: int
    # Saves of each kind in each round, by one judge and by all together.
    judges: int
    alone: int
    together: int
    contests: tuple[Shape, ...]
    listed: int
    archived: int

    @property
    def hall(self) -> Shape:
        """The contest whose judges all save at once: a new sheet each time, in every round."""
        kept = self.rounds + 1  # one round to warm up
        entries = kept * (self.alone + self.together) // self.judges + kept * self.alone
        return Shape(entries, self.judges, marked=False)


FULL = Size(
    name="full",
    rounds=5,
    judges=20,
    alone=100,
    together=600,
    contests=(Shape(300, 9), Shape(10_000, 7)),
    listed=10_000,
    archived=1_000,
)
TINY = Size(
    name="tiny",
    rounds=1,
    judges=2,
    alone=2,
    together=4,
    contests=(Shape(6, 5, 2),),
    listed=12,
    archived=3,
)
