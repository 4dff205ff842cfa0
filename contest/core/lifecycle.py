"""State machines as data: the states, and the moves allowed between them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Generic, TypeVar

State = TypeVar("State", bound=StrEnum)


class IllegalMove(Exception):
    """Someone asked for a move the lifecycle does not have."""


class Lifecycle(Generic[State]):
    """The legal moves of one kind of thing, from its first state on.

    Time is never a state: what is open or closed is computed from dates.
    """

    def __init__(self, first: State, moves: Mapping[State, frozenset[State]]) -> None:
        states = set(type(first))
        if set(moves) != states:
            raise ValueError(f"no moves given for {states - set(moves)}")
        self.first, self.moves = first, moves

    def allows(self, old: State, new: State) -> bool:
        """Return whether ``old`` may become ``new``."""
        return new in self.moves[old]

    def check(self, old: State | None, new: State) -> State:
        """Return ``new`` if ``old`` may become it; raise ``IllegalMove`` if not."""
        allowed = {self.first} if old is None else self.moves[old]
        if new not in allowed:
            raise IllegalMove(f"{old or 'nothing'} cannot become {new}")
        return new

    def diagram(self) -> str:
        """Return the lifecycle as a Mermaid diagram, for the documentation."""
        lines = [f"    [*] --> {self.first}"]
        for old, targets in self.moves.items():
            lines += [f"    {old} --> {new}" for new in sorted(targets)] or [f"    {old} --> [*]"]
        return "\n".join(["stateDiagram-v2", *lines])
