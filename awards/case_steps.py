"""The steps of a case up to its delivery: entry, award, notice, and what policy follows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import and_, select
from sqlalchemy.orm import joinedload

from awards.models import Announcement, Award, FollowUp, FollowUpKind, Notice, NoticeLine
from awards.states import AwardState, FollowUpState, NoticeState
from awards.steps import Step
from contest.core.db import db

# 宁波市开放应用场景实施意见
ON_CONTEST, ON_POLICY = "《实施意见》三（三）", "《实施意见》四（一）"

Told = dict[int, list[Step]]


def steps_of_entries(awards: Sequence[Award]) -> Told:
    """Return how each award came about: entered, then awarded by two people; no statement."""
    return {award.id: list(_of_entry(award)) for award in awards}


def _of_entry(award: Award) -> Iterator[Step]:
    entry = award.entry
    yield Step(
        "10.entry",
        ON_CONTEST,
        _("揭榜：%(title)s", title=entry.title),
        award.enterprise.name,
        "",
        done_at=entry.submitted_at,
    )
    yield Step(
        "15.award",
        ON_CONTEST,
        _("第 %(place)d 名，批准%(prize)s", place=award.place, prize=award.prize.name),
        _("组委会"),
        "",
        done_at=award.approved_at,
    )


def steps_of_notices(awards: Sequence[Award]) -> Told:
    """Return the newest notice of each award, and its announcement, in one statement."""
    query = (
        select(Award.id, Notice, Announcement.announced_at)
        .select_from(Award)
        .outerjoin(NoticeLine, NoticeLine.award_id == Award.id)
        .outerjoin(
            Notice,
            and_(Notice.id == NoticeLine.notice_id, Notice.state == NoticeState.PUBLISHED),
        )
        .outerjoin(Announcement, Announcement.id == Award.announcement_id)
        .where(Award.id.in_([award.id for award in awards]))
        .order_by(Notice.number)
    )
    rows = {row.id: row for row in db.session.execute(query)}
    return {
        award.id: list(_of_notice(award, rows[award.id].Notice, rows[award.id].announced_at))
        for award in awards
    }


def _of_notice(
    award: Award, notice: Notice | None, announced_at: datetime | None
) -> Iterator[Step]:
    yield Step(
        "20.notice",
        ON_CONTEST,
        _("公示获奖名单"),
        _("组委会"),
        "",
        done_at=notice.published_at if notice else None,
        missing=() if notice else (_("公示"),),
        expires=notice.last_day if notice else None,
    )
    announced = award.state is AwardState.ANNOUNCED
    held = (_("异议处理决定"),) if award.state is AwardState.HELD else ()
    yield Step(
        "40.announcement",
        ON_CONTEST,
        _("公示期满后确认并公告"),
        _("组委会"),
        "",
        done_at=announced_at if announced else None,
        missing=held or (() if announced else (_("确认与公告"),)),
    )


def steps_of_follow_ups(awards: Sequence[Award]) -> Told:
    """Return what was decided of each policy, in one statement."""
    query = (
        select(FollowUp)
        .where(FollowUp.award_id.in_([award.id for award in awards]))
        .options(joinedload(FollowUp.award))
        .order_by(FollowUp.id)
    )
    told: Told = {}
    for follow_up in db.session.scalars(query):
        told.setdefault(follow_up.award_id, []).append(_of_follow_up(follow_up))
    return told


def _of_follow_up(follow_up: FollowUp) -> Step:
    key, name = {
        FollowUpKind.CATALOGUE: ("60.catalogue", _("列入《重点自主创新产品目录》")),
        FollowUpKind.SUBSIDY: ("65.subsidy", _("保险补贴")),
        FollowUpKind.KEY_RD: ("70.key_rd", _("重点研发计划提名")),
    }[follow_up.kind]
    said = {
        FollowUpState.UNDECIDED: _("%(policy)s：待决定", policy=name),
        FollowUpState.YES: _("%(policy)s：适用", policy=name),
        FollowUpState.NO: _("%(policy)s：不适用", policy=name),
    }[follow_up.state]
    missing = () if follow_up.decided_at else (_("组委会的决定"),)
    return Step(
        key, ON_POLICY, said, _("组委会"), "", done_at=follow_up.decided_at, missing=missing
    )
