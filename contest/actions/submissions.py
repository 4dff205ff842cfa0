"""Submitting an entry, as often as its enterprise likes until the contest closes."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from contest.checklist import missing
from contest.core import clock, mail
from contest.core.actions import Refusal, action
from contest.core.db import db
from contest.core.web import moment
from contest.entering import require_editable
from contest.models import Entry, Submission, User
from contest.notices import tell
from contest.queries.entries import addresses
from contest.queries.members import addresses_of
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
    known = _members_of(entry.submissions[-1].content) if entry.submissions else set()
    submission = _next_submission(entry, by)
    for address in addresses(entry):
        mail.post(address, subject=_subject(entry), body=_body(entry, submission))
    _tell_members(entry, _members_of(submission.content) - known)
    return submission


def _members_of(content: dict[str, Any]) -> set[str]:
    return {member["uscc"] for member in content["members"]}


def _tell_members(entry: Entry, codes: set[str]) -> None:
    """Write to those that a submission names as members for the first time."""
    tell(
        addresses_of(codes),
        subject=_("贵单位被列为联合体成员：%(number)s", number=entry.number),
        body=_(
            "“%(lead)s”提交的项目把贵单位列为联合体成员。\n\n大赛：%(contest)s\n榜单：%(challenge)s\n"
            "项目：%(title)s\n编号：%(number)s\n\n没有同意过的，请联系牵头单位或组委会。",
            lead=entry.enterprise.name,
            contest=entry.contest.name,
            challenge=entry.challenge.title,
            title=entry.title,
            number=entry.number,
        ),
        path="/entries/joined",
    )


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


def _subject(entry: Entry) -> object:
    return _l("揭榜回执：%(number)s《%(title)s》", number=entry.number, title=entry.title)


def _body(entry: Entry, submission: Submission) -> object:
    return _l(
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
