"""Files kept in a folder of this machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from contest.core.storage.base import Storage
from contest.core.storage.digest import content_key, is_digest
from contest.core.storage.durable import fsync_folder, make_folder
from contest.core.storage.refusals import NotStored, Stored, UnknownUpload
from contest.core.storage.staging import Staging


class DiskStorage(Storage):
    """Content in ``<root>/ab/cd/<digest>``, uploads in ``<root>/staging`` on the same disk."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        make_folder(self.root)
        super().__init__(Staging(self.root / "staging"))

    def finish(self, upload_id: str) -> Stored:
        path, stored = self._staging.measure(upload_id)
        kept = self.root / content_key(stored.digest)
        kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            # Over the same content, if it is there: readers keep what they opened.
            path.replace(kept)
        except FileNotFoundError:
            raise UnknownUpload from None
        # The folders above may be new, and made by someone who has not synced them yet.
        for folder in (kept.parent, kept.parent.parent, self.root):
            fsync_folder(folder)
        return stored

    def open(self, digest: str) -> BinaryIO:
        return self._kept(digest).open("rb")

    def exists(self, digest: str) -> bool:
        return is_digest(digest) and (self.root / content_key(digest)).is_file()

    @contextmanager
    def local_path(self, digest: str) -> Iterator[Path]:
        yield self._kept(digest)

    def digests(self) -> Iterator[str]:
        for path in self.root.glob("??/??/*"):
            yield path.name

    def ready(self) -> bool:
        return self._staging.ready()

    def _kept(self, digest: str) -> Path:
        path = self.root / content_key(digest)
        if not path.is_file():
            raise NotStored(digest)
        return path
