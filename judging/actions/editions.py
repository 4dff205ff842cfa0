"""Computing the standings from the ballots, and publishing them."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from contest.core.actions import Refusal, action
from contest.core.db import db
from contest.models import Contest, User
from judging.models import Edition, Standing
from judging.queries.editions import (
    Preparation,
    edition_digest,
    lines_of,
    preparation_of,
)
from judging.recording import make_public, record_edition
from judging.states import EditionState
from judging.tie_decisions import AWAITING


class NotSealed(Refusal):
    reason = _l("评审规则尚未封存，不能计算排名。请先封存评审规则。")


class Rehearsed(Refusal):
    reason = _l("这是彩排：彩排中的评分不计入任何结果，不能计算排名。")


class NotSettled(Refusal):
    reason = _l("还有必须先处理的事项（见下方清单），处理后才能计算排名。")


class ReasonMissing(Refusal):
    reason = _l(
        "仍有缺少的评分、不足法定人数的项目或有效揭榜不足的榜单。"
        "请补齐或先决定，或写明为什么照此计算。"
    )


class NothingMarked(Refusal):
    reason = _l("还没有任何已提交的有效评分表，没有可以计算的排名。")


class NotComputed(Refusal):
    reason = _l("只有“已计算、未发布”的版次可以发布。请重新计算后再发布。")


class OpenTies(Refusal):
    reason = _l("还有同分名次等待表决或抽签。请先登记结果，重新计算后再发布。")


class Outdated(Refusal):
    reason = _l("计算之后，评分表、回避、项目或规则有了变化。请重新计算，核对后再发布。")


@action("edition.computed")
def compute_edition(contest: Contest, *, by: User, reason: str = "") -> Edition:
    """Compute a new edition; one computed before and not published gives way to it.

    ``reason`` explains why the count goes on with the gaps that there are; it
    is needed only then. Marks are never made up: an entry that nobody marked
    gets no place. After a publication the new edition corrects the published one.
    Refused while anything must be settled first.
    """
    if contest.is_rehearsal:
        raise Rehearsed
    prepared = preparation_of(contest)
    if prepared is None:
        raise NotSealed
    _refuse_gaps(prepared, reason)
    lines = lines_of(contest, prepared)
    if not lines:
        raise NothingMarked
    return record_edition(contest, lines, sheet=prepared.sheet, by=by, reason=reason)


@action("edition.published")
def publish_edition(edition: Edition, *, by: User) -> None:
    """Publish a computed edition; the one published before is superseded and stays linked.

    Refused where a tie waits for people, or where the same count would say
    something else by now: what is published is always what the ballots give.
    """
    if edition.state is not EditionState.COMPUTED:
        raise NotComputed
    if _has_open_ties(edition):
        raise OpenTies
    if not _still_holds(edition):
        raise Outdated
    make_public(edition, by=by)


def _refuse_gaps(prepared: Preparation, reason: str) -> None:
    if prepared.forbidden:
        raise NotSettled
    if prepared.needs_reason and not reason.strip():
        raise ReasonMissing


def _has_open_ties(edition: Edition) -> bool:
    waiting = Standing.decided_by.startswith(AWAITING)
    query = select(Standing.entry_id).where(Standing.edition_id == edition.id, waiting)
    return db.session.scalar(query.limit(1)) is not None


def _still_holds(edition: Edition) -> bool:
    """Return whether counting again, here and now, gives this very edition."""
    contest = db.session.get_one(Contest, edition.contest_id)
    prepared = preparation_of(contest)
    if prepared is None or prepared.forbidden or prepared.sheet.id != edition.rule_sheet_id:
        return False
    if prepared.needs_reason and not edition.reason:
        return False
    lines = lines_of(contest, prepared)
    return edition_digest(contest.id, prepared.sheet, lines) == edition.digest
