"""Taking a file in: the bytes are kept, then checked by structure, before any row tells of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from flask import current_app
from flask_babel import lazy_gettext as _l

from contest.core.actions import Refusal
from contest.core.filecheck import BadFile, ScanResult, check_file, scan
from contest.core.storage import Storage, TooLarge, UnknownUpload, UploadBusy

# A part is sent in some seconds over a slow line, so that progress is seen to move and little
# is sent again after a broken connection; a proposal of 50 MB needs fifty of them.
PART_BYTES = 1024 * 1024


class FileRefused(Refusal):
    """The file is not accepted; the reason says what its owner should do."""

    status = 422


class Infected(FileRefused):
    """The virus scanner knows the file."""

    reason = _l("文件中发现病毒，已拒收。请在本机查杀后，用干净的原文件重新上传。")


@dataclass(frozen=True, slots=True)
class Accepts:
    """What a place for a file takes: keys of ``filecheck.KINDS``, and the most bytes of a file."""

    kinds: Collection[str]
    max_bytes: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that was checked and is kept: what a row needs to tell of it."""

    digest: str
    size: int
    kind: str
    name: str
    pages: int | None
    scan: str


def storage() -> Storage:
    """Return where files are kept."""
    return cast(Storage, current_app.extensions["storage"])


def receive(stream: BinaryIO, *, name: str, accepts: Accepts) -> Kept:
    """Take in a file that comes in one piece. Raises ``FileRefused``."""
    upload_id = storage().begin()
    try:
        storage().append(upload_id, 0, stream, limit=accepts.max_bytes)
    except TooLarge:
        storage().discard(upload_id)
        raise FileRefused(_too_large(accepts)) from None
    return keep(upload_id, name=name, accepts=accepts)


def keep(upload_id: str, *, name: str, accepts: Accepts) -> Kept:
    """Check an upload that has fully arrived, and keep it for good.

    Raises ``FileRefused`` (the upload is then forgotten), and ``UploadBusy``
    where another request has just finished the same upload.
    """
    path = storage().seal(upload_id)
    try:
        found = check_file(path, name=name, kinds=accepts.kinds, limit_bytes=accepts.max_bytes)
        verdict = _scanned(path)
    except BadFile as bad:
        storage().discard(upload_id)
        raise FileRefused(bad.reason) from None
    except Infected:
        storage().discard(upload_id)
        raise
    try:
        stored = storage().finish(upload_id)
    except UnknownUpload:
        raise UploadBusy from None
    return Kept(stored.digest, stored.size, found.kind, found.name, found.pages, verdict)


def _scanned(path: Path) -> str:
    """Return ``clean`` or ``unscanned``. Raises ``Infected``."""
    result = scan(path, current_app.config["CLAMAV_ADDRESS"]).result
    if result is ScanResult.INFECTED:
        raise Infected
    return "clean" if result is ScanResult.CLEAN else "unscanned"


def _too_large(accepts: Accepts) -> str:
    return str(
        _l(
            "文件超过 %(limit)d MB 的上限。请压缩其中的图片或拆分后再上传。",
            limit=accepts.max_bytes // (1024 * 1024),
        )
    )
