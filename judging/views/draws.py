"""The verifiable draw: promised by the organizer, read and computed again by everybody."""

from __future__ import annotations

from typing import Any

import segno
from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    flash,
    json,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from contest.core import clock
from contest.core.access import public, requires
from contest.forms.reasons import ReasonForm
from judging import order_words
from judging.actions import draws as actions
from judging.draw import draw as drawn_by
from judging.draw_record import commands_for, record_of
from judging.forms.orders import DrawForm, NumberForm
from judging.models import Draw, Session
from judging.policies.orders import CHANGE_DRAW
from judging.policies.panels import CHANGE_SESSION, reads_it
from judging.queries.draws import drawable, latecomers, public_draw, sealed_draw_of
from judging.queries.orders import came_by_lot
from judging.queries.sessions import session_with_order

bp = Blueprint("draws", __name__)


@bp.route("/sessions/<int:session_id>/draws/new", methods=["GET", "POST"])
@requires(CHANGE_SESSION)
def seal(session: Session) -> ResponseReturnValue:
    session = session_with_order(session.id)
    slots, late = drawable(session), latecomers(session)
    by_lot = came_by_lot(session.id)
    form = DrawForm.submitted(everybody=len(slots), late=len(late), by_lot=by_lot)
    if form.accepted and form.does(actions.seal_draw, session, by=current_user, **form.told()):
        flash(_("承诺已公布，参加抽签的企业会收到通知。"), "success")
        return redirect(url_for(".show", draw_id=form.result.id))
    waiting = sealed_draw_of(session.id)
    told = {"session": session, "slots": slots, "late": late, "waiting": waiting}
    return render_template("judging/draws/seal.html", form=form, by_lot=by_lot, **told), form.status


@bp.get("/draws/<int:draw_id>")
@public
def show(draw_id: int) -> ResponseReturnValue:
    draw = public_draw(draw_id) or abort(404)
    address = _address(draw)
    salt, number = draw.salt, draw.public_number
    return render_template(
        "judging/draws/show.html",
        draw=draw,
        lines=drawn_by(draw.entries, salt=salt, number=number) if number else [],
        state=order_words.STATES[draw.state],
        words=order_words,
        is_due=clock.now() >= draw.known_at,
        reads=current_user.is_authenticated and reads_it(current_user, draw),
        address=address,
        commands=commands_for(draw),
        qr=segno.make(address, error="m").svg_data_uri(border=1),
    )


@bp.get("/draws/<int:draw_id>.json")
@public
def record(draw_id: int) -> ResponseReturnValue:
    draw = public_draw(draw_id) or abort(404)
    text = json.dumps(record_of(draw, address=_address(draw)), ensure_ascii=False, indent=2)
    name = f"attachment; filename=draw-{draw.id}.json"
    return Response(f"{text}\n", mimetype="application/json", headers={"Content-Disposition": name})


@bp.route("/draws/<int:draw_id>/number", methods=["GET", "POST"])
@requires(CHANGE_DRAW)
def reveal(draw: Draw) -> ResponseReturnValue:
    form = NumberForm.submitted()
    if form.accepted and form.does(actions.reveal_draw, draw, by=current_user, **form.told()):
        flash(_("顺序已抽定，随机数已公开，任何人都可以验算。"), "success")
        return redirect(url_for(".show", draw_id=draw.id))
    told: dict[str, Any] = {"draw": draw, "is_due": clock.now() >= draw.known_at}
    return render_template("judging/draws/reveal.html", form=form, **told), form.status


@bp.route("/draws/<int:draw_id>/cancellation", methods=["GET", "POST"])
@requires(CHANGE_DRAW)
def cancel(draw: Draw) -> ResponseReturnValue:
    form = ReasonForm.submitted()
    if form.accepted and form.does(actions.cancel_draw, draw, by=current_user, **form.values()):
        flash(_("这次抽签已取消，记录保留。"), "success")
        return redirect(url_for("sessions.show", session_id=draw.session_id))
    return render_template("judging/draws/cancel.html", form=form, draw=draw), form.status


def _address(draw: Draw) -> str:
    """Return where the record is read, as others reach us."""
    own = current_app.config["PUBLIC_URL"] or request.url_root
    return str(own).rstrip("/") + url_for(".show", draw_id=draw.id)
