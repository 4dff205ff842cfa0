"""Drawing ballots to compare with the paper, and recording what was found."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from contest.core import clock
from contest.core.actions import Refusal, action
from contest.core.db import db
from contest.core.heads import sign_afterwards
from contest.models import Contest, User
from judging.models import PaperAudit, PaperAuditLine, PaperMatch
from judging.queries.paper_audits import frame_of
from judging.sampling import frame_digest, sampled


class NothingToDraw(Refusal):
    """No ballot is final yet."""

    reason = _l("还没有可以抽取的评分表：场次关闭之后，已提交的评分表才能抽样核对。")


class FrameChanged(Refusal):
    """What is drawn from must be fixed before the seed is known."""

    reason = _l("评分表的清单刚有变化，与公布的摘要不同。请重新公布摘要，换一个新的随机数再抽。")


class TooMany(Refusal):
    """More than there are."""

    reason = _l("抽取的份数超过了评分表的总数，请改小。")


class NoteMissing(Refusal):
    """What differs must be said."""

    reason = _l("请写明哪里不一致，或为什么没有纸质评分表。")


@action("paper_audit.sampled")
def draw_audit(
    contest: Contest, *, seed: str, source: str, size: int, seen: str, by: User
) -> PaperAudit:
    """Draw ``size`` ballots by the seed, from the very list whose digest was ``seen``.

    Raise NothingToDraw, FrameChanged, TooMany.
    """
    frame = frame_of(contest.id)
    if not frame:
        raise NothingToDraw
    if frame_digest(frame) != seen:
        raise FrameChanged
    if size > len(frame):
        raise TooMany
    last = select(func.max(PaperAudit.number)).where(PaperAudit.contest_id == contest.id)
    audit = PaperAudit(
        contest_id=contest.id,
        number=(db.session.scalar(last) or 0) + 1,
        seed=seed,
        source=source,
        ballots=len(frame),
        frame=seen,
        drawn_at=clock.now(),
        drawn_by_id=by.id,
    )
    audit.lines = [
        PaperAuditLine(
            contest_id=contest.id, ballot_id=frame[one.uuid], place=one.place, key=one.key
        )
        for one in sampled(frame, seed=seed, size=size)
    ]
    db.session.add(audit)
    sign_afterwards(audit, why="paper_audit.sampled")
    return audit


@action("paper_audit.checked")
def record_check(line: PaperAuditLine, *, found: PaperMatch, note: str, by: User) -> None:
    """Record what the paper showed; again, it corrects what was recorded. Raise NoteMissing."""
    if found is not PaperMatch.SAME and not note:
        raise NoteMissing
    checked_at, checked_by = clock.now(), by.id  # all at once: the database asks for both or none
    line.found, line.note = found, note
    line.checked_at, line.checked_by_id = checked_at, checked_by
