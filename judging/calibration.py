"""How far judges' marks for a sample entry lie apart, without saying whose they are. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Spread:
    """The marks on one criterion in order; ``own`` is the reader's, None where they gave none."""

    marks: tuple[Decimal, ...]
    own: Decimal | None = None

    @property
    def low(self) -> Decimal:
        """The lowest mark."""
        return self.marks[0]

    @property
    def high(self) -> Decimal:
        """The highest mark."""
        return self.marks[-1]

    @property
    def median(self) -> Decimal:
        """The middle mark, or the mean of the two in the middle."""
        half, odd = divmod(len(self.marks), 2)
        return self.marks[half] if odd else (self.marks[half - 1] + self.marks[half]) / 2


def spread_of(marks: Sequence[Decimal], *, own: Decimal | None = None) -> Spread | None:
    """Return the spread of the marks, in order of size so that none is anybody's; None of none."""
    return Spread(tuple(sorted(marks)), own) if marks else None
