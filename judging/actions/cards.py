"""Printing the cards by which seated judges sign in at a tablet."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from flask_babel import lazy_gettext as _l

from contest import cards
from contest.cards import Printed
from contest.core import clock
from contest.core.actions import Refusal, action
from contest.models import Contest, Ending, User
from contest.queries.tablets import unused_cards
from contest.states import ContestState
from judging.queries.cards import seated_judges


class NotAnnounced(Refusal):
    """There is something to judge between the announcement and the end alone."""

    reason = _l("大赛公告之后、结束之前才能打印登录卡。")


class NotSeated(Refusal):
    """Cards are for those who judge."""

    reason = _l("请从本届大赛评审组的专家中选择；已退出或账号停用的不能打印。请刷新页面核对。")


class AlreadyOver(Refusal):
    """A card is good for some time."""

    reason = _l("有效期已经过去，请改选今天或以后的日期。")


@action("card.printed")
def print_cards(
    contest: Contest, *, judge_ids: Collection[int], until: datetime, by: User
) -> list[Printed]:
    """Make a card for each of the judges; their cards that were not used open nothing any more.

    Raise NotAnnounced, NotSeated, AlreadyOver.
    """
    if contest.state is not ContestState.ANNOUNCED:
        raise NotAnnounced
    if until <= clock.now():
        raise AlreadyOver
    seated = {judge.id: judge for judge in seated_judges(contest.id) if judge.is_active}
    if not judge_ids or not set(judge_ids) <= seated.keys():
        raise NotSeated
    for card in unused_cards(contest.id, judge_ids):
        cards.revoke(card, Ending.REPLACED)
    chosen = [judge for number, judge in seated.items() if number in set(judge_ids)]
    return [cards.make_card(judge, contest, until=until, by=by) for judge in chosen]
