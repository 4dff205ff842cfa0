"""What an organizer does with a contest: prepare, announce, change, conclude, cancel, delete it."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from contest.core import clock, language
from contest.core.actions import Refusal, action
from contest.core.db import db
from contest.core.web import moment
from contest.deleting import barred, belongings_of
from contest.models import Body, Contest, User
from contest.notices import tell
from contest.queries import recipients
from contest.queries.files import files_of
from contest.refusals import refuse_stale
from contest.revisions import changes, refuse_unfit
from contest.rules import DATES, ENDED, TERMS, Phase, frozen_dates, phase
from contest.states import ContestState
from contest.timetable import date_name, setting_in_words


class AlreadyAnnounced(Refusal):
    """The contest is no longer being prepared."""

    reason = _l("大赛已经公告，不能再次公告。")


class NotAnnounced(Refusal):
    """The contest is being prepared, or has been decided."""

    reason = _l("只有公告后、尚未结束的大赛才能这样做。")


class TooLateToAnnounce(Refusal):
    """Entries would be closed from the start."""

    reason = _l("报名截止时间已过，请先修改赛程，再公告。")


class NotOver(Refusal):
    """The roadshow is still to come."""

    reason = _l("路演尚未结束，大赛还不能办结；确需停办的，请用“取消大赛”。")


class ReasonNeeded(Refusal):
    """Who is affected must be told why."""

    reason = _l("请写明理由：它会通知所有受影响的单位，并记入日志。")


@action("contest.created")
def create_contest(body: Body, /, *, by: User, **values: Any) -> Contest:
    """Create a contest in preparation; ``values`` are its columns by name."""
    contest = Contest(body_id=body.id, **values)
    db.session.add(contest)
    db.session.flush()
    return contest


@action("contest.revised")
def revise_contest(
    contest: Contest, /, *, by: User, version: int, reason: str = "", **values: Any
) -> None:
    """Change a contest's settings.

    Once it is announced, moved dates and changed terms need a reason and are
    mailed to everybody who entered. Raises ``Stale``, ``ReasonNeeded``, and
    ``Refusal`` where a date can no longer be moved so, or a package above this
    one has something against it.
    """
    refuse_stale(contest, version)
    if contest.state in ENDED:
        raise NotAnnounced
    _refuse_frozen(contest, values)
    refuse_unfit(contest, values)
    is_announced = contest.state is ContestState.ANNOUNCED
    changed = changes(contest, values, (*DATES, *TERMS)) if is_announced else []
    if changed and not reason.strip():
        raise ReasonNeeded
    for name, value in values.items():
        setattr(contest, name, value)
    if changed:
        _tell_of_changes(contest, changed, reason)


@action("contest.announced")
def announce_contest(contest: Contest, *, by: User) -> None:
    """Show the contest to everybody, and call its body's issuers to bring challenges."""
    if contest.state is not ContestState.DRAFT:
        raise AlreadyAnnounced
    if contest.entries_close_at <= clock.now():
        raise TooLateToAnnounce
    contest.state = ContestState.ANNOUNCED
    tell(
        recipients.issuers_of_body(contest.body_id),
        subject=_l("《%(name)s》已公告，欢迎发榜", name=contest.name),
        body=_l(
            "报名时间：%(opens)s 至 %(closes)s。请在报名开始前提交榜单，以便审核发布。",
            opens=moment(contest.entries_open_at),
            closes=moment(contest.entries_close_at),
        ),
        path=f"/contests/{contest.id}",
    )


@action("contest.concluded")
def conclude_contest(contest: Contest, *, by: User, reason: str = "") -> None:
    """End the contest once its roadshow is over."""
    _require_announced(contest)
    if phase(contest, clock.now()) is not Phase.AWARDING:
        raise NotOver
    contest.state = ContestState.CONCLUDED


@action("contest.cancelled")
def cancel_contest(contest: Contest, *, by: User, reason: str) -> None:
    """Call the contest off, and tell everybody who entered or issued why."""
    _require_announced(contest)
    if not reason.strip():
        raise ReasonNeeded
    contest.state = ContestState.CANCELLED
    affected = [
        *recipients.entrants_of_contest(contest.id),
        *recipients.issuers_in_contest(contest.id),
    ]
    tell(
        affected,
        subject=_l("《%(name)s》已取消", name=contest.name),
        body=_l("理由：%(reason)s", reason=reason.strip()),
        path=f"/contests/{contest.id}",
    )


@action("contest.deleted")
def delete_contest(contest: Contest, *, by: User, reason: str) -> None:
    """Delete a draft contest with all that was prepared for it, and tell who drafted challenges.

    The log keeps every row; files stay on record, of no contest. Raises what
    ``contest.deleting.barred`` returns, and ``ReasonNeeded``.
    """
    if refusal := barred(contest):
        raise refusal
    if not reason.strip():
        raise ReasonNeeded
    drafted = recipients.issuers_in_contest(contest.id)
    for each in belongings_of(contest):
        for row in each.rows:
            db.session.delete(row)
        db.session.flush()
    for file in files_of(contest.id):
        file.contest_id = None
    db.session.flush()
    db.session.delete(contest)
    tell(
        drafted,
        subject=_l("《%(name)s》已删除", name=contest.name),
        body=_l("大赛没有公告，已连同榜单草稿一起删除。理由：%(reason)s", reason=reason.strip()),
        path="/desk/challenges/",
    )


def _require_announced(contest: Contest) -> None:
    if contest.state is not ContestState.ANNOUNCED:
        raise NotAnnounced


def _refuse_frozen(contest: Contest, new: dict[str, Any]) -> None:
    if frozen := frozen_dates(contest, new, clock.now()):
        names = "、".join(date_name(name) for name in frozen)
        raise Refusal(
            _(
                "大赛公告后，%(names)s不能这样改：已经开始的不能重来，日期也不能改到过去。"
                "请恢复原值，或填写将来的时间。",
                names=names,
            )
        )


def _tell_of_changes(contest: Contest, changed: list[str], reason: str) -> None:
    with language.of_the_product():
        lines = [setting_in_words(contest, name) for name in changed]
        why = _("理由：%(reason)s", reason=reason.strip())
    tell(
        recipients.entrants_of_contest(contest.id),
        subject=_l("《%(name)s》赛程与规则调整", name=contest.name),
        body="\n".join([*lines, "", why]),
        path=f"/contests/{contest.id}",
    )
