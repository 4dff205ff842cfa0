"""What organizers do with panels: seat judges of their own body, take them off, replace them.

Whoever takes a seat is matched against the entries at once, and declares anew.
"""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from contest.core import clock
from contest.core.actions import Refusal, action
from contest.core.db import db
from contest.models import Contest, JudgeKind, Role, User
from judging.models import Panel, Seat
from judging.queries.panels import ballots_on, has_session, panels_of, seat_of
from judging.queries.recusals import new_recusals
from judging.voiding import void


class NotAJudgeHere(Refusal):
    """Only judges of the contest's own body sit on its panels."""

    reason = _l("请从本单位的评审专家中选择；停用的账号不能入组。")


class AlreadySeated(Refusal):
    """A judge sits on a panel once."""

    reason = _l("这位专家已在本评审组。")


class CameBack(Refusal):
    """A judge whose ballots are void cannot mark the same entries again."""

    reason = _l("这位专家已退出本评审组，其评分已作废，不能再次入组。请另选一位。")


class NameTaken(Refusal):
    """Panels of a contest are told apart by name."""

    reason = _l("本届大赛已有同名的评审组，请换一个名称。")


@action("panel.created")
def create_panel(contest: Contest, *, by: User, name: str) -> Panel:
    """Make an empty panel. Raise NameTaken."""
    if any(panel.name == name for panel in panels_of(contest.id)):
        raise NameTaken
    panel = Panel(contest_id=contest.id, name=name)
    db.session.add(panel)
    return panel


@action("panel.removed")
def remove_panel(panel: Panel, *, by: User) -> None:
    """Remove a panel that no session has been given to."""
    if has_session(panel.id):
        raise Refusal(_("已有路演场次使用这个评审组，请先为场次改派评审组。"))
    db.session.delete(panel)


@action("seat.taken")
def seat_judge(panel: Panel, *, by: User, judge_id: int, kind: JudgeKind) -> None:
    """Seat a judge for a dimension. Raise NotAJudgeHere, AlreadySeated, CameBack."""
    _seat(panel, judge_id, kind)
    _match(panel, by)


@action("seat.left", personal_reason=True)
def unseat_judge(seat: Seat, *, by: User, reason: str) -> None:
    """Take a judge off a panel; ballots given there become void, with the reason.

    A judge who has not begun any ballot leaves no trace but the log.
    """
    _refuse_gone(seat)
    ballots = ballots_on(seat.panel_id, seat.judge_id)
    if not ballots:
        seat.panel.seats.remove(seat)
        return
    if not reason:
        raise Refusal(_("这位专家已开始评分，退出后其评分作废，请写明理由。"))
    _leave(seat, reason)


@action("seat.replaced", personal_reason=True)
def replace_judge(seat: Seat, *, by: User, judge_id: int, kind: JudgeKind, reason: str) -> None:
    """Let another judge take the seat; the first one's ballots become void, with the reason."""
    _refuse_gone(seat)
    _leave(seat, reason)
    _seat(seat.panel, judge_id, kind)
    _match(seat.panel, by)


def _refuse_gone(seat: Seat) -> None:
    if seat.left_at is not None:
        raise Refusal(_("这位专家已不在评审组，请刷新页面核对。"))


def _leave(seat: Seat, reason: str) -> None:
    seat.left_at, seat.left_reason = clock.now(), reason
    void(ballots_on(seat.panel_id, seat.judge_id), reason=reason)


def _seat(panel: Panel, judge_id: int, kind: JudgeKind) -> None:
    judge = db.session.get(User, judge_id)
    if judge is None or judge.role is not Role.JUDGE or judge.is_disabled:
        raise NotAJudgeHere
    if judge.body_id != panel.contest.body_id:
        raise NotAJudgeHere
    seat = seat_of(panel.id, judge_id) or Seat(contest_id=panel.contest_id, judge_id=judge_id)
    if seat.id is None:
        panel.seats.append(seat)
    else:
        _refuse_return(seat)
    seat.position = max((other.position or 0 for other in panel.seats), default=0) + 1
    seat.kind, seat.taken_at = kind, clock.now()
    seat.left_at, seat.left_reason = None, ""


def _refuse_return(seat: Seat) -> None:
    if seat.left_at is None:
        raise AlreadySeated
    if ballots_on(seat.panel_id, seat.judge_id):
        raise CameBack


def _match(panel: Panel, by: User) -> None:
    """Find what stands between the newly seated judge and the entries."""
    db.session.flush()
    db.session.add_all(new_recusals(panel.contest, at=clock.now(), by=by))
