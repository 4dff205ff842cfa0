"""The storage of files: what each kind of it can do, and what they share."""

from __future__ import annotations

import io
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO

from contest.core.storage.refusals import Stored
from contest.core.storage.staging import Staging


class Storage(ABC):
    """Keeps content under its sha256. Uploads gather in ``staging`` on the local disk first."""

    def __init__(self, staging: Staging) -> None:
        self._staging = staging

    @abstractmethod
    def finish(self, upload_id: str) -> Stored:
        """Keep the upload for good and return its digest and size.

        On return the content survives a power cut (disk) or has been confirmed
        by its checksum (S3). Content that is already kept is kept once.
        """

    @abstractmethod
    def open(self, digest: str) -> BinaryIO:
        """Return the content, seekable. Raises ``NotStored``."""

    @abstractmethod
    def exists(self, digest: str) -> bool:
        """Tell whether the content is kept."""

    @abstractmethod
    def local_path(self, digest: str) -> AbstractContextManager[Path]:
        """Give the content as a file on this machine while the block runs."""

    @abstractmethod
    def digests(self) -> Iterator[str]:
        """Yield the digest of everything kept, in no order."""

    @abstractmethod
    def ready(self) -> bool:
        """Tell whether content can be kept now; never raises."""

    def begin(self) -> str:
        """Return the id of a new upload."""
        return self._staging.begin()

    def offset(self, upload_id: str) -> int:
        """Return how many bytes of the upload have arrived. Raises ``UnknownUpload``."""
        return self._staging.offset(upload_id)

    def append(self, upload_id: str, offset: int, stream: BinaryIO, *, limit: int) -> int:
        """Add a part and return the new offset; see ``Staging.append`` for the refusals."""
        return self._staging.append(upload_id, offset, stream, limit=limit)

    def seal(self, upload_id: str) -> Path:
        """Close the upload for further parts and return its path, to be checked."""
        return self._staging.seal(upload_id)

    def discard(self, upload_id: str) -> None:
        """Forget an upload that is not wanted."""
        self._staging.discard(upload_id)

    def sweep(self, *, older_than: timedelta) -> int:
        """Forget the uploads abandoned for so long; return how many."""
        return self._staging.sweep(older_than=older_than)

    def put_bytes(self, content: bytes) -> Stored:
        """Keep content made by us."""
        upload_id = self.begin()
        self.append(upload_id, 0, io.BytesIO(content), limit=len(content))
        return self.finish(upload_id)
