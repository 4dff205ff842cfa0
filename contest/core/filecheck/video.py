"""What an MP4 video must be to be accepted. Runs in the limited child.

Boxes as in ISO/IEC 14496-12 §4.2: four bytes of size, four of type; size 1
means eight more bytes of size, size 0 means "to the end of the file".
"""

from __future__ import annotations

import json
import os
import struct
from collections.abc import Mapping
from typing import IO, Any

from contest.core.sandbox import Rejected

# Registered brands (mp4ra.org) of plain MP4; "qt  " is QuickTime, which few tablets play.
_BRANDS = (b"isom", b"iso", b"mp4", b"avc1", b"M4V", b"MSNV", b"dash", b"3gp")
_DAMAGED = "视频不完整或已损坏。请重新导出为 MP4（H.264），确认能播放后再上传。"
_OTHER = "视频不是标准的 MP4。请用剪辑软件导出为 MP4（H.264）后再上传。"
# Fragmented films have two boxes for every few seconds.
_MAX_BOXES = 100_000


def inspect(request: Mapping[str, Any]) -> bytes:
    """Return ``{}``; reject a video whose boxes do not add up or that holds no film."""
    with open(request["path"], "rb") as file:  # noqa: PTH123 -- a string from the request
        _require_brand(file)
        boxes = _boxes(file)
    if b"moov" not in boxes or not boxes & {b"mdat", b"moof"}:
        raise Rejected(_DAMAGED)
    return json.dumps({}).encode()


def _require_brand(file: IO[bytes]) -> None:
    (size,) = struct.unpack(">I", file.read(4))
    if not 16 <= size <= 4096 or size % 4:  # noqa: PLR2004 -- type, brand, version; then brands
        raise Rejected(_DAMAGED)
    body = file.read(size - 4)[4:]
    brands = [body[0:4], *(body[at : at + 4] for at in range(8, len(body), 4))]
    if not any(brand.startswith(_BRANDS) for brand in brands):
        raise Rejected(_OTHER)
    file.seek(0)


def _boxes(file: IO[bytes]) -> set[bytes]:
    """Return the types of the boxes of the file, which must fill it exactly."""
    end = file.seek(0, os.SEEK_END)
    seen: set[bytes] = set()
    at = 0
    for _ in range(_MAX_BOXES):
        if at == end:
            return seen
        file.seek(at)
        size, kind = _box(file, left=end - at)
        seen.add(kind)
        at += size
    raise Rejected(_DAMAGED)


def _box(file: IO[bytes], *, left: int) -> tuple[int, bytes]:
    head = file.read(16)
    if len(head) < 8:  # noqa: PLR2004 -- a box's head
        raise Rejected(_DAMAGED)
    size, kind = struct.unpack(">I4s", head[:8])
    smallest = 8
    if size == 0:
        size = left
    elif size == 1:
        smallest, size = 16, int.from_bytes(head[8:16], "big")
    if not smallest <= size <= left:
        raise Rejected(_DAMAGED)
    return size, kind
