"""The organizer's console: one screen for a session's evening. Every button is a plain form too."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from contest.core import clock
from contest.core.access import requires
from contest.core.errors import wants_json
from contest.core.forms import Form
from judging import console_words as words
from judging.actions import attending, stage
from judging.console_refusals import NotOnStage
from judging.forms.console import AbsenceForm, PauseForm
from judging.models import Absence, HelpCall, Session, Slot
from judging.policies.console import (
    ANSWER_CALL,
    END_ABSENCE,
    POLL_CONSOLE,
    RUN_SESSION,
    RUN_SLOT,
    VIEW_CONSOLE,
)
from judging.polling import tag_of, told, unchanged
from judging.queries.live import Live, live_of
from judging.queries.rulesheets import rules_of
from judging.queries.screens import Pulse, board_of
from judging.recusal_words import kind_name, shortfall_text
from judging.revealing import last_revealed, next_to_reveal
from judging.timer import Phase

bp = Blueprint("console", __name__)

PANES = ("head", "order", "stage", "judges")
# What a judge's tablet tells is no action: it moves the console on in steps of this.
SECONDS_A_STEP = 10
MORE_SECONDS = 60
TIMES: dict[str, tuple[Any, dict[str, Any]]] = {
    "talk": (stage.start_timer, {"phase": Phase.TALK}),
    "questions": (stage.start_timer, {"phase": Phase.QUESTIONS}),
    "hold": (stage.hold_timer, {}),
    "resume": (stage.resume_timer, {}),
    "more": (stage.extend_timer, {"seconds": MORE_SECONDS}),
}


def details(live: Live) -> dict[str, Any]:
    """Return the variables of the console's templates."""
    return {
        "live": live,
        "session": live.session,
        "timer": live.session.timer,
        "runs": current_user.role == "organizer",
        "at": clock.now(),
        "words": words,
        "kind_name": kind_name,
        "shortfall_text": shortfall_text,
        "following": next_to_reveal(live.places),
        "shown_last": last_revealed(live.places),
        "rules": rules_of(live.sheet) if live.sheet else None,
    }


def done(session_id: int) -> ResponseReturnValue:
    """Answer that it is done: a script polls at once, others see the console again."""
    if wants_json():
        return "", 204
    return redirect(url_for("console.show", session_id=session_id))


def not_done(form: Form, page: str, **shown: Any) -> ResponseReturnValue:
    """Answer what is wrong with a form: in a sentence to a script, else with the form."""
    if wants_json() and form.trouble:
        return jsonify(error=form.trouble), form.status
    return render_template(page, form=form, **shown), form.status


def _whole(name: str) -> int | None:
    """Return a number that a button carries, None where it carries none."""
    typed = request.form.get(name, "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else None  # noqa: PLR2004 -- digits of the database's integers


@bp.get("/sessions/<int:session_id>/console")
@requires(VIEW_CONSOLE)
def show(session: Session) -> ResponseReturnValue:
    live = live_of(session)
    forms = {
        "absence_form": AbsenceForm(formdata=None, judges=live.judges, turns=live.turns),
        "pause_form": PauseForm(formdata=None),
    }
    return render_template("judging/console/show.html", **details(live), **forms)


@bp.get("/sessions/<int:session_id>/console/state")
@requires(POLL_CONSOLE)
def state(pulse: Pulse) -> ResponseReturnValue:
    step = int(clock.now().timestamp()) // SECONDS_A_STEP
    tag = tag_of(pulse, step, current_user.role, request.cookies.get("language"))
    return unchanged(tag) or told({"panes": _panes(pulse.session_id)}, tag)


def _panes(session_id: int) -> dict[str, str]:
    shown = details(live_of(board_of(session_id)))
    return {name: render_template(f"judging/console/_{name}.html", **shown) for name in PANES}


@bp.post("/sessions/<int:session_id>/start")
@requires(RUN_SESSION)
def start(session: Session) -> ResponseReturnValue:
    stage.start_session(session, by=current_user)
    return done(session.id)


@bp.post("/slots/<int:slot_id>/call")
@requires(RUN_SLOT)
def call(slot: Slot) -> ResponseReturnValue:
    stage.call_slot(slot, by=current_user, seen=_whole("seen"))
    return done(slot.session_id)


@bp.post("/slots/<int:slot_id>/leave")
@requires(RUN_SLOT)
def leave(slot: Slot) -> ResponseReturnValue:
    stage.leave_stage(slot, by=current_user)
    return done(slot.session_id)


@bp.post("/slots/<int:slot_id>/marking")
@requires(RUN_SLOT)
def open_marking(slot: Slot) -> ResponseReturnValue:
    stage.open_marking(slot, by=current_user)
    return done(slot.session_id)


@bp.post("/sessions/<int:session_id>/timer")
@requires(RUN_SESSION)
def time(session: Session) -> ResponseReturnValue:
    deed = TIMES.get(request.form.get("deed", ""))
    if deed is None:
        raise NotOnStage
    act, more = deed
    act(session, by=current_user, seen=request.form.get("seen", ""), **more)
    return done(session.id)


@bp.route("/sessions/<int:session_id>/pause", methods=["GET", "POST"])
@requires(RUN_SESSION)
def pause(session: Session) -> ResponseReturnValue:
    form = PauseForm.submitted()
    if form.accepted and form.does(stage.pause_session, session, by=current_user, **form.values()):
        return done(session.id)
    return not_done(form, "judging/console/pause.html", session=session)


@bp.post("/sessions/<int:session_id>/resumption")
@requires(RUN_SESSION)
def resume(session: Session) -> ResponseReturnValue:
    stage.resume_session(session, by=current_user)
    return done(session.id)


@bp.route("/sessions/<int:session_id>/absences", methods=["GET", "POST"])
@requires(RUN_SESSION)
def absence(session: Session) -> ResponseReturnValue:
    live = live_of(session)
    asked = {name: request.args.get(name, type=int) for name in ("judge_id", "entry_id")}
    form = AbsenceForm.submitted(judges=live.judges, turns=live.turns, data=asked)
    if form.accepted and form.does(
        attending.record_absence, session, by=current_user, **form.values()
    ):
        return done(session.id)
    return not_done(form, "judging/console/absence.html", session=session)


@bp.post("/absences/<int:absence_id>/end")
@requires(END_ABSENCE)
def end_absence(found: Absence) -> ResponseReturnValue:
    attending.end_absence(found, by=current_user)
    return done(found.session_id)


@bp.post("/help/<int:call_id>/answer")
@requires(ANSWER_CALL)
def answer(found: HelpCall) -> ResponseReturnValue:
    attending.answer_call(found, by=current_user)
    return done(found.session_id)
