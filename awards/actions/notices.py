"""Making awards public, and what follows once nobody may object any more."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from awards import notice_letters as letters
from awards.certifying import certify
from awards.models import Announcement, Award, Notice, NoticeKind
from awards.noticing import kind_of, lines_now, shown_digest, text_of, title_of
from awards.periods import day_of
from awards.queries import notices as queries
from awards.states import AwardState, NoticeState
from contest.core import clock
from contest.core.actions import Refusal, acting, action, afterwards
from contest.core.audit import chain_of
from contest.core.calendar import last_working_day
from contest.core.db import db
from contest.core.heads import sign_head
from contest.models import Contest, User
from contest.refusals import refuse_stale
from judging.queries.editions import published_edition
from judging.recording import publicise


class NothingToPublicise(Refusal):
    """Every approved award is on a notice already, and nothing has changed."""

    reason = _l("没有需要公示的奖励：请先由两人批准奖励方案。")


class NotADraft(Refusal):
    """It was published or withdrawn meanwhile."""

    reason = _l("这份公示已经发布或撤回，不能再改。")


class NotWhatWasShown(Refusal):
    """Awards, names or words differ from those on the publisher's page."""

    reason = _l("公示的内容与您看到的不一致：期间有奖励、排名、名称或文字变动。请重新起草并核对。")


class NoPhone(Refusal):
    """A notice tells whom to object to."""

    reason = _l("公示须写明监督电话。请在公示中填写，或先在“组织单位”中补充。")


class NotPublished(Refusal):
    """Only what is public can be withdrawn."""

    reason = _l("这份公示没有在公示中，不能撤回。")


class TooLateToWithdraw(Refusal):
    """An award on it was confirmed, or an objection to one is open."""

    reason = _l("公示中的奖励已确认，或有异议正在处理，不能撤回公示。请改用更正或撤销奖励。")


class NothingToConfirm(Refusal):
    """No award's period is over."""

    reason = _l("没有可以确认的奖励：公示期尚未届满，或有异议正在处理。")


class NothingToAnnounce(Refusal):
    """Only confirmed awards are announced."""

    reason = _l("没有已确认、待发布的奖励。请先在公示期满后确认。")


@action("notice.drafted")
def draft_notice(contest: Contest, *, by: User) -> Notice:
    """Draft the notice of all that is not public yet, and return it; there is one draft at most.

    What a standing notice says otherwise makes it a correction of that notice. A draft that
    other awards or standings have overtaken is drafted anew. Raise NothingToPublicise.
    """
    draft, before = queries.draft_of(contest.id), queries.last_published(contest.id)
    lines, plan = lines_now(contest.id), queries.newest_plan(contest.id)
    if plan is None or not (lines or _is_corrected(contest, before)):
        raise NothingToPublicise
    edition, kind = published_edition(contest.id) or plan.edition, kind_of(lines, before)
    now = (kind, plan.id, edition.id)
    if draft and (draft.kind, draft.plan_id, draft.edition_id) == now:
        return draft
    notice = draft or Notice(contest_id=contest.id, number=queries.next_number(contest.id))
    notice.kind, notice.plan_id, notice.edition_id = now
    corrected = before if kind is NoticeKind.CORRECTION else None
    notice.corrects_id = corrected.id if corrected else None
    notice.title, notice.text = title_of(contest, kind), text_of(edition, corrected)
    notice.phone, notice.days = contest.body.supervisor_phone, contest.publicity_days
    notice.drafted_by_id, notice.drafted_at = by.id, clock.now()
    db.session.add(notice)
    db.session.flush()
    return notice


def _is_corrected(contest: Contest, before: Notice | None) -> bool:
    """Return whether the standings have another edition than the notice that stands."""
    edition = published_edition(contest.id)
    return before is not None and edition is not None and edition.id != before.edition_id


@action("notice.revised")
def revise_notice(
    notice: Notice, *, by: User, version: int, title: str, text: str, phone: str
) -> None:
    """Give a draft other words. Raise Stale or NotADraft."""
    refuse_stale(notice, version)
    if notice.state is not NoticeState.DRAFT:
        raise NotADraft
    notice.title, notice.text, notice.phone = title, text, phone


@action("notice.published")
def publish_notice(notice: Notice, *, by: User, seen: str) -> None:
    """Make public what the notice's page showed, from today on; ``seen`` is its digest.

    Its awards are publicised and its edition becomes visible to enterprises; the period runs
    from today, which is not counted. The head of the log after it is signed and kept with it.
    Raise NotADraft, NotWhatWasShown or NoPhone.
    """
    if notice.state is not NoticeState.DRAFT:
        raise NotADraft
    lines = lines_now(notice.contest_id)
    if seen != shown_digest(notice, lines) or not _is_newest(notice):
        raise NotWhatWasShown
    if not notice.phone:
        raise NoPhone
    now = clock.now()
    period = last_working_day(day_of(now), notice.days)
    notice.first_day, notice.last_day, notice.covered = day_of(now), period.last, period.covered
    notice.published_at, notice.published_by_id = now, by.id
    notice.state, notice.lines = NoticeState.PUBLISHED, lines
    for award in queries.unpublicised(notice.contest_id):
        award.state = AwardState.PUBLICISED
    publicise(notice.edition)
    letters.tell_of_notice(notice)
    afterwards(partial(_keep_head, notice, by))


def _is_newest(notice: Notice) -> bool:
    """Return whether no newer standings were published since the draft."""
    edition = published_edition(notice.contest_id)
    return edition is None or edition.id == notice.edition_id


def _keep_head(notice: Notice, by: User) -> None:
    head = sign_head(chain_of(notice), why="notice.published")
    with acting("notice.signed", notice, by):
        notice.head = head.signed


@action("notice.withdrawn")
def withdraw_notice(notice: Notice, *, by: User, reason: str) -> None:
    """Say that a notice no longer holds; its page stays and says why.

    Its awards are approved only, until another notice names them; what the public saw of the
    standings stays visible. Raise NotPublished or TooLateToWithdraw.
    """
    if notice.state is not NoticeState.PUBLISHED:
        raise NotPublished
    if not queries.can_withdraw(notice):
        raise TooLateToWithdraw
    notice.state, notice.withdraw_reason = NoticeState.WITHDRAWN, reason
    notice.withdrawn_at, notice.withdrawn_by_id = clock.now(), by.id
    for award in queries.awards_on(notice):
        if award.state is AwardState.PUBLICISED:
            award.state = AwardState.APPROVED
    letters.tell_of_withdrawal(notice, reason)


@action("awards.confirmed")
def confirm_awards(contest: Contest, *, by: User, seen: int | None = None) -> Sequence[Award]:
    """Confirm the awards whose notice's period is over, and return them; held ones wait.

    ``seen`` is how many the page said. Raise NothingToConfirm or NotWhatWasShown.
    """
    awards = queries.unobjected(contest.id, clock.now())
    if not awards:
        raise NothingToConfirm
    _refuse_others(awards, seen)
    for award in awards:
        award.state = AwardState.CONFIRMED
        award.confirmed_at, award.confirmed_by_id = clock.now(), by.id
    return awards


@action("awards.announced")
def announce_awards(
    contest: Contest, *, by: User, document_number: str, seen: int | None = None
) -> Announcement:
    """Announce the confirmed awards by a decision under the number of its document.

    Each gets its certificate. ``seen`` is how many the page said. Raise NothingToAnnounce or
    NotWhatWasShown.
    """
    awards = queries.awards_in(contest.id, AwardState.CONFIRMED)
    if not awards:
        raise NothingToAnnounce
    _refuse_others(awards, seen)
    announcement = Announcement(
        contest_id=contest.id,
        number=len(queries.announcements_of(contest.id)) + 1,
        document_number=document_number,
        announced_at=clock.now(),
        announced_by_id=by.id,
    )
    db.session.add(announcement)
    db.session.flush()
    for award in awards:
        award.announcement_id = announcement.id
        award.state = AwardState.ANNOUNCED
        certify(award, by=by)
    return announcement


def _refuse_others(awards: Sequence[Award], seen: int | None) -> None:
    if seen is not None and seen != len(awards):
        raise NotWhatWasShown(
            _("现在是 %(n)s 项，与您看到的不同。请刷新页面重新核对。", n=len(awards))
        )
