"""What needs a person now about standings: to compute, to break ties, to publish, to read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import case, exists, func, select

from contest.core import clock
from contest.core.db import db
from contest.models import Contest, Role, User
from contest.states import ContestState
from contest.worklist import Item
from judging.models import Ballot, Edition, Standing
from judging.queries.editions import LIVE
from judging.queries.results import results_for
from judging.states import BallotState, EditionState
from judging.tie_decisions import AWAITING

# How long a result is news to the enterprise.
NEWS = timedelta(days=14)


def items(user: User) -> list[Item]:
    """Return what waits for this person about standings, in two statements at most."""
    if user.role is Role.ORGANIZER:
        return [*_unfinished(user), *_uncounted(user)]
    return list(_news(user)) if user.role is Role.ENTERPRISE else []


def _unfinished(user: User) -> Iterator[Item]:
    """Yield computed editions that wait for a tie to be broken, or to be published."""
    waiting = func.sum(case((Standing.decided_by.startswith(AWAITING), 1), else_=0))
    query = (
        select(Edition.id, Edition.number, Contest.id, Contest.name, waiting)
        .join(Contest, Contest.id == Edition.contest_id)
        .outerjoin(Standing, Standing.edition_id == Edition.id)
        .where(Contest.body_id == user.body_id, Edition.state == EditionState.COMPUTED)
        .group_by(Edition.id, Edition.number, Contest.id, Contest.name)
        .order_by(Edition.id)
    )
    for edition, number, contest, name, ties in db.session.execute(query):
        if ties:
            url = url_for("standings.ties", edition_id=edition)
            title = _("%(contest)s：有同分待裁定", contest=name)
            note = _("%(count)s 个项目同分，须由表决或抽签决定先后", count=ties)
            yield Item("hot", title, note, None, url, _("登记裁定"))
        else:
            url = url_for("standings.show", contest_id=contest)
            title = _("%(contest)s：排名待发布", contest=name)
            note = _("第 %(number)s 版已计算，核对后发布", number=number)
            yield Item("warm", title, note, None, url, _("核对并发布"))


def _uncounted(user: User) -> Iterator[Item]:
    """Yield contests whose roadshow is over and marked, and whose standings are not computed."""
    marked = exists().where(Ballot.contest_id == Contest.id, Ballot.state == BallotState.SUBMITTED)
    counted = exists().where(Edition.contest_id == Contest.id, Edition.state.in_(LIVE))
    query = select(Contest.id, Contest.name).where(
        Contest.body_id == user.body_id,
        Contest.state == ContestState.ANNOUNCED,
        Contest.roadshow_until <= clock.now(),
        marked,
        ~counted,
    )
    for contest, name in db.session.execute(query.order_by(Contest.id)):
        url = url_for("standings.compute", contest_id=contest)
        title = _("%(contest)s：可以计算排名", contest=name)
        note = _("路演评审已结束，请核对缺少的评分后计算")
        yield Item("warm", title, note, None, url, _("核对并计算"))


def _news(user: User) -> Iterator[Item]:
    """Yield the enterprise's results that were published lately."""
    for result in results_for(user):
        if result.published_at > clock.now() - NEWS:
            url = url_for("results.show", entry_id=result.entry_id)
            title = _("成绩已公布：%(title)s", title=result.title)
            yield Item("cool", title, result.contest, None, url, _("查看成绩"))
