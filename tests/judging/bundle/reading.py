"""A bundle taken apart, for the tests that look into it."""

from __future__ import annotations

import io
import json
from typing import Any
from zipfile import ZipFile

from judging.bundling import write_bundle


def made(contest, *, opens: bool = False) -> bytes:
    """Return the bundle of a contest as it is now."""
    stream = io.BytesIO()
    write_bundle(contest, stream, opens=opens)
    return stream.getvalue()


def taken_apart(archive: bytes) -> dict[str, Any]:
    """Return what each file says by its name without its kind: an object, or rows."""
    files = files_of(archive)
    del files["manifest.sig"]
    return {name.partition(".")[0]: _content(name, data) for name, data in files.items()}


def files_of(archive: bytes) -> dict[str, bytes]:
    """Return the bytes of each file by name."""
    with ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def _content(name: str, data: bytes) -> Any:
    if name.endswith(".jsonl"):
        return [json.loads(line) for line in data.splitlines()]
    return data.decode() if name.endswith(".txt") else json.loads(data)
