"""Send kept content to a browser so that nothing in it runs there."""

from __future__ import annotations

import os

from flask import Response, send_file

from contest.core.storage.base import Storage
from contest.core.storage.names import clean_name


def send_stored(storage: Storage, digest: str, *, name: str, mimetype: str) -> Response:
    """Return the content as a download called ``name``. Raises ``NotStored``.

    Always an attachment, never guessed at, without rights of the site it comes
    from should it be opened in place, and kept in no cache: who may read it
    can change.
    """
    file = storage.open(digest)
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    response = send_file(
        file, mimetype=mimetype, as_attachment=True, download_name=clean_name(name), etag=digest
    )
    response.content_length = size
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cache-Control"] = "private, no-store"
    return response
