"""Uploads on their way: parts arrive in order into one file on the local disk.

An upload is a file ``<id>.part``. Once it is sealed for checking it is called
``<id>.sealed`` and takes nothing more, so what was checked is what is kept.
"""

from __future__ import annotations

import fcntl
import io
import logging
import os
import re
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO

from contest.core.storage.digest import digest_of
from contest.core.storage.refusals import (
    Stored,
    TooLarge,
    UnknownUpload,
    UploadBusy,
    UploadSealed,
    WrongOffset,
)

log = logging.getLogger(__name__)

_ID = re.compile(r"[0-9a-f]{32}")
_BITE = 256 * 1024


class Staging:
    """The folder of unfinished uploads, used by every kind of storage."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def begin(self) -> str:
        """Return the id of a new, empty upload: 122 random bits that nobody guesses."""
        upload_id = uuid.uuid4().hex
        os.close(os.open(self._part(upload_id), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        return upload_id

    def offset(self, upload_id: str) -> int:
        """Return how many bytes have arrived."""
        return self._existing(upload_id).stat().st_size

    def append(self, upload_id: str, offset: int, stream: BinaryIO, *, limit: int) -> int:
        """Add the stream's bytes at ``offset`` and return the new offset, once it is on disk.

        ``limit`` is the whole file's, in bytes. Raises ``WrongOffset`` with the
        offset to go on from, ``TooLarge`` (this part is then taken back),
        ``UploadBusy`` while another part is arriving, ``UploadSealed`` after
        sealing. If the stream breaks, what came of it stays.
        """
        with self._locked(upload_id) as part:
            actual = part.seek(0, os.SEEK_END)
            if offset != actual:
                raise WrongOffset(actual)
            try:
                return _copy(stream, part, at=actual, limit=limit)
            finally:
                part.flush()
                os.fsync(part.fileno())

    def seal(self, upload_id: str) -> Path:
        """Close the upload for further parts and return its file's path, for checking.

        Sealing again returns the same path.
        """
        sealed = self._sealed(upload_id)
        try:
            with self._locked(upload_id):
                self._part(upload_id).rename(sealed)
        except UploadSealed:
            return sealed
        return sealed

    def measure(self, upload_id: str) -> tuple[Path, Stored]:
        """Return the sealed file's path, digest and size, the file being on disk.

        The parts of an upload come in several requests, so the digest is taken
        of the whole: of exactly those bytes that will be kept.
        """
        path = self.seal(upload_id)
        with _opened(path) as file:
            digest = digest_of(file)
            os.fsync(file.fileno())
            return path, Stored(digest, file.tell())

    def discard(self, upload_id: str) -> None:
        """Forget the upload, whatever state it is in; no error if it is gone."""
        for path in (self._part(upload_id), self._sealed(upload_id)):
            path.unlink(missing_ok=True)

    def sweep(self, *, older_than: timedelta) -> int:
        """Discard the uploads that nothing was added to for so long; return how many."""
        newest = time.time() - older_than.total_seconds()
        return sum(_unlink_stale(path, newest) for path in self.folder.iterdir())

    def ready(self) -> bool:
        """Tell whether the folder takes a file now: it is there, ours and has room."""
        try:
            upload_id = self.begin()
            self.append(upload_id, 0, io.BytesIO(b"room"), limit=4)
            self.discard(upload_id)
        except OSError:
            log.exception("No upload can be taken in %s", self.folder)
            return False
        return True

    def _part(self, upload_id: str) -> Path:
        if not _ID.fullmatch(upload_id):
            raise UnknownUpload
        return self.folder / f"{upload_id}.part"

    def _sealed(self, upload_id: str) -> Path:
        return self._part(upload_id).with_suffix(".sealed")

    def _existing(self, upload_id: str) -> Path:
        for path in (self._part(upload_id), self._sealed(upload_id)):
            if path.exists():
                return path
        raise UnknownUpload

    @contextmanager
    def _locked(self, upload_id: str) -> Iterator[BinaryIO]:
        """Open the part's file for us alone, among all processes of this machine."""
        path = self._part(upload_id)
        try:
            part = path.open("r+b")
        except FileNotFoundError:
            raise self._gone(upload_id) from None
        with part:
            try:
                fcntl.flock(part, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise UploadBusy from None
            # It may have been sealed or discarded between our opening and our locking.
            if not path.exists():
                raise self._gone(upload_id)
            yield part

    def _gone(self, upload_id: str) -> UnknownUpload | UploadSealed:
        return UploadSealed() if self._sealed(upload_id).exists() else UnknownUpload()


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except FileNotFoundError:
        raise UnknownUpload from None


def _unlink_stale(path: Path, newest: float) -> bool:
    try:
        stale = path.stat().st_mtime < newest
    except FileNotFoundError:
        return False  # finished or discarded while we looked
    if stale:
        path.unlink(missing_ok=True)
    return stale


def _copy(stream: BinaryIO, part: BinaryIO, *, at: int, limit: int) -> int:
    end = at
    while bite := stream.read(_BITE):
        end += len(bite)
        if end > limit:
            part.truncate(at)
            raise TooLarge(limit)
        part.write(bite)
    return end
