"""Who would win by standings that are only computed: for comparing some with others."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy import select

from awards import allocation
from awards.outcomes import Candidate, Limits, Prize, UnsettledTie
from awards.queries.prizes import prizes_of
from awards.reasons import LEFT
from contest.core.db import db
from contest.models import Contest, Entry
from contest.states import EntryState
from judging.tally import Line
from judging.winners import Winners

Entrants = dict[int, tuple[int, EntryState]]


def allot(
    contest: Contest, pass_mark: Decimal | None, standings: Sequence[Sequence[Line]]
) -> list[Winners]:
    """Return who gets which prize by each of the standings, in two statements.

    As if nothing had been given: an award that was, and would no longer follow, is told too.
    """
    prizes = [Prize(str(p.id), p.name, p.seats, p.amount_fen) for p in prizes_of(contest.id)]
    if not prizes:
        return [{} for _lines in standings]
    limits = Limits(
        budget_fen=contest.budget_fen,
        pass_mark=pass_mark,
        one_award_per_enterprise=contest.one_award_per_enterprise,
    )
    entrants = _entrants({line.entry for lines in standings for line in lines})
    return [_winners(lines, prizes, entrants=entrants, limits=limits) for lines in standings]


def _entrants(entries: set[int]) -> Entrants:
    query = select(Entry.id, Entry.enterprise_id, Entry.state).where(Entry.id.in_(entries))
    return {row.id: (row.enterprise_id, row.state) for row in db.session.execute(query)}


def _winners(
    lines: Sequence[Line], prizes: Sequence[Prize], *, entrants: Entrants, limits: Limits
) -> Winners:
    groups: dict[str, list[Candidate]] = {}
    for line in lines:
        enterprise, state = entrants[line.entry]
        candidate = Candidate(
            entry=str(line.entry),
            enterprise=str(enterprise),
            place=line.place,
            score=line.score,
            left=LEFT.get(state, ""),
        )
        groups.setdefault(str(line.ranking or ""), []).append(candidate)
    try:
        outcomes = allocation.allocate(groups, dict.fromkeys(groups, prizes), limits)
    except UnsettledTie:
        return None
    return {int(one.candidate.entry): one.prize.name for one in outcomes if one.prize}
