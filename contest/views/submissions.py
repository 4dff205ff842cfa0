"""Submitting, and the receipt of each submission."""

from __future__ import annotations

import io

import segno
from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from markupsafe import Markup

from contest.actions.entries import revise_entry
from contest.actions.submissions import submit_entry
from contest.core import clock
from contest.core.access import public, requires
from contest.forms.entries import EntryForm
from contest.models import Entry, Submission
from contest.policies.submissions import SUBMIT_ENTRY, VIEW_RECEIPT
from contest.queries.submissions import submission_by_digest
from contest.submitted import read
from contest.views.entries import shown
from contest.words import PARTS

bp = Blueprint("submissions", __name__)


@bp.post("/entries/<int:entry_id>/submissions")
@requires(SUBMIT_ENTRY)
def submit(entry: Entry) -> ResponseReturnValue:
    """Save what stands in the form, then submit it: what is seen is what counts."""
    form = EntryForm.of(entry)
    saved = form.accepted and form.does(revise_entry, entry, by=current_user, **form.values())
    if saved and form.does(submit_entry, entry, by=current_user):
        return redirect(url_for(".receipt", submission_id=form.result.id))
    return render_template("contest/entries/edit.html", form=form, **shown(entry)), form.status


@bp.get("/submissions/<int:submission_id>/receipt")
@requires(VIEW_RECEIPT)
def receipt(submission: Submission) -> ResponseReturnValue:
    address = _address(submission)
    return render_template(
        "contest/submissions/receipt.html",
        submission=submission,
        entry=submission.entry,
        content=read(submission.content),
        labels=PARTS,
        at=_to_the_second(submission),
        address=address,
        qr=_qr(address),
    )


@bp.get("/receipts")
@public
def look_up() -> ResponseReturnValue:
    """Take a digest typed from paper: in any case, with spaces between its groups."""
    if typed := _plain(request.args.get("digest", "")):
        return redirect(url_for(".verify", digest=typed))
    return render_template("contest/submissions/verify.html", typed="", submission=None)


@bp.get("/receipts/<digest>")
@public
def verify(digest: str) -> ResponseReturnValue:
    """Tell who holds a receipt whether it is ours and still counts; of the entry, its number."""
    submission = submission_by_digest(_plain(digest))
    page = render_template(
        "contest/submissions/verify.html",
        typed=digest,
        submission=submission,
        at=submission and _to_the_second(submission),
    )
    return page, 200 if submission else 404


def _plain(typed: str) -> str:
    """Return a digest as we keep it: small letters, no spaces."""
    return "".join(typed.split()).lower()


def _to_the_second(submission: Submission) -> str:
    """Write the time of a submission as people in China read it, seconds and all."""
    return clock.local(submission.at).strftime("%Y-%m-%d %H:%M:%S")


def _address(submission: Submission) -> str:
    """Return the address under which the receipt can be checked, as others reach us."""
    own = current_app.config["PUBLIC_URL"] or request.url_root
    return str(own).rstrip("/") + url_for(".verify", digest=submission.digest)


def _qr(text: str) -> Markup:
    drawn = io.BytesIO()
    segno.make(text, error="m").save(
        drawn, kind="svg", xmldecl=False, svgns=True, border=2, omitsize=True, nl=False
    )
    return Markup(drawn.getvalue().decode())  # noqa: S704 -- drawn by us; only the address is in it
