"""Rehearsing a contest: beginning, ending, and showing judges how far their marks lie apart."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from contest.core import clock
from contest.core.actions import Refusal, action
from contest.core.db import db
from contest.models import Contest, User
from contest.states import ContestState
from judging import rehearsing
from judging.models import Calibration, Panel
from judging.queries.panels import panels_of
from judging.queries.rehearsals import live_rehearsal, seats_in
from judging.queries.rulesheets import sealed_sheet
from judging.queries.sessions import sessions_of
from judging.sample_texts import SAMPLES


class NotReady(Refusal):
    reason = _l("彩排要用封存的评审规则和评审组：请先封存规则、建好评审组并排入专家。")


class UnderWay(Refusal):
    reason = _l("这个大赛的彩排正在进行，请先结束它，再开始新的彩排。")


class OfARehearsal(Refusal):
    reason = _l("彩排不能再彩排。")


class Over(Refusal):
    reason = _l("彩排已经结束，请刷新页面核对。")


@action("rehearsal.begun")
def begin_rehearsal(contest: Contest, *, by: User) -> Contest:
    """Copy rules, panels and sessions, fill them with sample entries, and return the copy.

    Judges need neither pledge nor declaration for it: the entries are nobody's.
    """
    if contest.is_rehearsal:
        raise OfARehearsal
    if live_rehearsal(contest.id):
        raise UnderWay
    sheet, panels = sealed_sheet(contest.id), panels_of(contest.id)
    if sheet is None or not any(not seat.left_at for panel in panels for seat in panel.seats):
        raise NotReady
    copy = rehearsing.new_contest(contest)
    rehearsing.copy_rules(sheet, copy)
    _copy_sessions(
        contest, copy, {panel.id: rehearsing.copy_panel(panel, copy) for panel in panels}
    )
    _calibrate(copy, rehearsing.everybody(panels, copy))
    return copy


@action("rehearsal.ended")
def end_rehearsal(rehearsal: Contest, *, by: User) -> None:
    """End it: nothing can be marked any more, and judges no longer find it. It stays on record."""
    if rehearsal.state is not ContestState.REHEARSAL:
        raise Over
    now = clock.now()
    rehearsal.state, rehearsal.roadshow_until = ContestState.REHEARSED, now
    for seat in seats_in(rehearsal.id):
        seat.left_at, seat.left_reason = now, _("彩排结束")


@action("calibration.released")
def release_calibration(calibration: Calibration, *, by: User) -> None:
    """Show the judges the spread of their marks, without names."""
    if calibration.contest.state is not ContestState.REHEARSAL:
        raise Over
    if calibration.released_at is None:
        calibration.released_at, calibration.released_by_id = clock.now(), by.id


def _copy_sessions(source: Contest, copy: Contest, panels: dict[int, Panel]) -> None:
    number = 1
    for session in sessions_of(source.id):
        rehearsing.new_session(
            copy,
            panels[session.panel_id],
            rehearsing.sample_entries(copy, number),
            number=session.number,
            name=_("彩排 · %(name)s", name=session.name),
            room=session.room,
            marks_when=session.marks_when,
        )
        number += len(SAMPLES)


def _calibrate(copy: Contest, panel: Panel) -> None:
    entry = rehearsing.calibration_entry(copy)
    last = max((session.number for session in sessions_of(copy.id)), default=0)
    words = {"name": _("彩排 · 校准"), "room": _("地点不限")}
    rehearsing.new_session(copy, panel, [entry], number=last + 1, **words)
    db.session.add(Calibration(contest_id=copy.id, entry_id=entry.id))
