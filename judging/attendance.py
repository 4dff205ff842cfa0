"""Who remains to mark an entry after recusals, and whether that is enough. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from judging.quorum import Quorum, Shortfall, shortfalls

NOBODY: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Attendance:
    """The judges seated for an entry, by number and kind, and who of them stands back.

    ``recused`` is decided; ``undecided`` may still come back.
    """

    seated: Mapping[int, str]
    recused: frozenset[int] = NOBODY
    undecided: frozenset[int] = NOBODY

    @property
    def remaining(self) -> int:
        """How many judges may mark, if every undecided recusal is dismissed."""
        return len(self.seated.keys() - self.recused)

    @property
    def certain(self) -> int:
        """How many judges may mark, even if every undecided recusal is confirmed."""
        return len(self.seated.keys() - self.recused - self.undecided)

    @property
    def away(self) -> frozenset[int]:
        """The seated judges who stand back, decided or not: until it is, they leave the room."""
        return (self.recused | self.undecided).intersection(self.seated)

    def short(self, quorum: Quorum) -> tuple[Shortfall, ...]:
        """Return what is missing to the quorum, by what is decided."""
        return shortfalls(self._kinds(self.recused), quorum)

    def at_risk(self, quorum: Quorum) -> tuple[Shortfall, ...]:
        """Return what would be missing if every undecided recusal were confirmed."""
        return shortfalls(self._kinds(self.recused | self.undecided), quorum)

    def _kinds(self, without: frozenset[int]) -> list[str]:
        return [kind for judge, kind in self.seated.items() if judge not in without]
