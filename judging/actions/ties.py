"""Recording how people broke a tie that the rule sheet left to them."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l

from contest.core import clock
from contest.core.actions import Refusal, action
from contest.core.db import db
from contest.models import User
from judging.models import Edition, TieDecision, TieMethod
from judging.queries.ties import decidable_ties
from judging.states import EditionState


class EditionClosed(Refusal):
    reason = _l("这个版次已发布或已作废，不能再登记同分裁定。请在最新计算的版次里登记。")


class NotATie(Refusal):
    reason = _l("登记的项目与等待裁定的同分项目不一致。请刷新页面后重新登记。")


@action("tie.decided")
def decide_tie(
    edition: Edition, *, method: TieMethod, order: Sequence[int], reason: str, by: User
) -> TieDecision:
    """Record the order, first place first, that a vote or a lot gave to equal entries.

    It takes effect when the standings are computed again. Recording the same
    equals once more corrects the earlier decision; both stay in the log.
    """
    if edition.state is not EditionState.COMPUTED:
        raise EditionClosed
    wanted = (method, frozenset(order))
    if len(set(order)) != len(order) or wanted not in decidable_ties(edition):
        raise NotATie
    decision = TieDecision(
        contest_id=edition.contest_id,
        method=method,
        order=list(order),
        reason=reason,
        at=clock.now(),
        by_id=by.id,
    )
    db.session.add(decision)
    return decision
