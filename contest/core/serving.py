"""Giving files back: a kept one under its own name, and a list made for the one who asks."""

from __future__ import annotations

from io import BytesIO
from typing import IO

import structlog
from flask import Response, abort, send_file
from flask_babel import gettext as _

from contest.core.filecheck import KINDS
from contest.core.intake import storage
from contest.core.storage import NotStored, clean_name
from contest.core.storage.sending import send_stored
from contest.core.thumbnails import thumbnail

log = structlog.get_logger()

# A picture of one pixel that is not there (GIF 89a).
NOTHING = bytes.fromhex(
    "47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b"
)
LIST_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "csv": "text/csv",
}


def made_list(content: bytes, *, name: str) -> Response:
    """Return a list just made as a download; ``name`` ends in one of their types."""
    mimetype = LIST_TYPES[name.rpartition(".")[2]]
    return send_file(BytesIO(content), mimetype, as_attachment=True, download_name=clean_name(name))


def made_archive(file: IO[bytes], *, name: str) -> Response:
    """Return a zip just made as a download, from its beginning; the file is closed with it."""
    file.seek(0)
    kind, name = "application/zip", clean_name(name)
    return _sealed(send_file(file, kind, as_attachment=True, download_name=name), "no-store")


def attachment(digest: str, *, name: str, kind: str) -> Response:
    """Return the file as a download; 410 where a restored database came without its files."""
    mimetype = KINDS[kind].mimetype if kind in KINDS else "application/octet-stream"
    try:
        return send_stored(storage(), digest, name=name, mimetype=mimetype)
    except NotStored:
        log.exception("file missing from storage", digest=digest)
        abort(410, _("文件内容不在存储中，请联系系统管理员从备份中恢复。"))


def small_picture(digest: str, *, kind: str) -> Response:
    """Return the file's thumbnail; where there is none, nothing to be seen, so letters stay.

    A browser may keep it, but asks each time whether it may still be shown.
    """
    try:
        picture = thumbnail(digest, kind=kind)
    except NotStored:
        log.exception("file missing from storage", digest=digest)
        picture = None
    if picture is None:
        return _sealed(send_file(BytesIO(NOTHING), "image/gif"), "private, no-store")
    answer = send_file(BytesIO(picture), "image/jpeg", etag=f"{digest}-{kind}")
    return _sealed(answer, "private, no-cache")


def _sealed(response: Response, caching: str) -> Response:
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cache-Control"] = caching
    return response
