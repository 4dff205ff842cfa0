"""Small pictures of kept files, made when somebody first looks and kept beside the files.

They are made from the files and from nothing else, so the folder may be emptied at any time.
Who may see one is asked where it is sent, each time, as for its file.
"""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

import structlog
from flask import current_app

from contest.core import sandbox
from contest.core.intake import storage
from contest.core.storage.digest import content_key

log = structlog.get_logger()

# The kinds of file that have a picture; others are told by their letters.
DRAWN = ("pdf", "png", "jpg")
# Twice the size on the page, for dense screens.
WIDTH, HEIGHT = 128, 160
# What could not be drawn is tried again after a day: the machine may only have been busy.
_RETRY_SECONDS = 24 * 60 * 60
_LIMITS = sandbox.Limits(answer=sandbox.MIB, cpu_seconds=8, wall_seconds=12)


def thumbnail(digest: str, *, kind: str) -> bytes | None:
    """Return the picture as a JPEG, or None for a file that cannot be drawn, which is logged.

    Raises ``NotStored`` where there is neither a picture nor its file.
    """
    place = _place(digest, kind)
    if (kept := _kept(place)) is not None:
        return kept or None
    picture = _drawn(digest, kind)
    _keep(place, picture)
    return picture or None


def _place(digest: str, kind: str) -> Path:
    return Path(current_app.config["DATA_DIR"], "thumbnails", f"{content_key(digest)}.{kind}")


def _kept(place: Path) -> bytes | None:
    """Return what is kept, empty for a file that could not be drawn of late; None to try."""
    try:
        content = place.read_bytes()
        age = time.time() - place.stat().st_mtime
    except FileNotFoundError:
        return None
    return content if content or age < _RETRY_SECONDS else None


def _drawn(digest: str, kind: str) -> bytes:
    with storage().local_path(digest) as path:
        wanted = {"path": str(path.resolve()), "kind": kind, "width": WIDTH, "height": HEIGHT}
        try:
            return sandbox.run_limited(
                "contest.core.pages.shrinking:shrink", wanted, limits=_LIMITS
            )
        except (sandbox.Rejected, sandbox.ChildFailed) as failed:
            log.warning("thumbnail not drawn", digest=digest, kind=kind, why=str(failed))
            return b""


def _keep(place: Path, content: bytes) -> None:
    """Put the content in its place, whole or not at all; without room it is drawn again."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryDirectory(dir=place.parent) as folder:
            written = Path(folder, place.name)
            with written.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            written.replace(place)
    except OSError:
        log.exception("thumbnail not kept", place=str(place))
