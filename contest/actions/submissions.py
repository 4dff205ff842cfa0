"""Submitting an entry, as often as its enterprise likes until the contest closes."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from contest.checklist import missing
from contest.core import clock, mail
from contest.core.actions import Refusal, action
from contest.core.db import db
from contest.core.web import moment
from contest.entering import require_editable
from contest.models import Entry, Submission, User
from contest.queries.entries import addresses
from contest.queries.submissions import (
    content_of,
    has_unsubmitted_changes,
    next_number,
    parts_of,
)
from contest.states import EntryState
from contest.submitted import digest
from contest.words import PARTS


class Incomplete(Refusal):
    """Something required is missing."""


class Unchanged(Refusal):
    """Nothing was changed since the last submission."""

    reason = _l("内容与上次提交的完全相同，不需要再次提交；上次的回执仍然有效。")


@action("entry.submitted")
def submit_entry(entry: Entry, *, by: User) -> Submission:
    """Keep the entry's content as its next submission, which from now on counts."""
    require_editable(entry)
    if gaps := missing(parts_of(entry)):
        names = "、".join(str(PARTS[gap.key]) for gap in gaps)
        raise Incomplete(_("还缺 %(n)d 项：%(names)s。补齐后再提交。", n=len(gaps), names=names))
    if entry.submissions and not has_unsubmitted_changes(entry):
        raise Unchanged
    submission = _next_submission(entry, by)
    for address in addresses(entry):
        mail.post(address, subject=_subject(entry), body=_body(entry, submission))
    return submission


def _next_submission(entry: Entry, by: User) -> Submission:
    now = clock.now()
    if entry.state is EntryState.DRAFT:
        entry.number = entry.number or next_number(entry)
        entry.submitted_at = now
        entry.state = EntryState.SUBMITTED
    content = content_of(entry)
    submission = Submission(
        contest_id=entry.contest_id,
        number=len(entry.submissions) + 1,
        at=now,
        by_id=by.id,
        content=content,
        digest=digest(content),
    )
    entry.submissions.append(submission)
    db.session.flush()
    return submission


def _subject(entry: Entry) -> str:
    return _("揭榜回执：%(number)s《%(title)s》", number=entry.number, title=entry.title)


def _body(entry: Entry, submission: Submission) -> str:
    return _(
        "贵单位的项目已提交成功。\n\n大赛：%(contest)s\n榜单：%(challenge)s\n项目：%(title)s\n"
        "编号：%(number)s\n版本：第 %(version)d 版\n收到时间：%(at)s（北京时间）\n"
        "内容摘要（SHA-256）：%(digest)s\n\n"
        "在 %(close)s 之前可以修改并重新提交，以最后一次提交为准。",
        contest=entry.contest.name,
        challenge=entry.challenge.title,
        title=entry.title,
        number=entry.number,
        version=submission.number,
        at=moment(submission.at),
        digest=submission.digest,
        close=moment(entry.contest.entries_close_at),
    )
