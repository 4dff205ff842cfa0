"""Recording credit checks, and giving their printed records back."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from contest.actions.credit import record_credit_checks
from contest.core.access import requires
from contest.core.intake import Accepts, Kept, receive
from contest.core.serving import attachment
from contest.forms.credit import CreditForm
from contest.models import CreditCheck, Entry
from contest.papers import MB
from contest.policies.credit import READ_CREDIT, RECORD_CREDIT

bp = Blueprint("credit", __name__)

# A page printed from the public site.
RECORD = Accepts(("pdf", "png", "jpg"), 20 * MB)


@bp.route("/entries/<int:entry_id>/credit-checks", methods=["GET", "POST"])
@requires(RECORD_CREDIT)
def record(entry: Entry) -> ResponseReturnValue:
    form = CreditForm.of(entry, uscc=request.args.get("uscc"), source=request.args.get("source"))
    if form.accepted and form.does(_record, entry, **form.values()):
        flash(_("信用核查已记录。"), "success")
        return redirect(url_for("screening.show", entry_id=entry.id, _anchor="credit"))
    form.mind_the_file()
    return render_template(
        "contest/credit/record.html", form=form, entry=entry, accepts=RECORD
    ), form.status


@bp.get("/credit-checks/<int:check_id>/record")
@requires(READ_CREDIT)
def printed(check: CreditCheck) -> ResponseReturnValue:
    if check.file is None:
        abort(404)
    return attachment(check.file.digest, name=check.file.name, kind=check.file.kind)


def _record(entry: Entry, **typed: object) -> list[CreditCheck]:
    """Take the printed record in, if one came, and record the checks."""
    file = request.files.get("record")
    kept: Kept | None = None
    if file and file.filename:
        kept = receive(file.stream, name=file.filename, accepts=RECORD)  # type: ignore[arg-type]
    return record_credit_checks(entry, record=kept, by=current_user, **typed)  # type: ignore[arg-type]
