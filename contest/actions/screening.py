"""Screening: an entry is admitted or refused, and may lose its place later by two other acts."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from contest import beyond
from contest.core import clock, mail
from contest.core.actions import Refusal, action
from contest.core.db import db
from contest.core.web import moment
from contest.entry_ends import end_entry
from contest.models import Contest, CreditResult, Entry, Screening, User
from contest.queries.credit import credit_checks, missing_checks
from contest.queries.entries import addresses
from contest.queries.submissions import entry_as_submitted
from contest.screening_items import failed
from contest.states import ENTRY, EntryState
from contest.submitted import TEXTS, EntryAsSubmitted
from contest.words import SCREENING_ITEMS


class TooEarly(Refusal):
    """Until entries close, an enterprise may still replace what it submitted."""


class NotScreenable(Refusal):
    """The entry is not one that waits for screening."""

    reason = _l("这个项目不在待审查状态，请刷新页面查看最新状态。")


class ItemsFailed(Refusal):
    """Something on the checklist is not in order."""


class NothingFailed(Refusal):
    """A refusal with every item in order contradicts itself."""

    reason = _l("六项都选了“符合”，不能不予通过。请把不符合的一项改为“不符合”。")


class CreditUnclear(Refusal):
    """The credit checks do not speak for admission, and nobody confirmed it all the same."""


class NeedsReason(Refusal):
    """A decision against an entry needs a reason."""

    reason = _l("请写明理由，企业会看到这段文字。")


class NotOnStageYet(Refusal):
    """Nobody can have missed a roadshow that is still to come."""


class HasResult(Refusal):
    """Whoever was marked was there."""

    reason = _l("该项目已有公布的成绩，不能记为路演缺席。")


class NotPossible(Refusal):
    """The entry's state does not lead there."""

    reason = _l("只有审查通过的项目可以这样处理，请刷新页面查看最新状态。")


@action("entry.admitted")
def admit_entry(
    entry: Entry, *, checklist: dict[str, bool], confirmed: bool, by: User, reason: str = ""
) -> None:
    """Admit the entry, as it was last submitted, to the judging.

    ``confirmed``: admit although credit checks are missing or found something;
    then ``reason`` says why.
    """
    _require_screenable(entry)
    if wrong := failed(checklist):
        names = "、".join(str(SCREENING_ITEMS[item]) for item in wrong)
        raise ItemsFailed(
            _("有 %(n)d 项不符合（%(names)s），不能通过。", n=len(wrong), names=names)
        )
    _require_clear_credit(entry, confirmed=confirmed and bool(reason))
    _decide(entry, admitted=True, checklist=checklist, reason=reason, by=by)
    _write(
        entry,
        subject=_l("形式审查通过：%(n)s", n=entry.number),
        text=_l("您的项目已通过形式审查。"),
    )


@action("entry.refused")
def refuse_entry(entry: Entry, *, checklist: dict[str, bool], by: User, reason: str) -> None:
    """Refuse the entry for an item that failed, for reasons that its enterprise gets to read."""
    _require_screenable(entry)
    if not reason:
        raise NeedsReason
    if not failed(checklist):
        raise NothingFailed
    _decide(entry, admitted=False, checklist=checklist, reason=reason, by=by)
    entry.state_reason = reason
    text = _l("您的项目未通过形式审查。理由：\n%(reason)s", reason=reason)
    _write(entry, subject=_l("形式审查未通过：%(n)s", n=entry.number), text=text)


@action("entry.no_show")
def record_no_show(entry: Entry, *, by: User, reason: str) -> None:
    """Record that an admitted entry's team did not come to its roadshow, once its turn has come."""
    if clock.now() < (turn := beyond.roadshow_of(entry)):
        raise NotOnStageYet(
            _("该项目的路演时间是 %(when)s，到时仍未到场才能记为缺席。", when=moment(turn))
        )
    if beyond.has_result(entry):
        raise HasResult
    _end(entry, EntryState.NO_SHOW, by=by, reason=reason)
    text = _l("您的项目被记为路演缺席。说明：\n%(reason)s", reason=reason)
    _write(entry, subject=_l("路演缺席：%(n)s", n=entry.number), text=text)


@action("entry.given_up")
def record_giving_up(entry: Entry, *, by: User, reason: str) -> None:
    """Record that the enterprise gave its entry up in writing; an award is free again.

    The only way out once the result is published, where the enterprise cannot withdraw by itself.
    """
    if not entry.submitted_at:
        raise NotPossible
    _end(entry, EntryState.WITHDRAWN, by=by, reason=reason)
    text = _l("按您单位的书面声明，项目已记为放弃。说明：\n%(reason)s", reason=reason)
    _write(entry, subject=_l("项目已放弃：%(n)s", n=entry.number), text=text)


@action("entry.disqualified")
def disqualify_entry(entry: Entry, *, by: User, reason: str) -> None:
    """Take an admitted entry out of the contest, for what it did."""
    _end(entry, EntryState.DISQUALIFIED, by=by, reason=reason)
    text = _l("您的项目被取消参赛资格。理由：\n%(reason)s", reason=reason)
    _write(entry, subject=_l("取消参赛资格：%(n)s", n=entry.number), text=text)


@action("entries.exported")
def export_entries(contest: Contest, *, by: User, form: str) -> None:
    """Leave in the log that the contest's entries were taken out as a file."""


def _require_screenable(entry: Entry) -> None:
    if entry.state is not EntryState.SUBMITTED:
        raise NotScreenable
    if clock.now() < entry.contest.entries_close_at:
        when = moment(entry.contest.entries_close_at)
        raise TooEarly(
            _("报名 %(when)s 截止，之前企业还可以更换内容，截止后才能作出审查决定。", when=when)
        )


def _require_clear_credit(entry: Entry, *, confirmed: bool) -> None:
    checks = [check for check, _user in credit_checks(entry)]
    gaps = missing_checks(entry, checks)
    latest = {(check.uscc, check.source): check.result for check in checks}
    listed = [result for result in latest.values() if result is CreditResult.LISTED]
    if (gaps or listed) and not confirmed:
        raise CreditUnclear(
            _(
                "信用核查还有 %(gaps)d 项未做，%(listed)d 项有失信记录。请先补做；"
                "仍要通过的，请勾选确认并写明理由。",
                gaps=len(gaps),
                listed=len(listed),
            )
        )


def _decide(
    entry: Entry, *, admitted: bool, checklist: dict[str, bool], reason: str, by: User
) -> None:
    db.session.add(
        Screening(
            contest_id=entry.contest_id,
            entry_id=entry.id,
            admitted=admitted,
            checklist=checklist,
            reason=reason,
            at=clock.now(),
            by_id=by.id,
        )
    )
    entry.state = EntryState.ADMITTED if admitted else EntryState.REFUSED
    _settle(entry, entry_as_submitted(entry))


def _settle(entry: Entry, submitted: EntryAsSubmitted) -> None:
    """Make the entry what was submitted, so that nothing edited since reaches any judge."""
    for name in (*TEXTS, "credit_pledged"):
        setattr(entry, name, getattr(submitted, name))
    entry.seat(submitted.members)
    handed_in = {document.id for document in submitted.documents}
    for document in entry.documents:
        if document.id in handed_in:
            document.removed_at = None
        elif document.removed_at is None:
            document.removed_at = clock.now()


def _end(entry: Entry, state: EntryState, *, by: User, reason: str) -> None:
    if not ENTRY.allows(entry.state, state):
        raise NotPossible
    if not reason:
        raise NeedsReason
    end_entry(entry, state, by=by, reason=reason)


def _write(entry: Entry, *, subject: object, text: object) -> None:
    body = _l(
        "%(text)s\n\n大赛：%(contest)s\n榜单：%(challenge)s\n项目：%(title)s\n编号：%(number)s",
        text=text,
        contest=entry.contest.name,
        challenge=entry.challenge.title,
        title=entry.title,
        number=entry.number,
    )
    for address in addresses(entry):
        mail.post(address, subject=subject, body=body)
