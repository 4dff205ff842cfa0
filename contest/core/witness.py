"""The witness file: every signed head once more, beside the database and outside its backups.

A head in it that the database cannot follow tells that an older database was put back, or that
its log was written anew. The file only grows; whoever can, keeps it on another disk
(``HEADS_FILE``).
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import structlog
from flask import current_app

log = structlog.get_logger()

NAME = "heads.jsonl"
Signed = dict[str, Any]


def path() -> Path:
    """Return where the witness file of this machine is."""
    given = current_app.config["HEADS_FILE"]
    return Path(given) if given else Path(current_app.config["DATA_DIR"]) / NAME


def note(*heads: Signed) -> None:
    """Put signed heads at the end of the file, on the disk on return; each is there once.

    A disk that fails does not undo what a head was signed for: the log of the machine tells,
    and the next night's check writes what is missing.
    """
    lines = [json.dumps(head, sort_keys=True, separators=(",", ":")).encode() for head in heads]
    try:
        _append(lines)
    except OSError as trouble:
        log.exception("heads not witnessed", count=len(lines), trouble=str(trouble))


def _append(lines: list[bytes]) -> None:
    descriptor = os.open(path(), os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # until it is closed
        there = file.read()
        known = set(there.split(b"\n"))
        new = [line + b"\n" for line in dict.fromkeys(lines) if line not in known]
        if not new:
            return
        broken_off = there and not there.endswith(b"\n")
        file.write((b"\n" if broken_off else b"") + b"".join(new))
        file.flush()
        os.fsync(file.fileno())


def heads_in(file: Path) -> Iterator[Signed]:
    """Yield the signed heads of a file, one a line; what a power cut left half written is none.

    Raise OSError where it cannot be read.
    """
    for line in file.read_bytes().splitlines():
        if (head := _head(line)) is not None:
            yield head


def kept() -> list[Signed]:
    """Return the heads of this machine's file; none where there is none yet."""
    try:
        return list(heads_in(path()))
    except FileNotFoundError:
        return []


def _head(line: bytes) -> Signed | None:
    try:
        head = json.loads(line)
    except ValueError:
        return None
    return head if isinstance(head, dict) and _is_whole(head) else None


def _is_whole(head: Signed) -> bool:
    texts = ("chain", "digest", "root", "at", "key", "signature")
    return isinstance(head.get("size"), int) and all(isinstance(head.get(t), str) for t in texts)
