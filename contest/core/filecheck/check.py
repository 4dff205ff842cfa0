"""Decide whether an uploaded file is what it says and can do no harm."""

from __future__ import annotations

import json
import logging
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from contest.core import sandbox
from contest.core.filecheck.kinds import KINDS, Kind, kind_of_name, require_signature
from contest.core.filecheck.reasons import BadFile
from contest.core.storage.names import clean_name

log = logging.getLogger(__name__)

# A proposal with annexes rarely passes 300 pages; a judge's page shows them one by one.
MAX_PAGES = 500


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """An accepted file: its cleaned name, kind, media type, bytes, and pages of a PDF."""

    name: str
    kind: str
    mimetype: str
    size: int
    pages: int | None = None


def check_file(
    path: Path,
    *,
    name: str,
    kinds: Collection[str],
    limit_bytes: int,
    max_pages: int = MAX_PAGES,
) -> CheckedFile:
    """Return what the file is, or raise ``BadFile`` with what its owner should do.

    ``name`` is what the sender calls it; ``kinds`` are keys of ``KINDS``. A
    file of exactly ``limit_bytes`` is accepted. Nothing is read beyond the
    first bytes in this process: the structure is read in a limited child.
    """
    shown = clean_name(name)
    kind = kind_of_name(shown, kinds=kinds)
    size = _size(path, limit_bytes)
    require_signature(path, kind)
    found = _inspect(path, kind, max_pages=max_pages)
    return CheckedFile(shown, kind.name, kind.mimetype, size, found.get("pages"))


def accepted_extensions(kinds: Collection[str]) -> str:
    """Return the ``accept`` attribute of a file field, such as ``.pdf,.jpg,.jpeg``."""
    return ",".join(f".{each}" for kind in kinds for each in KINDS[kind].extensions)


def _size(path: Path, limit_bytes: int) -> int:
    size = path.stat().st_size
    if size == 0:
        raise BadFile("文件是空的（0 字节）。请检查原文件能否打开，再重新上传。")
    if size > limit_bytes:
        raise BadFile(
            f"文件 {_mib(size)}，超过上限 {_mib(limit_bytes)}。请压缩其中的图片或拆分后再上传。"
        )
    return size


def _mib(size: int) -> str:
    """Return a size for people, exact in bytes where rounding would hide the difference."""
    mib = 1024 * 1024
    return f"{size // mib} MB" if size % mib == 0 else f"{size:,} 字节"


def _inspect(path: Path, kind: Kind, *, max_pages: int) -> dict[str, int]:
    request = {"path": str(path.resolve()), "kind": kind.name, "max_pages": max_pages}
    try:
        answer = sandbox.run_limited(kind.inspector, request)
    except sandbox.Rejected as rejected:
        raise BadFile(rejected.reason) from None
    except sandbox.ChildFailed as failed:
        log.warning("The check of a %s gave no answer: %s", kind.name, failed)
        raise BadFile(_no_answer(failed, kind)) from failed
    found: dict[str, int] = json.loads(answer)
    return found


def _no_answer(failed: sandbox.ChildFailed, kind: Kind) -> str:
    if isinstance(failed, sandbox.OutOfTime):
        return "文件过于复杂，检查超时。请减少页数或图片后再上传；若仍不行，请联系组委会。"
    if isinstance(failed, sandbox.OutOfMemory):
        return "文件展开后过大，无法检查。请压缩其中的图片或拆分后再上传。"
    return f"文件已损坏，无法读取。请用原软件打开，另存为 .{kind.name} 后再上传。"
