"""Roadshow sessions: time, room, panel, and the running order of entries."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from contest.choosing import contests_of, current_contest
from contest.core.access import requires
from contest.models import Contest, User
from contest.words import ENTRY_STATES
from judging import order_words
from judging.actions import sessions as actions
from judging.actions.slots import move_slot
from judging.clashes import clashes, ends_at
from judging.forms.sessions import EntriesForm, SessionForm
from judging.models import Session, Slot
from judging.policies.panels import (
    CHANGE_SESSION,
    CHANGE_SLOT,
    PREPARE,
    VIEW_CURRENT,
    VIEW_SESSION,
    VIEW_SETUP,
)
from judging.queries.draws import draws_of
from judging.queries.orders import changes_of, missed_turns
from judging.queries.panels import attendances, panels_of, quorums_of
from judging.queries.sessions import session_with_order, sessions_of, without_slot
from judging.queries.sittings import sittings_of
from judging.queries.turns import begins
from judging.recusal_words import kind_name, shortfall_text

bp = Blueprint("sessions", __name__)


def starts(session: Session) -> dict[int, datetime]:
    """Return when each slot begins, one after the other, by slot number."""
    minutes = _minutes(session.contest)
    return {slot.id: begins(session.starts_at, minutes, n) for n, slot in enumerate(session.slots)}


def ends(session: Session) -> datetime:
    """Return when a session ends, as planned."""
    return ends_at(session.starts_at, _minutes(session.contest), len(session.slots))


def _minutes(contest: Contest) -> int:
    return contest.talk_minutes + contest.question_minutes


def shown(session: Session, form: EntriesForm | None = None) -> str:
    """Return the page of one session."""
    session = session_with_order(session.id)
    free = without_slot(session.contest_id)
    changes = changes_of(session.id)
    return render_template(
        "judging/sessions/show.html",
        session=session,
        starts=starts(session),
        ends=ends(session),
        clashes=clashes(sittings_of(session.contest.body_id)),
        changes=changes,
        settled=order_words.settled_in(changes),
        draws=draws_of(session.id),
        missed=missed_turns([session.contest_id]),
        states=ENTRY_STATES,
        words=order_words,
        attendance=attendances([session.contest_id]),
        quorum=quorums_of([session.contest_id])[session.contest_id],
        free=free,
        form=form or EntriesForm(formdata=None, entries=free),
        kind_name=kind_name,
        shortfall_text=shortfall_text,
    )


@bp.get("/roadshows")
@requires(VIEW_CURRENT)
def current(user: User) -> ResponseReturnValue:
    if contest := current_contest(user):
        return redirect(url_for(".index", contest_id=contest.id))
    return render_template("judging/no_contest.html", title=_("路演场次"))


@bp.get("/contests/<int:contest_id>/sessions")
@requires(VIEW_SETUP)
def index(contest: Contest) -> ResponseReturnValue:
    return render_template(
        "judging/sessions/index.html",
        contest=contest,
        contests=contests_of(current_user),
        sessions=sessions_of(contest.id),
        ends=ends,
        clashes=clashes(sittings_of(contest.body_id)),
        words=order_words,
        attendance=attendances([contest.id]),
        quorum=quorums_of([contest.id])[contest.id],
        free=without_slot(contest.id),
    )


@bp.route("/contests/<int:contest_id>/sessions/new", methods=["GET", "POST"])
@requires(PREPARE)
def create(contest: Contest) -> ResponseReturnValue:
    panels = panels_of(contest.id)
    form = SessionForm.submitted(panels=panels, data={"starts_at": contest.roadshow_from})
    if form.accepted and form.does(
        actions.create_session, contest, by=current_user, **form.values()
    ):
        return redirect(url_for(".show", session_id=form.result.id))
    page = "judging/sessions/create.html"
    return render_template(page, form=form, contest=contest, panels=panels), form.status


@bp.get("/sessions/<int:session_id>")
@requires(VIEW_SESSION)
def show(session: Session) -> ResponseReturnValue:
    return shown(session)


@bp.route("/sessions/<int:session_id>/edit", methods=["GET", "POST"])
@requires(CHANGE_SESSION)
def edit(session: Session) -> ResponseReturnValue:
    form = SessionForm.submitted(obj=session, panels=panels_of(session.contest_id))
    if form.accepted and form.does(
        actions.revise_session, session, by=current_user, **form.values()
    ):
        return redirect(url_for(".show", session_id=session.id))
    return render_template("judging/sessions/edit.html", form=form, session=session), form.status


@bp.post("/sessions/<int:session_id>/removal")
@requires(CHANGE_SESSION)
def remove(session: Session) -> ResponseReturnValue:
    contest_id = session.contest_id
    actions.remove_session(session, by=current_user)
    return redirect(url_for(".index", contest_id=contest_id))


@bp.post("/sessions/<int:session_id>/entries")
@requires(CHANGE_SESSION)
def fill(session: Session) -> ResponseReturnValue:
    form = EntriesForm.submitted(entries=without_slot(session.contest_id))
    if form.accepted and form.does(actions.add_entries, session, by=current_user, **form.values()):
        flash(_("已排入，并已按任职单位核对回避。"), "success")
        return redirect(url_for(".show", session_id=session.id))
    return shown(session, form), form.status


@bp.post("/slots/<int:slot_id>/move")
@requires(CHANGE_SLOT)
def move(slot: Slot) -> ResponseReturnValue:
    session_id = slot.session_id
    step = -1 if request.form.get("to") == "up" else 1
    move_slot(slot, by=current_user, step=step)
    return redirect(url_for(".show", session_id=session_id))
