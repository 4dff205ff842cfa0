"""Rehearsing a contest, and the calibration round: how far judges' marks lie apart."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from contest.core.access import requires
from contest.models import Contest, Role
from judging.actions import rehearsals as actions
from judging.calibration import Spread, spread_of
from judging.models import Calibration
from judging.policies.rehearsals import (
    RELEASE_CALIBRATION,
    RUN_REHEARSAL,
    VIEW_CALIBRATION,
    VIEW_REHEARSAL,
)
from judging.queries.ballots import rubric_of
from judging.queries.rehearsals import live_rehearsal, marks_given, rehearsals_of
from judging.queries.sessions import sessions_of

bp = Blueprint("rehearsals", __name__)


@bp.get("/contests/<int:contest_id>/rehearsal")
@requires(VIEW_REHEARSAL)
def show(contest: Contest) -> ResponseReturnValue:
    rehearsals = rehearsals_of(contest.id)
    live = next((one for one in rehearsals if one.state == "rehearsal"), None)
    return render_template(
        "judging/rehearsals/show.html",
        contest=contest,
        rehearsals=rehearsals,
        live=live,
        sessions=sessions_of(live.id) if live else [],
    )


@bp.post("/contests/<int:contest_id>/rehearsal")
@requires(RUN_REHEARSAL)
def begin(contest: Contest) -> ResponseReturnValue:
    actions.begin_rehearsal(contest, by=current_user)
    flash(_("彩排已开始：专家的评审页上已有彩排场次，评分不计入任何结果。"), "success")
    return redirect(url_for(".show", contest_id=contest.id))


@bp.post("/contests/<int:contest_id>/rehearsal/end")
@requires(RUN_REHEARSAL)
def end(contest: Contest) -> ResponseReturnValue:
    if (live := live_rehearsal(contest.id)) is None:
        raise actions.Over
    actions.end_rehearsal(live, by=current_user)
    flash(_("彩排已结束，记录留存，专家不再看到。"), "success")
    return redirect(url_for(".show", contest_id=contest.id))


@bp.get("/contests/<int:contest_id>/calibration")
@requires(VIEW_CALIBRATION)
def calibration(found: Calibration) -> ResponseReturnValue:
    shown = found.released_at is not None or current_user.role is not Role.JUDGE
    return render_template(
        "judging/rehearsals/calibration.html",
        calibration=found,
        shown=shown,
        spreads=_spreads(found) if shown else [],
    )


def _spreads(found: Calibration) -> list[tuple[object, Spread | None]]:
    given = marks_given(found.entry_id)
    return [
        (
            line,
            spread_of(
                list(given.get(line.id, {}).values()),
                own=given.get(line.id, {}).get(current_user.id),
            ),
        )
        for line in rubric_of(found.contest_id)
    ]


@bp.post("/contests/<int:contest_id>/calibration/release")
@requires(RELEASE_CALIBRATION)
def release(found: Calibration) -> ResponseReturnValue:
    actions.release_calibration(found, by=current_user)
    flash(_("专家现在可以看到打分的分布，没有姓名，自己的分数会标出。"), "success")
    return redirect(url_for(".calibration", contest_id=found.contest_id))
