"""What storage gives back, and what it refuses."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stored:
    """Content that is kept: its sha256 in hexadecimal, its bytes."""

    digest: str
    size: int


class StorageRefusal(Exception):
    """An upload or a read cannot be done as asked."""


class UnknownUpload(StorageRefusal):
    """There is no upload of this id (any more)."""


class UploadBusy(StorageRefusal):
    """Another part of the same upload is arriving; try again in a moment."""


class UploadSealed(StorageRefusal):
    """The upload is complete and takes no more parts."""


class WrongOffset(StorageRefusal):
    """The part does not begin where the last one ended; go on from ``actual``."""

    def __init__(self, actual: int) -> None:
        super().__init__(actual)
        self.actual = actual


class TooLarge(StorageRefusal):
    """The upload would pass ``limit`` bytes; nothing of the part was kept."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit


class NotStored(StorageRefusal):
    """No content with this digest is kept."""


class NotKept(StorageRefusal):
    """The store did not confirm the content it was given; the upload is still there."""
