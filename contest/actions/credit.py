"""Recording credit checks that a person did on public sites."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from contest.core import clock
from contest.core.actions import Refusal, action
from contest.core.db import db
from contest.core.intake import Kept
from contest.core.web import moment
from contest.credit import SOURCES
from contest.models import CreditCheck, CreditResult, Entry, User
from contest.queries.files import row_of
from contest.queries.submissions import entry_as_submitted


class NotOfThisEntry(Refusal):
    """The organisation is neither the lead nor a member, or the list is none of ours."""

    reason = _l("请选择本项目的牵头单位或成员，以及要核查的名单。")


class InTheFuture(Refusal):
    """A check cannot have been done later than now."""

    reason = _l("核查时间不能晚于现在，请改为实际查询的时间。")


class TooLongAgo(Refusal):
    """A check from before the contest says nothing about the entry."""


class NeedsNote(Refusal):
    """A record was found, and must be described."""

    reason = _l("查到失信记录时，请在备注里写明记录内容和日期。")


@action("credit.checked")
def record_credit_checks(
    entry: Entry,
    *,
    uscc: str,
    sources: Sequence[str],
    result: str,
    checked_at: datetime,
    note: str,
    record: Kept | None,
    by: User,
) -> list[CreditCheck]:
    """Record who looked an organisation of the entry up in some lists, when, what was found."""
    names = {code: name for name, code in entry_as_submitted(entry).organisations}
    if uscc not in names or not sources or not set(sources) <= set(SOURCES):
        raise NotOfThisEntry
    _require_timely(entry, checked_at)
    if CreditResult(result) is CreditResult.LISTED and not note:
        raise NeedsNote
    file = row_of(record, by=by, contest_id=entry.contest_id) if record else None
    checks = [
        CreditCheck(
            contest_id=entry.contest_id,
            entry_id=entry.id,
            organisation_name=names[uscc],
            uscc=uscc,
            source=source,
            result=CreditResult(result),
            note=note,
            checked_at=checked_at,
            by_id=by.id,
            file=file,
        )
        for source in sources
    ]
    db.session.add_all(checks)
    db.session.flush()
    return checks


def _require_timely(entry: Entry, checked_at: datetime) -> None:
    if checked_at > clock.now():
        raise InTheFuture
    if checked_at < (opened := entry.contest.entries_open_at):
        raise TooLongAgo(
            _(
                "请在报名开始（%(when)s）之后查询，更早的结果不能说明现在的情况。",
                when=moment(opened),
            )
        )
