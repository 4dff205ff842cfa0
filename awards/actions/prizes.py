"""Setting a contest's prizes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from awards.models import MOST_FEN, Prize
from awards.queries.prizes import has_approved_plan, prizes_of
from contest.core.actions import Refusal, action
from contest.core.db import db
from contest.core.money import show_wan
from contest.models import Contest, User


@dataclass(frozen=True, slots=True)
class PrizeLine:
    """A prize as typed: its seats and the amount of each, in fen."""

    name: str
    seats: int
    amount_fen: int


class PrizesFixed(Refusal):
    """Awards were approved by these prizes."""

    reason = _l("奖励已经批准，奖项不能再改。")


class TooMuch(Refusal):
    """A single award above 1,000,000 yuan (宁波市开放应用场景实施意见 §三(三))."""

    reason = _l("每个奖励不超过 100 万元（《实施意见》三（三）），请调整金额。")


@action("prizes.set")
def set_prizes(contest: Contest, *, by: User, lines: Sequence[PrizeLine]) -> None:
    """Replace the contest's prizes by the lines, first prize first.

    Raise PrizesFixed, TooMuch, or a Refusal where names repeat, an amount
    rises, or one round of all seats costs more than the budget.
    """
    if has_approved_plan(contest.id):
        raise PrizesFixed
    _check(contest, lines)
    for prize in prizes_of(contest.id):
        db.session.delete(prize)
    db.session.flush()
    for position, line in enumerate(lines, 1):
        db.session.add(
            Prize(
                contest_id=contest.id,
                position=position,
                name=line.name,
                seats=line.seats,
                amount_fen=line.amount_fen,
            )
        )


def _check(contest: Contest, lines: Sequence[PrizeLine]) -> None:
    amounts = [line.amount_fen for line in lines]
    if any(not 0 <= amount <= MOST_FEN for amount in amounts):
        raise TooMuch
    if len({line.name for line in lines}) < len(lines):
        raise Refusal(_("奖项名称不能重复。"))
    if amounts != sorted(amounts, reverse=True):
        raise Refusal(_("请按金额从高到低排列奖项。"))
    total = sum(line.seats * line.amount_fen for line in lines)
    if total > contest.budget_fen:
        raise Refusal(
            _(
                "奖励合计 %(total)s，超过预算 %(budget)s。请减少席位或金额，或先调整预算。",
                total=show_wan(total),
                budget=show_wan(contest.budget_fen),
            )
        )
