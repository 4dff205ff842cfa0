"""Giving files back: a kept one under its own name, and a list made for the one who asks."""

from __future__ import annotations

from io import BytesIO

import structlog
from flask import Response, abort, send_file
from flask_babel import gettext as _

from contest.core.filecheck import KINDS
from contest.core.intake import storage
from contest.core.storage import NotStored, clean_name
from contest.core.storage.sending import send_stored

log = structlog.get_logger()

LIST_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "csv": "text/csv",
}


def made_list(content: bytes, *, name: str) -> Response:
    """Return a list just made as a download; ``name`` ends in xlsx, pdf or csv."""
    mimetype = LIST_TYPES[name.rpartition(".")[2]]
    return send_file(BytesIO(content), mimetype, as_attachment=True, download_name=clean_name(name))


def attachment(digest: str, *, name: str, kind: str) -> Response:
    """Return the file as a download; 410 where a restored database came without its files."""
    mimetype = KINDS[kind].mimetype if kind in KINDS else "application/octet-stream"
    try:
        return send_stored(storage(), digest, name=name, mimetype=mimetype)
    except NotStored:
        log.exception("file missing from storage", digest=digest)
        abort(410, _("文件内容不在存储中，请联系系统管理员从备份中恢复。"))
