"""The address of content: its sha256."""

from __future__ import annotations

import hashlib
import re
from typing import BinaryIO

from contest.core.storage.refusals import NotStored

_DIGEST = re.compile(r"[0-9a-f]{64}")
_BITE = 1024 * 1024


def digest_of(file: BinaryIO) -> str:
    """Return the sha256, in hexadecimal, of the file from where it stands to its end."""
    digest = hashlib.sha256()
    while bite := file.read(_BITE):
        digest.update(bite)
    return digest.hexdigest()


def is_digest(text: str) -> bool:
    """Tell whether the text is a sha256 as we write it."""
    return _DIGEST.fullmatch(text) is not None


def content_key(digest: str) -> str:
    """Return where content is kept: ``ab/cd/<digest>``. Raises ``NotStored`` for no digest."""
    if not is_digest(digest):
        raise NotStored(digest)
    return f"{digest[:2]}/{digest[2:4]}/{digest}"
