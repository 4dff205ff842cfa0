"""What objections hold: their own awards and nothing else. Within an action."""

from __future__ import annotations

from collections.abc import Iterable

from awards.models import Award, Objection
from awards.queries.objections import held_by_others, unremedied
from awards.states import AwardState
from contest.core import clock
from contest.models import User

# Official Chinese text, kept with the objection: not translated.
BY_PLAN = "第 {plan} 号奖励方案已撤回所涉及的奖励，并按排名依次递补。"


def hold(awards: Iterable[Award]) -> None:
    """Hold awards that are public; what is held already stays so."""
    for award in awards:
        if award.state is AwardState.PUBLICISED:
            award.state = AwardState.HELD


def release(objection: Objection) -> None:
    """Let the awards of an objection go on, but for those that another one holds too."""
    awards = [one.award for one in objection.against]
    kept = held_by_others([award.id for award in awards], objection.id)
    for award in awards:
        if award.state is AwardState.HELD and award.id not in kept:
            award.state = AwardState.PUBLICISED


def remedy_by_plan(awards: Iterable[Award], *, plan_id: int, by: User) -> None:
    """Note that upheld objections to awards which a plan took back are put right."""
    for objection in unremedied([award.id for award in awards]):
        objection.remedied_at = clock.now()
        objection.remedy = BY_PLAN.format(plan=plan_id)
        release(objection)
