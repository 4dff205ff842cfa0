"""What a picture must be to be accepted. Runs in the limited child."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from PIL import Image

from contest.core.sandbox import Rejected

# The largest pictures of current telephones have 50 million pixels (8192 × 6144).
MAX_PIXELS = 64_000_000
_FORMATS = {"png": "PNG", "jpg": "JPEG"}
_DAMAGED = "图片已损坏或不完整。请重新导出或重新拍摄后再上传。"


def inspect(request: Mapping[str, Any]) -> bytes:
    """Return ``{}``; reject a damaged or cut-off picture, or one of too many pixels."""
    path, formats = request["path"], [_FORMATS[request["kind"]]]
    try:
        _look(path, formats)
    except Image.DecompressionBombError:
        raise Rejected(_too_large("过多")) from None
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, OverflowError):
        # What Pillow raises for broken pictures, by format; see its documentation of Image.open.
        raise Rejected(_DAMAGED) from None
    return json.dumps({}).encode()


def _look(path: str, formats: list[str]) -> None:
    with Image.open(path, formats=formats) as image:
        if image.width * image.height > MAX_PIXELS:
            raise Rejected(_too_large(f"为 {image.width} × {image.height}"))
        image.verify()
    # Checking the chunks uses the picture up; reading every pixel needs it opened again.
    with Image.open(path, formats=formats) as image:
        image.load()


def _too_large(pixels: str) -> str:
    return f"图片像素{pixels}，超过上限 {MAX_PIXELS // 10_000} 万像素。请缩小尺寸后再上传。"
