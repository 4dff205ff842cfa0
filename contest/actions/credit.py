"""Recording a credit check that a person did on a public site."""

from __future__ import annotations

from datetime import datetime

from flask_babel import lazy_gettext as _l

from contest.core import clock
from contest.core.actions import Refusal, action
from contest.core.db import db
from contest.core.intake import Kept
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


class NeedsNote(Refusal):
    """A record was found, and must be described."""

    reason = _l("查到失信记录时，请在备注里写明记录内容和日期。")


@action("credit.checked")
def record_credit_check(
    entry: Entry,
    *,
    uscc: str,
    source: str,
    result: str,
    checked_at: datetime,
    note: str,
    record: Kept | None,
    by: User,
) -> CreditCheck:
    """Record who looked an organisation of the entry up, when, and what was found."""
    names = {code: name for name, code in entry_as_submitted(entry).organisations}
    if uscc not in names or source not in SOURCES:
        raise NotOfThisEntry
    if checked_at > clock.now():
        raise InTheFuture
    if CreditResult(result) is CreditResult.LISTED and not note:
        raise NeedsNote
    check = CreditCheck(
        contest_id=entry.contest_id,
        entry_id=entry.id,
        organisation_name=names[uscc],
        uscc=uscc,
        source=source,
        result=CreditResult(result),
        note=note,
        checked_at=checked_at,
        by_id=by.id,
        file=row_of(record, by=by, contest_id=entry.contest_id) if record else None,
    )
    db.session.add(check)
    db.session.flush()
    return check
