"""Giving a kept file back under its own name."""

from __future__ import annotations

import structlog
from flask import Response, abort
from flask_babel import gettext as _

from contest.core.filecheck import KINDS
from contest.core.intake import storage
from contest.core.storage import NotStored
from contest.core.storage.sending import send_stored

log = structlog.get_logger()


def attachment(digest: str, *, name: str, kind: str) -> Response:
    """Return the file as a download; 410 where a restored database came without its files."""
    mimetype = KINDS[kind].mimetype if kind in KINDS else "application/octet-stream"
    try:
        return send_stored(storage(), digest, name=name, mimetype=mimetype)
    except NotStored:
        log.exception("file missing from storage", digest=digest)
        abort(410, _("文件内容不在存储中，请联系系统管理员从备份中恢复。"))
