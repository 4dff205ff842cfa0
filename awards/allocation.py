"""From places to prizes (奖项). Pure; every entry gets its reason.

Seats are filled from the largest amount to the smallest over all groups (a
group: what one list of prizes is given within, a challenge or the whole
contest), within a group by place. So an enterprise that may hold one award
keeps its largest. Between equal amounts the order of the groups counts, which
the caller gives. Nothing else breaks a tie: where equals would fare
differently, the allocation stops.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from awards.outcomes import Candidate, Held, Limits, Outcome, Prize, PrizeRefused
from awards.seating import Given, Queue


def allocate(
    groups: Mapping[str, Sequence[Candidate]],
    prizes: Mapping[str, Sequence[Prize]],
    limits: Limits,
    *,
    held: Sequence[Held] = (),
) -> tuple[Outcome, ...]:
    """Return the outcome of every entry, group by group, best place first.

    ``prizes`` are those of each group, the first prize first; a prize worth
    more than the one before it is refused (PrizeRefused). ``held`` are the
    awards that stand already: their entries are given no second one. An entry that a
    limit of its own bars (one award) leaves its seat to the next. Once
    the budget cannot pay a seat, nothing more is given in that group, so that
    nobody is paid past a better entry. Raise UnsettledTie where equals meet a
    last seat, a limit or the end of the budget.
    """
    for name in prizes:
        _refuse_rising(prizes[name])
    given = Given(limits, limits.budget_fen)
    for award in held:
        given.count(award)
    queues = {name: Queue(name, candidates, given) for name, candidates in groups.items()}
    for name, prize in _largest_first(queues, prizes):
        queues[name].fill(prize, given)
    return tuple(outcome for queue in queues.values() for outcome in queue.close(given))


def _refuse_rising(prizes: Sequence[Prize]) -> None:
    for better, worse in pairwise(prizes):
        if worse.amount_fen > better.amount_fen:
            raise PrizeRefused(
                f"“{worse.name}”的奖励高于排在前面的“{better.name}”：请调整顺序或金额。"
            )


def _largest_first(
    groups: Iterable[str], prizes: Mapping[str, Sequence[Prize]]
) -> list[tuple[str, Prize]]:
    given = [(name, prize) for name in groups for prize in prizes.get(name, ())]
    return sorted(given, key=lambda pair: -pair[1].amount_fen)
