"""A zip of any size, written as its files come, that knows what went into it."""

from __future__ import annotations

import hashlib
import io
from collections import Counter
from datetime import datetime
from typing import IO, Self
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from awards.archive.index import Member

BITE = 1 << 18
# Compressed already: to try again costs time and gains nothing.
STORED = (".zip", ".docx", ".pdf")


class Packer:
    """Adds files one after the other; holds none of them, only what the index says of them."""

    def __init__(self, to: IO[bytes], *, at: datetime) -> None:
        """Begin the zip; ``at`` is the time that all its files bear."""
        self._zip = ZipFile(to, "w", allowZip64=True)
        self._at = (at.year, at.month, at.day, at.hour, at.minute, at.second)
        self.members: list[Member] = []

    def add(self, path: str, content: bytes, *, kind: str, title: str) -> None:
        """Add what is at hand."""
        self.pour(path, io.BytesIO(content), kind=kind, title=title)

    def pour(self, path: str, file: IO[bytes], *, kind: str, title: str) -> None:
        """Add a file from where it stands, bite by bite."""
        member, digest, size = ZipInfo(path, self._at), hashlib.sha256(), 0
        member.compress_type = ZIP_STORED if path.endswith(STORED) else ZIP_DEFLATED
        with self._zip.open(member, "w", force_zip64=True) as out:
            while bite := file.read(BITE):
                out.write(bite)
                digest.update(bite)
                size += len(bite)
        self.members.append(Member(path, kind, title, size, digest.hexdigest()))

    def folders(self) -> dict[str, int]:
        """Return how many files each folder has, in the order they came."""
        return dict(Counter(one.path.rpartition("/")[0] for one in self.members))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_why: object) -> None:
        """Write the end; where it is given up too, or Python would later, to a closed file."""
        self._zip.close()
