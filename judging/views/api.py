"""The JSON interface to ballots; the tablet and integrators use the same one."""

from __future__ import annotations

import re
from typing import Any

from flask import Blueprint, abort, jsonify, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import BadRequest, NotFound, Unauthorized

from contest.core.access import public, requires
from contest.core.ledger import stamp
from judging.actions import ballots as actions
from judging.openapi import DESCRIPTION
from judging.policies.ballots import MARK_BALLOT
from judging.queries.duties import Duty, Kept, lines_of, written_marks

bp = Blueprint("api", __name__, url_prefix="/api/v1")

UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def _told(ballot: Kept) -> dict[str, Any]:
    return {
        "uuid": ballot.uuid,
        "version": ballot.version,
        "state": ballot.state,
        "saved_at": stamp(ballot.saved_at) if ballot.saved_at else None,
    }


def _sent() -> tuple[int, dict[str, str | None]]:
    """Return the version and marks that were sent, or answer 400."""
    sent = request.get_json(force=True)
    if not isinstance(sent, dict):
        abort(400)
    version, marks = sent.get("version"), sent.get("marks")
    if type(version) is not int or not isinstance(marks, dict):  # true is an int to isinstance
        abort(400)
    if any(not isinstance(mark, str | None) for mark in marks.values()):
        abort(400)
    return version, marks


@bp.errorhandler(Unauthorized)
def explain_sign_in(_error: Exception) -> ResponseReturnValue:
    """Answer 401: sign in, then send the same again."""
    return jsonify(error=_("登录已过期，请重新登录。您在本机的评分仍会保留。")), 401


@bp.errorhandler(CSRFError)
def explain_forgery(error: CSRFError) -> ResponseReturnValue:
    """Answer 401 where the sign-in has ended, and 400 where the page is older than it."""
    if not current_user.is_authenticated:
        return explain_sign_in(error)
    return jsonify(error=_("页面已过期，请刷新后再保存。您在本机的评分仍会保留。")), 400


@bp.errorhandler(BadRequest)
def explain_form(_error: BadRequest) -> ResponseReturnValue:
    """Answer 400 to what is not of the form that the description gives."""
    return jsonify(error=_("发送的内容不符合接口约定，未保存。请对照 /api/v1/openapi.json。")), 400


@bp.errorhandler(NotFound)
def explain_missing(_error: NotFound) -> ResponseReturnValue:
    """Answer 404 alike to what does not exist and to what is not for this judge."""
    return jsonify(error=_("没有这份评分表，或您不评审此项目。如有疑问请联系工作人员。")), 404


@bp.errorhandler(actions.Stale)
def explain_stale(refusal: actions.Stale) -> ResponseReturnValue:
    """Answer 409 with what the server holds, so that both can be shown."""
    held = {"uuid": refusal.uuid, "version": refusal.version, "marks": refusal.marks}
    return jsonify(error=str(refusal), **held), 409


@bp.put("/ballots/<uuid>")
@requires(MARK_BALLOT)
def save_ballot(found: Duty) -> ResponseReturnValue:
    uuid = str((request.view_args or {})["uuid"])
    if not UUID.fullmatch(uuid):
        abort(400)
    version, marks = _sent()
    saved = actions.save_ballot(found, by=current_user, uuid=uuid, version=version, marks=marks)
    return jsonify(_told(saved))


@bp.get("/ballots/<uuid>")
@requires(MARK_BALLOT)
def show_ballot(found: Duty) -> ResponseReturnValue:
    if found.ballot is None:
        abort(404)
    return jsonify(**_told(found.ballot), marks=written_marks(lines_of(found)))


@bp.get("/openapi.json")
@public
def openapi() -> ResponseReturnValue:
    return jsonify(DESCRIPTION)
