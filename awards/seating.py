"""Filling the seats of prizes, under limits that hold over all groups."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from awards.outcomes import Candidate, Held, Limits, Outcome, Prize, Reason, UnsettledTie, Values


@dataclass(slots=True)
class Given:
    """What has been given so far, over all groups."""

    limits: Limits
    left_fen: int
    held: set[str] = field(default_factory=set)
    awarded: dict[str, str] = field(default_factory=dict)

    def award_held(self, candidate: Candidate) -> tuple[Reason, Values] | None:
        held = self.awarded.get(candidate.enterprise)
        if held is None or not self.limits.one_award_per_enterprise:
            return None
        return Reason.ENTERPRISE_ALREADY_AWARDED, {"entry": held}

    def give(self, candidate: Candidate, prize: Prize) -> None:
        self.left_fen -= prize.amount_fen
        self.awarded.setdefault(candidate.enterprise, candidate.entry)

    def count(self, award: Held) -> None:
        """Count an award that stands already; its money is not of this budget."""
        self.held.add(award.entry)
        self.awarded.setdefault(award.enterprise, award.entry)

    def can_give_each(self, equals: Sequence[Candidate], prize: Prize) -> bool:
        """Whether all of the equals can have the prize, not only each of them alone."""
        enterprises = {candidate.enterprise for candidate in equals}
        alone = not self.limits.one_award_per_enterprise or len(enterprises) == len(equals)
        return alone and self.left_fen >= len(equals) * prize.amount_fen


class Queue:
    """The entries of a group that wait for a seat, equals together, best first."""

    def __init__(self, group: str, candidates: Sequence[Candidate], given: Given) -> None:
        self._group = group
        self._outcomes: dict[Candidate, Outcome] = {}
        self._all = sorted(candidates, key=lambda c: (c.place is None, c.place, c.entry))
        self._paid_out = False
        for candidate in self._all:
            self._admit(candidate, given)
        waiting = (c for c in self._all if c not in self._outcomes)
        self._waiting = deque(tuple(equals) for _, equals in groupby(waiting, lambda c: c.place))

    def fill(self, prize: Prize, given: Given) -> None:
        """Give the prize's seats to the next entries. Raise UnsettledTie."""
        seats = prize.seats
        while seats > 0 and self._waiting:
            equals = self._unbarred(self._waiting.popleft(), given)
            if equals:
                self._seat(equals, prize, seats=seats, given=given)
                seats -= len(equals)

    def close(self, given: Given) -> list[Outcome]:
        """Return all outcomes, best place first; equals stand by at the same position."""
        ahead = 0
        for equals in self._waiting:
            standing_by = 0
            for candidate in equals:
                if held := given.award_held(candidate):
                    self._note(candidate, *held)
                else:
                    self._note(candidate, Reason.SEATS_USED_UP, {"standby": ahead + 1})
                    standing_by += 1
            ahead += standing_by
        return [self._outcomes[candidate] for candidate in self._all]

    def _admit(self, candidate: Candidate, given: Given) -> None:
        pass_mark = given.limits.pass_mark
        if candidate.entry in given.held:
            self._note(candidate, Reason.ALREADY_AWARDED, {})
        elif candidate.left:
            self._note(candidate, Reason.LEFT_CONTEST, {"how": candidate.left})
        elif candidate.place is None or candidate.score is None:
            self._note(candidate, Reason.NOT_PLACED, {})
        elif pass_mark is not None and candidate.score < pass_mark:
            values = {"score": candidate.score, "pass_mark": pass_mark}
            self._note(candidate, Reason.BELOW_PASS_MARK, values)

    def _unbarred(self, equals: Iterable[Candidate], given: Given) -> list[Candidate]:
        unbarred = []
        for candidate in equals:
            if barred := given.award_held(candidate):
                self._note(candidate, *barred)
            else:
                unbarred.append(candidate)
        return unbarred

    def _seat(self, equals: Sequence[Candidate], prize: Prize, *, seats: int, given: Given) -> None:
        self._paid_out = self._paid_out or prize.amount_fen > given.left_fen
        if self._paid_out:
            values = {"amount_fen": prize.amount_fen, "left_fen": given.left_fen}
            for candidate in equals:
                self._note(candidate, Reason.OVER_BUDGET, values)
            return
        if len(equals) > seats or not given.can_give_each(equals, prize):
            raise UnsettledTie(self._group, prize, equals)
        for candidate in equals:
            given.give(candidate, prize)
            self._outcomes[candidate] = Outcome(self._group, candidate, prize, Reason.WON)

    def _note(self, candidate: Candidate, reason: Reason, values: Values) -> None:
        self._outcomes[candidate] = Outcome(self._group, candidate, None, reason, values)
