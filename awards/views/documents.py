"""Official documents: looked at page by page, and taken away as PDF or to edit as DOCX."""

from __future__ import annotations

import hashlib
from io import BytesIO

from flask import abort, render_template, send_file
from flask.typing import ResponseReturnValue
from flask_login import current_user

from awards.actions.exports import note_official
from awards.making import made, pages_of, picture_of
from awards.policies.documents import EDIT_OFFICIAL, READ_OFFICIAL, Wanted
from contest.core.access import requires
from contest.core.pages import NoSuchPage
from contest.core.serving import made_list
from contest.views.documents import bp

MOST_SHOWN = 40  # pages: who reads on takes the file


@bp.get("/documents/<key>/<int:number>")
@requires(READ_OFFICIAL)
def show(wanted: Wanted) -> ResponseReturnValue:
    pages = pages_of(wanted.official)
    shown = range(1, min(pages, MOST_SHOWN) + 1)
    return render_template("awards/documents/show.html", it=wanted, pages=pages, shown=shown)


@bp.get("/documents/<key>/<int:number>/pages/<int:page>.png")
@requires(READ_OFFICIAL)
def page(wanted: Wanted) -> ResponseReturnValue:
    try:
        picture = picture_of(wanted.official, wanted.page, reader=current_user.name)
    except NoSuchPage:
        abort(404)
    return send_file(BytesIO(picture), mimetype="image/png")


@bp.get("/documents/<key>/<int:number>.pdf")
@requires(READ_OFFICIAL)
def pdf(wanted: Wanted) -> ResponseReturnValue:
    return take(wanted, "pdf")


@bp.get("/documents/<key>/<int:number>.docx")
@requires(EDIT_OFFICIAL)
def docx(wanted: Wanted) -> ResponseReturnValue:
    return take(wanted, "docx")


def take(wanted: Wanted, kind: str) -> ResponseReturnValue:
    """Log the export, then hand the file over: what left the building is on record."""
    name, content = made(wanted.official, kind)
    digest = hashlib.sha256(content).hexdigest()
    note_official(wanted, by=current_user, reason=f"{name} sha256:{digest}")
    return made_list(content, name=name)
