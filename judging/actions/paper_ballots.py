"""Typing paper sheets: one person, another blind, and whoever settles where they differ."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from contest.core import clock
from contest.core.actions import Refusal, action
from contest.core.db import db
from contest.core.intake import Kept
from contest.models import User
from contest.queries.files import row_of
from judging.marking import differ, marks_in, written_over
from judging.models import BallotSource, PaperBallot
from judging.paper import Texts, differing, settled
from judging.queries.duties import Duty, Line, duty, lines_of
from judging.queries.paper_ballots import Sheet, paper_between
from judging.refusals import Differs, NotComplete, NotSealed
from judging.sent import Sent
from judging.states import BallotState, PaperState, SessionState
from judging.writing import put_whole


class NoLongerJudges(Refusal):
    reason = _l("这位专家没有签署承诺、已回避、退出或被更换，不评审此项目，纸质评分表不能录入。")


class Frozen(Refusal):
    reason = _l("本场评分已定稿，纸质评分表不能再录入。")


class OutAlready(Refusal):
    reason = _l("本次大赛的排名已发布，纸质评分表不能再录入。")


class TypedAlready(Refusal):
    reason = _l("这份纸质评分表已经有人录入，请刷新页面核对。")


class SamePerson(Refusal):
    reason = _l("复录须由另一人完成：您是第一次录入的人，请换一位工作人员用自己的账号复录。")


class NotDiffering(Refusal):
    reason = _l("这份纸质评分表现在没有要核定的分数，请刷新页面核对。")


class SubmittedAlready(Refusal):
    reason = _l("平板上已提交了这份评分表，分数与纸质的相同，无须补录。")


class StandsOtherwise(Differs):
    """The judge has submitted other marks from the tablet; the page shows both."""

    reason = _l(
        "平板上已提交了这份评分表，分数与纸质的不同（见下方对照）。纸质的不能覆盖已提交的分数。"
    )


@action("paper_ballot.entered")
def enter_paper(sheet: Sheet, *, by: User, marks: Texts) -> PaperBallot:
    """Keep what the first person read from a judge's sheet; nothing is counted by that.

    Allowed until the session is frozen or the standings are out, also after closing.
    Raise NotComplete, Unreadable, StandsOtherwise.
    """
    found = _duty(sheet.judge.id, sheet.entry.id)
    lines = lines_of(found)
    texts = _whole(marks, lines)
    _refuse_submitted(found, texts, lines)
    if paper_between(found.judge_id, found.entry_id):
        raise TypedAlready
    paper = PaperBallot(
        contest_id=found.contest_id,
        entry_id=found.entry_id,
        judge_id=found.judge_id,
        rule_sheet_id=lines[0].rule_sheet_id,
        uuid=sheet.uuid,
        first_marks=texts,
        first_by_id=by.id,
        first_at=clock.now(),
    )
    db.session.add(paper)
    db.session.flush()
    return paper


@action("paper_ballot.entered_again")
def enter_again(paper: PaperBallot, *, by: User, marks: Texts) -> None:
    """Keep what a second person read, blind; where both agree, submit the ballot."""
    if paper.state is not PaperState.ENTERED:
        raise TypedAlready
    if paper.first_by_id == by.id:
        raise SamePerson
    found = _duty(paper.judge_id, paper.entry_id)
    lines = lines_of(found)
    texts = _whole(marks, lines)
    _refuse_submitted(found, texts, lines)
    paper.second_marks, paper.second_by_id, paper.second_at = texts, by.id, clock.now()
    if differing(paper.first_marks, texts):
        paper.state = PaperState.DIFFERING
    else:
        _submit(paper, found, texts)


@action("paper_ballot.settled")
def settle_paper(paper: PaperBallot, *, by: User, marks: Texts) -> None:
    """Submit the ballot with the differing lines as they were read from the paper once more."""
    if paper.state is not PaperState.DIFFERING:
        raise NotDiffering
    found = _duty(paper.judge_id, paper.entry_id)
    lines = lines_of(found)
    open_keys = differing(paper.first_marks, paper.second_marks)
    again = {key: text for key, text in marks.items() if key in open_keys}
    texts = _whole(settled(paper.second_marks, again), lines)
    if open_keys - {key for key, text in again.items() if text}:
        raise NotComplete
    _refuse_submitted(found, texts, lines)
    paper.settled_marks = {key: texts[key] for key in open_keys}
    paper.settled_by_id, paper.settled_at = by.id, clock.now()
    _submit(paper, found, texts)


@action("paper_ballot.removed")
def remove_paper(paper: PaperBallot, *, by: User, reason: str) -> None:
    """Take back what was typed, such as from the wrong sheet; the log keeps it."""
    if paper.state is PaperState.SUBMITTED:
        raise TypedAlready
    db.session.delete(paper)


@action("paper_ballot.file_attached")
def attach_scan(paper: PaperBallot, *, by: User, file: Kept) -> None:
    """Keep a photograph or scan of the signed sheet, in the place of an earlier one."""
    paper.file = row_of(file, by=by, contest_id=paper.contest_id)


def _duty(judge_id: int, entry_id: int) -> Duty:
    found = duty(judge_id, entry_id)
    if found is None:
        raise NoLongerJudges
    if found.session_state is SessionState.FROZEN:
        raise Frozen
    if found.is_published:
        raise OutAlready
    return found


def _whole(marks: Mapping[str, Any], lines: list[Line]) -> dict[str, str | None]:
    """Return the marks of all lines as text; raise Unreadable, NotComplete."""
    if not lines:
        raise NotSealed
    read = marks_in(Sent("", 0, marks), lines)
    if any(read.get(line.key) is None for line in lines):
        raise NotComplete
    return written_over(read, lines)


def _refuse_submitted(found: Duty, texts: Texts, lines: list[Line]) -> None:
    if found.ballot is None or found.ballot.state is not BallotState.SUBMITTED:
        return
    if differ(marks_in(Sent("", 0, texts), lines), lines):
        raise StandsOtherwise(found.ballot, lines)
    raise SubmittedAlready


def _submit(paper: PaperBallot, found: Duty, texts: Texts) -> None:
    sent = Sent(paper.uuid, 0, texts, submits=True)
    put_whole(found, sent, source=BallotSource.PAPER)
    paper.state = PaperState.SUBMITTED
