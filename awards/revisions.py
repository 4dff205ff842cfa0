"""What prizes and awards keep from being changed in their contest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from awards.queries.prizes import given_fen, prizes_of
from contest.core.actions import Refusal
from contest.core.money import show_wan
from contest.models import Contest


class BudgetTooSmall(Refusal):
    """The budget has to hold what was given, and one round of all prizes."""


def refuse_small_budget(contest: Contest, new: Mapping[str, Any]) -> None:
    """Raise ``BudgetTooSmall`` where a lower budget falls below the awards or the prizes."""
    budget = new.get("budget_fen", contest.budget_fen)
    if budget >= contest.budget_fen:
        return
    if (given := given_fen(contest.id)) > budget:
        raise BudgetTooSmall(
            _(
                "已批准的奖励合计 %(given)s，预算不能低于它。请填写不低于它的预算。",
                given=show_wan(given),
            )
        )
    prizes = sum(prize.seats * prize.amount_fen for prize in prizes_of(contest.id))
    if prizes > budget:
        raise BudgetTooSmall(
            _(
                "奖项合计 %(prizes)s，预算不能低于它。请先减少奖项的席位或金额，再调整预算。",
                prizes=show_wan(prizes),
            )
        )
