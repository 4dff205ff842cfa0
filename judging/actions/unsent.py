"""Reading in what a tablet could not send: as a ballot of that judge, or apart for two people."""

from __future__ import annotations

from enum import StrEnum

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from contest.core import clock
from contest.core.actions import Refusal, action
from contest.models import User
from judging import kept_apart
from judging.marking import closed_since, is_kept
from judging.models import BallotSource
from judging.queries.duties import Duty, duty_to_begin, lines_of
from judging.queries.duties import duty as duty_of
from judging.sent import Sent
from judging.writing import keep, lock


class Outcome(StrEnum):
    """What became of one ballot of a file."""

    IMPORTED = "imported"
    THERE = "there"
    APART = "apart"


class NotTheirs(Refusal):
    reason = _l("这位专家没有签署承诺、已回避、退出或被更换，不评审此项目，未写入。")


class TakenUuid(Refusal):
    reason = _l("编号与另一份评分表相同，未写入。")


@action("ballot.imported")
def import_ballot(entry: Duty, *, by: User, sent: Sent, verified: bool) -> Outcome:
    """Take a ballot in as if its tablet sent it now; the same again changes nothing.

    What comes after closing is kept apart, whatever the file says of its time;
    so is, at any time, what is not ``verified`` to come from the judge's tablet.
    Raise all that saving and submitting raise.
    """
    found = duty_of(entry.judge_id, entry.entry_id)
    if found is None:
        raise NotTheirs
    if is_kept(found, sent):
        return Outcome.THERE
    if not verified:
        return _apart(found, sent, _("来源无法核实：文件没有本机校验码，或校验码不符。"))
    if closed_since(found):
        return _apart(found, sent, _("评分在关闭之后由工作人员导入。"))
    return _take(found, sent)


def _take(found: Duty, sent: Sent) -> Outcome:
    if not found.ballot and not duty_to_begin(found.judge_id, found.entry_id, uuid=sent.uuid):
        raise TakenUuid
    saved = keep(found, sent, source=BallotSource.FILE)
    if sent.submits:
        lock(saved)
    return Outcome.IMPORTED


def _apart(found: Duty, sent: Sent, reason: str) -> Outcome:
    late = kept_apart.late_row(
        found,
        sent,
        lines_of(found),
        made_at=min(sent.made_at, clock.now()) if sent.made_at else None,
        reason=reason,
        source=BallotSource.FILE,
    )
    if not kept_apart.is_new(late):
        return Outcome.THERE
    kept_apart.keep(late)
    return Outcome.APART
