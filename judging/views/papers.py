"""The papers of an entry as pictures of their pages, with the judge's name across them."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import structlog
from flask import Blueprint, abort, current_app, send_file
from flask.typing import ResponseReturnValue
from flask_login import current_user

from contest.core.access import requires
from contest.core.intake import storage
from contest.core.pages import NotDrawn, page_image
from contest.core.storage import NotStored
from contest.views.openings import note_once
from judging.policies.papers import READ_PAGE, Page

bp = Blueprint("papers", __name__)
log = structlog.get_logger()


@bp.get("/ballots/entries/<int:entry_id>/papers/<int:document_id>/<int:number>.png")
@requires(READ_PAGE)
def page(wanted: Page) -> ResponseReturnValue:
    note_once(wanted.document.id, contest_id=wanted.contest_id)
    return send_file(BytesIO(_drawn(wanted)), mimetype="image/png")


def _drawn(wanted: Page) -> bytes:
    font = current_app.config["FONT_PATH"]
    try:
        with storage().local_path(wanted.document.sha256) as path:
            return page_image(
                path, wanted.number, reader=current_user.name, font=Path(font) if font else None
            )
    except (NotStored, NotDrawn):
        log.exception("page not shown", document=wanted.document.id, page=wanted.number)
        abort(410)
