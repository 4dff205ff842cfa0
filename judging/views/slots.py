"""One entry's turn: where it stands, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from contest.core.access import requires
from contest.core.forms import Form
from contest.states import EntryState
from contest.words import ENTRY_STATES
from judging.actions import slots as actions
from judging.actions.sessions import remove_slot
from judging.forms.orders import MissedForm, PlaceForm, ReasonedForm, SwapForm, TransferForm
from judging.models import Session, Slot
from judging.policies.panels import CHANGE_SLOT
from judging.queries.orders import came_by_lot, missed_turn_of
from judging.queries.panels import attendances, has_ballots, quorums_of
from judging.queries.sessions import other_sessions, session_with_order
from judging.recusal_words import shortfall_text

bp = Blueprint("slots", __name__)
Forms = dict[str, Form]


def _forms(slot: Slot, session: Session, *, by_lot: bool, posted: str) -> Forms:
    """Return every form of the page; only the posted one is bound to what was typed."""
    others = [one for one in session.slots if one.id != slot.id]
    elsewhere = other_sessions(session)
    makers: dict[str, Callable[..., Form]] = {
        "place": lambda **given: PlaceForm(by_lot=by_lot, **given),
        "swap": lambda **given: SwapForm(by_lot=by_lot, others=others, **given),
        "transfer": lambda **given: TransferForm(by_lot=by_lot, sessions=elsewhere, **given),
        "removal": lambda **given: ReasonedForm(by_lot=by_lot, **given),
        "miss": MissedForm,
    }
    unbound = {"formdata": None}
    return {
        name: make(prefix=name, **({} if name == posted else unbound))
        for name, make in makers.items()
    }


def _page(slot: Slot, posted: str = "") -> tuple[dict[str, Any], Forms]:
    """Return what the page shows, and its forms."""
    session = session_with_order(slot.session_id)
    by_lot = came_by_lot(session.id)
    forms = _forms(slot, session, by_lot=by_lot, posted=posted)
    return {
        "slot": slot,
        "session": session,
        "forms": forms,
        "by_lot": by_lot,
        "missed": missed_turn_of(slot.entry_id),
        "marked": has_ballots(slot.entry_id),
        "found": attendances([slot.contest_id])[slot.entry_id],
        "quorum": quorums_of([slot.contest_id])[slot.contest_id],
        "shortfall_text": shortfall_text,
        "states": ENTRY_STATES,
        "judged": slot.entry.state is EntryState.ADMITTED,
    }, forms


def _done(slot: Slot, name: str, act: Callable[..., None], said: str) -> ResponseReturnValue:
    """Do what one form asks, or show the page with what was typed and why not."""
    details, forms = _page(slot, name)
    form, session_id = forms[name], slot.session_id
    if form.accepted and form.does(act, slot, by=current_user, **form.values()):
        flash(said, "success")
        return redirect(url_for("sessions.show", session_id=session_id))
    return render_template("judging/slots/show.html", **details), 422


@bp.get("/slots/<int:slot_id>")
@requires(CHANGE_SLOT)
def show(slot: Slot) -> ResponseReturnValue:
    return render_template("judging/slots/show.html", **_page(slot)[0])


@bp.post("/slots/<int:slot_id>/place")
@requires(CHANGE_SLOT)
def place(slot: Slot) -> ResponseReturnValue:
    return _done(slot, "place", actions.place_slot, _("位置已调整。"))


@bp.post("/slots/<int:slot_id>/swap")
@requires(CHANGE_SLOT)
def swap(slot: Slot) -> ResponseReturnValue:
    return _done(slot, "swap", actions.swap_slots, _("两个项目已互换位置。"))


@bp.post("/slots/<int:slot_id>/session")
@requires(CHANGE_SLOT)
def transfer(slot: Slot) -> ResponseReturnValue:
    return _done(slot, "transfer", actions.transfer_slot, _("已移到所选场次的最后。"))


@bp.post("/slots/<int:slot_id>/removal")
@requires(CHANGE_SLOT)
def remove(slot: Slot) -> ResponseReturnValue:
    return _done(slot, "removal", remove_slot, _("已移出本场。"))


@bp.post("/slots/<int:slot_id>/absence")
@requires(CHANGE_SLOT)
def miss(slot: Slot) -> ResponseReturnValue:
    return _done(slot, "miss", actions.miss_turn, _("已记为未到场。人到后可以重新叫号。"))


@bp.post("/slots/<int:slot_id>/recall")
@requires(CHANGE_SLOT)
def recall(slot: Slot) -> ResponseReturnValue:
    session_id = slot.session_id
    actions.recall_slot(slot, by=current_user)
    flash(_("已重新叫号，排在本场最后。"), "success")
    return redirect(url_for("sessions.show", session_id=session_id))
