"""A judge's own receipts: to show, to print, to take along."""

from __future__ import annotations

import segno
from flask import Blueprint, Response, abort, json, render_template
from flask.typing import ResponseReturnValue

from contest.core.access import requires
from contest.models import User
from judging.policies.ballots import MARK_BALLOT, VIEW_DESK
from judging.queries.assignments import assignments_of
from judging.queries.duties import Duty, lines_of, written_marks
from judging.queries.receipts import receipts_of
from judging.receipting import receipt_for
from judging.states import BallotState
from judging.views.tablet import check_address
from judging.writing import Saved

bp = Blueprint("receipts", __name__, url_prefix="/ballots")


@bp.get("/receipts")
@requires(VIEW_DESK)
def own(judge: User) -> ResponseReturnValue:
    """List what the judge submitted, each with its code and the address that checks it."""
    found = receipts_of(assignments_of(judge))
    return render_template("judging/receipts/own.html", receipts=found, judge=judge, qr=_qr)


@bp.get("/<uuid>/receipt.json")
@requires(MARK_BALLOT)
def download(found: Duty) -> ResponseReturnValue:
    """Give the signed receipt of a submitted ballot, without its marks."""
    if found.ballot is None or found.ballot.state is not BallotState.SUBMITTED:
        abort(404)
    receipt = receipt_for(Saved(found, found.ballot, written_marks(lines_of(found))))
    text = json.dumps(receipt, ensure_ascii=False, indent=1)
    name = f"attachment; filename=receipt-{receipt['content'][:16]}.json"
    return Response(f"{text}\n", mimetype="application/json", headers={"Content-Disposition": name})


def _qr(code: str) -> str:
    return str(segno.make(check_address(code), error="m").svg_data_uri(border=2))
