"""Closing a session, opening it again, freezing it, revealing its scores, and the score slip."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from contest.core import clock
from contest.core.access import requires
from contest.core.actions import Refusal
from contest.forms.reasons import ReasonForm
from judging import console_words as words
from judging.actions import closing as actions
from judging.amendment_words import ON_PAPER
from judging.explain import exact_text
from judging.forms.console import CloseForm, FreezeForm
from judging.models import Session, Slot
from judging.naming import say_trimming
from judging.policies.console import RUN_SESSION, RUN_SLOT, VIEW_SLIP
from judging.queries.amendments import applied_to
from judging.queries.closings import far_of, numbers_of
from judging.queries.live import live_of
from judging.queries.rulesheets import rules_of
from judging.reading import reading
from judging.revealing import entry_score, score_before
from judging.scoring import keyed
from judging.standings_words import criterion_names, dimension_name
from judging.states import ENDED
from judging.views.console import done, not_done

bp = Blueprint("closings", __name__)


class NotClosed(Refusal):
    """Before that, nothing is counted."""

    reason = _l("本场关闭之后才有得分单。")


@bp.route("/sessions/<int:session_id>/closing", methods=["GET", "POST"])
@requires(RUN_SESSION)
def close(session: Session) -> ResponseReturnValue:
    form = CloseForm.submitted()
    if form.accepted and form.does(
        actions.close_session, session, by=current_user, **form.values()
    ):
        return redirect(url_for("console.show", session_id=session.id))
    live = live_of(session)
    page = "judging/console/close.html"
    return not_done(
        form,
        page,
        live=live,
        session=session,
        words=words,
        at=clock.now(),
        far=far_of(live),
        names=criterion_names(live.sheet) if live.sheet else {},
        exact=exact_text,
    )


@bp.route("/sessions/<int:session_id>/reopening", methods=["GET", "POST"])
@requires(RUN_SESSION)
def reopen(session: Session) -> ResponseReturnValue:
    form = ReasonForm.submitted()
    if form.accepted and form.does(
        actions.reopen_session, session, by=current_user, **form.values()
    ):
        return redirect(url_for("console.show", session_id=session.id))
    return not_done(form, "judging/console/reopen.html", session=session)


@bp.route("/sessions/<int:session_id>/freezing", methods=["GET", "POST"])
@requires(RUN_SESSION)
def freeze(session: Session) -> ResponseReturnValue:
    form = FreezeForm.submitted()
    if form.accepted and form.does(
        actions.freeze_session, session, by=current_user, **form.values()
    ):
        return redirect(url_for("console.show", session_id=session.id))
    live = live_of(session)
    numbers = numbers_of(live)
    form.seen.data, form.seen.raw_data = numbers.stamp, None
    page = "judging/console/freeze.html"
    return not_done(form, page, live=live, session=session, numbers=numbers)


@bp.post("/slots/<int:slot_id>/reveal")
@requires(RUN_SLOT)
def reveal(slot: Slot) -> ResponseReturnValue:
    actions.reveal_score(slot, by=current_user)
    return done(slot.session_id)


@bp.post("/slots/<int:slot_id>/hiding")
@requires(RUN_SLOT)
def hide(slot: Slot) -> ResponseReturnValue:
    actions.hide_score(slot, by=current_user)
    return done(slot.session_id)


@bp.get("/slots/<int:slot_id>/slip")
@requires(VIEW_SLIP)
def slip(slot: Slot) -> ResponseReturnValue:
    live = live_of(slot.session)
    turn = live.turn(slot.id)
    if turn is None or live.sheet is None or slot.session.state not in ENDED:
        raise NotClosed
    rules = rules_of(live.sheet)
    score = entry_score(turn, rules)
    steps = applied_to(slot.contest_id, entry_id=slot.entry_id)
    return render_template(
        "judging/console/slip.html",
        live=live,
        session=slot.session,
        turn=turn,
        score=score,
        before=score_before(turn, steps, rules) if steps else None,
        steps=steps,
        grounds=ON_PAPER,
        rules=rules,
        place=next((one for one in live.places if one.turn is turn), None),
        reading=reading(keyed(turn.ballots), score, rules),
        trimming=say_trimming(live.sheet),
        names=criterion_names(live.sheet),
        dimension_name=dimension_name,
        at=clock.now(),
    )
