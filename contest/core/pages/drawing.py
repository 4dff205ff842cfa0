"""Count and draw the pages of a PDF. Runs in the limited child."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from typing import Any

import pypdfium2 as pdfium
from PIL import Image, ImageDraw, ImageFont

from contest.core.sandbox import Rejected

# A page of A0 drawn at a tablet's width has 2.8 million; only strange ones have more.
_MAX_PIXELS = 12_000_000
_SLANT = 30  # degrees
_INK = (90, 90, 90, 56)  # grey, one fifth covering: read through, yet seen on a photograph


def count(request: Mapping[str, Any]) -> bytes:
    """Return the number of pages as JSON."""
    with pdfium.PdfDocument(request["path"]) as document:
        return json.dumps(len(document)).encode()


def draw(request: Mapping[str, Any]) -> bytes:
    """Return the page as a PNG with the text across it; reject a page that is not there."""
    with pdfium.PdfDocument(request["path"]) as document:
        if not 1 <= request["number"] <= len(document):
            raise Rejected("没有这一页。")
        page = document[request["number"] - 1]
        bitmap = page.render(scale=_scale(page, request["width"]))
        picture = bitmap.to_pil().convert("RGBA")
    font = ImageFont.truetype(request["font"], size=max(14, picture.width // 36))
    picture.alpha_composite(_watermark(picture.size, request["text"], font))
    png = io.BytesIO()
    picture.convert("RGB").save(png, "PNG", compress_level=6)
    return png.getvalue()


def _scale(page: pdfium.PdfPage, width: int) -> float:
    """Return pixels per point for the wanted width, less for a page that would grow too tall."""
    wide, tall = (max(1.0, side) for side in page.get_size())
    scale = width / wide
    return float(min(scale, (_MAX_PIXELS / (wide * tall)) ** 0.5))


def _watermark(size: tuple[int, int], text: str, font: ImageFont.FreeTypeFont) -> Image.Image:
    """Return the text in slanting rows, staggered, over a picture of this size."""
    stamp = _stamp(text, font)
    layer = Image.new("RGBA", size)
    step_x, step_y = stamp.width + font.size * 3, stamp.height + font.size * 2
    for row, top in enumerate(range(-stamp.height // 2, size[1], round(step_y))):
        shift = -round(step_x / 2) * (row % 2)
        for left in range(shift, size[0], round(step_x)):
            layer.paste(stamp, (left, top))
    return layer


def _stamp(text: str, font: ImageFont.FreeTypeFont) -> Image.Image:
    left, top, right, bottom = font.getbbox(text)
    flat = Image.new("RGBA", (round(right - left) + 2, round(bottom - top) + 2))
    ImageDraw.Draw(flat).text((1 - left, 1 - top), text, font=font, fill=_INK)
    return flat.rotate(_SLANT, expand=True, resample=Image.Resampling.BICUBIC)
