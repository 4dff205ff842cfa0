"""Checking a receipt without signing in: whether it is in the log, and nothing more."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from contest.core import clock, limits
from contest.core.access import public
from contest.core.limits import limiter
from judging.claims import code_in
from judging.forms.receipts import ReceiptForm
from judging.looking_up import Answer, Outcome, check, look_up

bp = Blueprint("verify", __name__, url_prefix="/verify")
FOUND = {Outcome.RECORDED, Outcome.HEAD, Outcome.UNPLACED}


def _is_blank() -> bool:
    return not request.args.get("code")


@bp.get("")
@public
@limiter.limit(limits.LOOK_UP, exempt_when=_is_blank)
def show() -> ResponseReturnValue:
    """Take the code of a receipt as it stands on a tablet or paper: in any case, with spaces."""
    typed = request.args.get("code", "")
    code = code_in(typed)
    answer = look_up(code) if code else None
    return _page(answer, typed=typed, is_wrong=bool(typed) and code is None)


@bp.post("")
@public
@limiter.limit(limits.LOOK_UP)
def receipt() -> ResponseReturnValue:
    """Take a whole receipt: its signature and proof are checked, then the log."""
    form = ReceiptForm.submitted()
    answer = check(form.claim) if form.accepted else None
    return _page(answer, form=form)


def _page(
    answer: Answer | None, *, typed: str = "", is_wrong: bool = False, form: Any = None
) -> ResponseReturnValue:
    told = {"answer": answer, "typed": typed, "is_wrong": is_wrong, "to_the_second": _to_the_second}
    page = render_template("judging/verify/show.html", form=form or ReceiptForm(), **told)
    if answer is None:
        return page, 422 if is_wrong or form else 200
    return page, 200 if answer.outcome in FOUND else 404


def _to_the_second(at: Any) -> str:
    return clock.local(at).strftime("%Y-%m-%d %H:%M:%S")
