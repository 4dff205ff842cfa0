"""Setting a contest's prizes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from awards.models import MOST_FEN, Prize
from awards.queries.plans import open_plan
from awards.queries.prizes import (
    NO_PRIZES,
    has_approved_plan,
    prizes_digest,
    prizes_ever_of,
    rankings_of,
)
from contest.core.actions import Refusal, action
from contest.core.db import db
from contest.core.money import show_wan
from contest.models import Contest, User
from contest.refusals import Stale


@dataclass(frozen=True, slots=True)
class PrizeLine:
    """A prize as typed: its seats and the amount of each, in fen."""

    name: str
    seats: int
    amount_fen: int


class PrizesFixed(Refusal):
    """Awards were approved by these prizes."""

    reason = _l("奖励已经批准，奖项不能再改。")


class PlanWaits(Refusal):
    """A plan by these prizes waits for its approval."""

    reason = _l("有奖励方案等待批准，奖项暂不能改。请先批准或退回该方案，再修改奖项。")


class MoreThanTheBudget(Refusal):
    """All rankings together could cost more than the budget: somebody has to know that."""


class TooMuch(Refusal):
    """A single award above 1,000,000 yuan (宁波市开放应用场景实施意见 §三(三))."""

    reason = _l("每个奖励不超过 100 万元（《实施意见》三（三）），请调整金额。")


@action("prizes.set")
def set_prizes(
    contest: Contest,
    *,
    by: User,
    lines: Sequence[PrizeLine],
    seen: str = NO_PRIZES,
    acknowledged: bool = False,
) -> None:
    """Make the contest's prizes those of the lines, first prize first.

    ``seen`` is the digest of the prizes that the person began from. Raise
    PrizesFixed, PlanWaits, Stale, TooMuch, or a Refusal where names repeat, an
    amount rises, or one round of all seats costs more than the budget; and
    MoreThanTheBudget where all rankings together do, unless ``acknowledged``.
    """
    _refuse_fixed(contest)
    if seen != prizes_digest(contest.id):
        raise Stale
    total = _check(contest, lines)
    if not acknowledged:
        _warn_of_total(contest, total)
    kept = prizes_ever_of(contest.id)
    for position, line in enumerate(lines, 1):
        prize = kept.pop(position, None) or Prize(contest_id=contest.id, position=position)
        prize.name, prize.seats, prize.amount_fen = line.name, line.seats, line.amount_fen
        db.session.add(prize)
    for left_over in kept.values():
        left_over.seats = 0


def _refuse_fixed(contest: Contest) -> None:
    if has_approved_plan(contest.id):
        raise PrizesFixed
    if open_plan(contest.id):
        raise PlanWaits


def _check(contest: Contest, lines: Sequence[PrizeLine]) -> int:
    """Return what one round of all seats costs, in fen."""
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
    return total


def _warn_of_total(contest: Contest, total: int) -> None:
    rankings = rankings_of(contest)
    if total * rankings > contest.budget_fen:
        raise MoreThanTheBudget(
            _(
                "按现有 %(n)s 个榜单合计 %(total)s，超过预算 %(budget)s：分配时从金额大的奖项起，"
                "预算用完为止。请减少席位或金额，或勾选“知道合计超过预算”后再保存。",
                n=rankings,
                total=show_wan(total * rankings),
                budget=show_wan(contest.budget_fen),
            )
        )
