"""The JSON interface to ballots; the tablet and integrators use the same one."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, jsonify, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import BadRequest, NotFound, Unauthorized

from contest.core import signing
from contest.core.access import public, requires
from contest.core.ledger import stamp
from judging.actions import ballots as actions
from judging.actions import late as late_actions
from judging.marking import closed_since, is_kept
from judging.openapi import DESCRIPTION
from judging.policies.ballots import MARK_BALLOT
from judging.queries.duties import Duty, lines_of, written_marks
from judging.receipting import receipt_for, receipt_for_late
from judging.refusals import Differs, NotTaken
from judging.sent import NoBallot, Sent, read_sent
from judging.writing import Saved

bp = Blueprint("api", __name__, url_prefix="/api/v1")


def _answer(receipt: dict[str, Any]) -> dict[str, Any]:
    """Return the receipt, and beside it what the page reads."""
    told = {name: receipt[name] for name in ("uuid", "version", "state", "saved_at")}
    return {**told, "receipt": receipt}


@bp.errorhandler(Unauthorized)
def explain_sign_in(_error: Exception) -> ResponseReturnValue:
    """Answer 401: sign in, then send the same again."""
    return jsonify(error=_("登录已过期，请重新登录。您在本机的评分仍会保留。")), 401


@bp.errorhandler(CSRFError)
def explain_forgery(error: CSRFError) -> ResponseReturnValue:
    """Answer 401 where the sign-in has ended, and 400 where the page is older than it."""
    if not current_user.is_authenticated:
        return explain_sign_in(error)
    told = _("页面已过期，请刷新后再保存。您在本机的评分仍会保留。")
    return jsonify(error=told, code="csrf"), 400


@bp.errorhandler(BadRequest)
def explain_form(_error: BadRequest) -> ResponseReturnValue:
    """Answer 400 to what is not of the form that the description gives."""
    return jsonify(error=_("发送的内容不符合接口约定，未保存。请对照 /api/v1/openapi.json。")), 400


@bp.errorhandler(NotFound)
def explain_missing(_error: NotFound) -> ResponseReturnValue:
    """Answer 404 alike to what does not exist and to what is not for this judge."""
    return jsonify(error=_("没有这份评分表，或您不评审此项目。如有疑问请联系工作人员。")), 404


@bp.errorhandler(NoBallot)
def explain_ballot(_error: NoBallot) -> ResponseReturnValue:
    """Answer 400 to what is no ballot."""
    return explain_form(BadRequest())


@bp.errorhandler(NotTaken)
def explain_refusal(refusal: NotTaken) -> ResponseReturnValue:
    """Answer 409 with what to do, and a word that tells a tablet which refusal it is."""
    return jsonify(error=str(refusal), code=refusal.code), refusal.status


@bp.errorhandler(Differs)
def explain_difference(refusal: Differs) -> ResponseReturnValue:
    """Answer 409 with what the server holds, so that both can be shown."""
    held: dict[str, Any] = {"uuid": refusal.uuid, "version": refusal.version}
    held |= {"state": refusal.state, "saved_at": refusal.saved_at and stamp(refusal.saved_at)}
    return jsonify(error=str(refusal), code=refusal.code, **held, marks=refusal.marks), 409


@bp.put("/ballots/<uuid>")
@requires(MARK_BALLOT)
def save_ballot(found: Duty) -> ResponseReturnValue:
    uuid = str((request.view_args or {})["uuid"])
    sent = read_sent(uuid, request.get_json(force=True))
    if closed_since(found) and not is_kept(found, sent):
        return _keep_apart(found, sent)
    act = actions.submit_ballot if sent.submits else actions.save_ballot
    saved = act(found, by=current_user, sent=sent)
    return jsonify(_answer(receipt_for(saved)))


def _keep_apart(found: Duty, sent: Sent) -> ResponseReturnValue:
    late = late_actions.keep_apart(found, by=current_user, sent=sent)
    return jsonify(_answer(receipt_for_late(late, sent))), 202


@bp.get("/ballots/<uuid>")
@requires(MARK_BALLOT)
def show_ballot(found: Duty) -> ResponseReturnValue:
    if found.ballot is None:
        abort(404)
    marks = written_marks(lines_of(found))
    return jsonify(**_answer(receipt_for(Saved(found, found.ballot, marks))), marks=marks)


@bp.get("/receipt-key")
@public
def receipt_key() -> ResponseReturnValue:
    return jsonify(key=signing.key_name(), algorithm="Ed25519", public_key=signing.public_key())


@bp.get("/openapi.json")
@public
def openapi() -> ResponseReturnValue:
    return jsonify(DESCRIPTION)
