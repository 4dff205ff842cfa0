"""The JSON interface to ballots; the tablet and integrators use the same one."""

from __future__ import annotations

import re
from typing import Any

from flask import Blueprint, abort, jsonify, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from contest.core.access import public, requires
from contest.core.ledger import stamp
from judging.actions import ballots as actions
from judging.actions.ballots import Saved
from judging.openapi import DESCRIPTION
from judging.policies.ballots import MARK_BALLOT
from judging.queries.ballots import rubric_of, written_marks
from judging.queries.duties import Duty, ballot_of

bp = Blueprint("api", __name__, url_prefix="/api/v1")

UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def _told(ballot: Saved) -> dict[str, Any]:
    return {
        "uuid": ballot.uuid,
        "version": ballot.version,
        "state": ballot.state,
        "saved_at": stamp(ballot.saved_at) if ballot.saved_at else None,
    }


def _sent() -> tuple[int, dict[str, str | None]]:
    """Return the version and marks that were sent, or answer 400."""
    sent = request.get_json()
    version, marks = sent.get("version"), sent.get("marks")
    if not isinstance(version, int) or not isinstance(marks, dict):
        abort(400)
    if any(not isinstance(mark, str | None) for mark in marks.values()):
        abort(400)
    return version, marks


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
    if (ballot := ballot_of(found)) is None:
        abort(404)
    marks = written_marks(ballot, rubric_of(found.contest_id))
    return jsonify(**_told(Saved.of(ballot)), marks=marks)


@bp.get("/openapi.json")
@public
def openapi() -> ResponseReturnValue:
    return jsonify(DESCRIPTION)
