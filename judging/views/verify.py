"""Checking a receipt without signing in: whether it is in the log, and nothing more."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import (
    Blueprint,
    Response,
    current_app,
    json,
    make_response,
    render_template,
    request,
)
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from contest.core import clock, limits
from contest.core.access import public
from contest.core.limits import limiter
from contest.core.web import CSP
from judging.claims import code_in
from judging.forms.receipts import ReceiptForm
from judging.looking_up import Answer, Outcome, check, look_up
from judging.saved_page import modules_from, named

bp = Blueprint("verify", __name__, url_prefix="/verify")
# The module that the page of bundles runs, and the sheets that its saved copy takes along.
START = "js/verifier/page.js"
STYLES = ("tokens", "base", "frame", "forms", "work", "tables", "verify")
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


@bp.get("/bundle")
@public
def bundle() -> ResponseReturnValue:
    """Check a bundle in the browser: the page may ask nobody, and send nothing anywhere."""
    answer = make_response(render_template("judging/verify/bundle.html"))
    answer.headers["Content-Security-Policy"] = f"{CSP}; connect-src 'none'".replace(
        "form-action 'self'", "form-action 'none'"
    )
    return answer


@bp.get("/bundle.html")
@public
def saved_bundle() -> ResponseReturnValue:
    """Give the same page as one file, to be opened without any network."""
    folder = Path(str(current_app.static_folder))
    beneath = Path(str(current_app.blueprints["bootstrap"].static_folder)) / "css"
    sheets = [beneath / "bootstrap.min.css", *(folder / "css" / f"{name}.css" for name in STYLES)]
    modules = json.dumps({"imports": modules_from(folder, START)})
    page = render_template(
        "judging/verify/saved.html",
        styles=Markup("\n".join(path.read_text(encoding="utf-8") for path in sheets)),  # noqa: S704 -- ours
        modules=Markup(modules),  # noqa: S704 -- ours
        start=named(START),
    )
    name = {"Content-Disposition": "attachment; filename=verify-bundle.html"}
    return Response(page, headers=name)


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
