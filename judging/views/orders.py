"""Putting a whole session in order: as drawn by hand, or with the fewest leavings."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from contest.core.access import requires
from judging.actions import orders as actions
from judging.forms.orders import RearrangeForm, TypedOrderForm
from judging.models import Session
from judging.policies.panels import CHANGE_SESSION
from judging.queries.orders import came_by_lot, suggested
from judging.queries.sessions import session_with_order

bp = Blueprint("orders", __name__)


@bp.route("/sessions/<int:session_id>/order/typed", methods=["GET", "POST"])
@requires(CHANGE_SESSION)
def typed(session: Session) -> ResponseReturnValue:
    session = session_with_order(session.id)
    form = TypedOrderForm.of(session.slots, by_lot=came_by_lot(session.id))
    if form.accepted and form.does(actions.type_order, session, by=current_user, **form.told()):
        flash(_("现场抽签的顺序已录入。"), "success")
        return redirect(url_for("sessions.show", session_id=session.id))
    page = "judging/orders/typed.html"
    return render_template(page, form=form, session=session), form.status


@bp.route("/sessions/<int:session_id>/order/fewest-leavings", methods=["GET", "POST"])
@requires(CHANGE_SESSION)
def fewest(session: Session) -> ResponseReturnValue:
    session = session_with_order(session.id)
    form = RearrangeForm.submitted(by_lot=came_by_lot(session.id))
    if form.accepted and form.does(actions.rearrange, session, by=current_user, **form.told()):
        flash(_("已按最少离场排好顺序。"), "success")
        return redirect(url_for("sessions.show", session_id=session.id))
    if form.refused:
        session = session_with_order(session.id)
    found = suggested(session)
    form.shown.data = " ".join(str(slot.id) for slot in found.order)
    page = "judging/orders/fewest.html"
    return render_template(page, form=form, session=session, found=found), form.status
