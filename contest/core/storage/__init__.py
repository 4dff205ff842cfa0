"""Uploads and the files they become, on disk or in an S3-compatible store."""

from __future__ import annotations

import tempfile
from pathlib import Path

from contest.core.storage.base import Storage
from contest.core.storage.disk import DiskStorage
from contest.core.storage.names import clean_name
from contest.core.storage.refusals import (
    NotKept,
    NotStored,
    StorageRefusal,
    Stored,
    TooLarge,
    UnknownUpload,
    UploadBusy,
    UploadSealed,
    WrongOffset,
)

__all__ = [
    "DiskStorage",
    "NotKept",
    "NotStored",
    "Storage",
    "StorageRefusal",
    "Stored",
    "TooLarge",
    "UnknownUpload",
    "UploadBusy",
    "UploadSealed",
    "WrongOffset",
    "clean_name",
    "storage_from",
]


def storage_from(place: str | Path, *, staging: Path | None = None) -> Storage:
    """Return the storage at a folder, or at ``s3://bucket/prefix?endpoint=https://…``.

    ``staging`` is the local folder for uploads on their way to S3. It must be
    the same for all web processes of a machine, and survive its restart for
    uploads to be resumed after one. On disk, uploads stay in the folder itself.
    """
    if not str(place).startswith("s3://"):
        return DiskStorage(Path(str(place).removeprefix("file://")))
    from contest.core.storage.s3 import S3Storage  # noqa: PLC0415 -- boto3 only where it is used

    default = Path(tempfile.gettempdir()) / "jiebang-staging"
    return S3Storage(str(place), staging=staging or default)
