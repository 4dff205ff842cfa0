"""What the hall sees: the big screen, opened by a key alone, and the board on people's phones."""

from __future__ import annotations

from typing import Any

import segno
from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from contest.core import clock
from contest.core.access import public, requires
from judging import console_words as words
from judging.actions import attending as actions
from judging.forms.console import ScreenForm
from judging.models import ScreenKey, Session
from judging.policies.console import END_KEY, RUN_SESSION, VIEW_CONSOLE
from judging.polling import shared
from judging.queries.live import live_of, public_title
from judging.queries.screens import (
    Pulse,
    board_of,
    key_by,
    keys_of,
    order_of,
    public_pulse,
    pulse_by_key,
)
from judging.standings_words import dimension_name

bp = Blueprint("screens", __name__)


def _screen(pulse: Pulse) -> dict[str, Any]:
    """Return the screen's variables: of the scores, only those that were released."""
    live = live_of(board_of(pulse.session_id))
    revealed = sorted((one for one in live.places if one.is_revealed), key=lambda p: p.place)
    return {
        "session": live.session,
        "timer": live.session.timer,
        "stage": live.stage,
        "coming": live.coming,
        "called": sum(turn.called_at is not None for turn in live.turns),
        "total": sum(turn.is_admitted for turn in live.turns),
        "revealed": revealed,
        "hidden": len(live.places) - len(revealed),
        "newest": max(revealed, key=lambda p: p.turn.revealed_at or clock.now(), default=None),
        "at": clock.now(),
        "words": words,
        "dimension_name": dimension_name,
    }


def _board(pulse: Pulse) -> dict[str, Any]:
    return {
        "session": board_of(pulse.session_id),
        "slots": order_of(pulse.session_id),
        "public_title": public_title,
        "words": words,
    }


@bp.get("/screen/<token>")
@public
def show(token: str) -> ResponseReturnValue:
    if (pulse := pulse_by_key(token)) is None:
        return render_template("judging/screens/ended.html", known=key_by(token)), 410
    return render_template("judging/screens/screen.html", token=token, **_screen(pulse))


@bp.get("/screen/<token>/state")
@public
def state(token: str) -> ResponseReturnValue:
    if (pulse := pulse_by_key(token)) is None:
        return {"ended": True}, 410
    page = "judging/screens/_screen.html"
    return shared(("screen", pulse), lambda: _panes(page, _screen(pulse)))


@bp.get("/board/<int:session_id>")
@public
def board(session_id: int) -> ResponseReturnValue:
    pulse = _announced(session_id)
    return render_template("judging/screens/board.html", **_board(pulse))


@bp.get("/board/<int:session_id>/state")
@public
def board_state(session_id: int) -> ResponseReturnValue:
    pulse = _announced(session_id)
    return shared(("board", pulse), lambda: _panes("judging/screens/_board.html", _board(pulse)))


def _announced(session_id: int) -> Pulse:
    """Return the session's pulse; before the contest is announced there is nothing to be found."""
    pulse = public_pulse(session_id)
    return pulse if pulse is not None else abort(404)


def _panes(page: str, shown: dict[str, Any]) -> dict[str, Any]:
    return {"panes": {"all": render_template(page, **shown)}}


@bp.get("/sessions/<int:session_id>/screens")
@requires(VIEW_CONSOLE)
def index(session: Session) -> ResponseReturnValue:
    return _keys(session, ScreenForm(formdata=None))


@bp.post("/sessions/<int:session_id>/screens")
@requires(RUN_SESSION)
def create(session: Session) -> ResponseReturnValue:
    form = ScreenForm.submitted()
    if form.accepted:
        actions.make_screen_key(session, by=current_user, **form.values())
        return redirect(url_for(".index", session_id=session.id))
    return _keys(session, form)


@bp.post("/screen-keys/<int:key_id>/end")
@requires(END_KEY)
def end(key: ScreenKey) -> ResponseReturnValue:
    actions.end_screen_key(key, by=current_user)
    return redirect(url_for(".index", session_id=key.session_id))


def _keys(session: Session, form: ScreenForm) -> ResponseReturnValue:
    keys = keys_of(session.id)
    opened = {
        key.id: url_for(".show", token=key.token, _external=True)
        for key in keys
        if key.ended_at is None
    }
    page = "judging/screens/index.html"
    shown = {"session": session, "keys": keys, "addresses": opened, "qr": _qr, "form": form}
    on_phones = url_for(".board", session_id=session.id, _external=True)
    return render_template(page, board=on_phones, **shown), form.status


def _qr(address: str) -> str:
    return str(segno.make(address, error="m").svg_data_uri(border=1, light="#fff"))
