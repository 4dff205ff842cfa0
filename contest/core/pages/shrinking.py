"""Make a small picture of a file: of a photograph, or of a PDF's first page. Runs in the child."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import pypdfium2 as pdfium
from PIL import Image, ImageOps

from contest.core.filecheck.image import MAX_PIXELS
from contest.core.sandbox import Rejected

# Many times what is kept; a page reaches it only where it is a hundred times as tall as wide.
_MAX_DRAWN = 4_000_000
_FORMATS = {"png": "PNG", "jpg": "JPEG"}
_QUALITY = 82


def shrink(request: Mapping[str, Any]) -> bytes:
    """Return the page or picture as a JPEG of exactly the wanted size, on white.

    Nothing else of the file is in it: no place, no camera, no comment.
    """
    size = (request["width"], request["height"])
    draw = _first_page if request["kind"] == "pdf" else _picture
    white = Image.new("RGBA", size, "white")
    white.alpha_composite(_framed(draw(request["path"], request["kind"], size), size))
    jpeg = io.BytesIO()
    white.convert("RGB").save(jpeg, "JPEG", quality=_QUALITY)
    return jpeg.getvalue()


def _framed(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Return the top of what is tall, and the whole of what is wide with nothing around it."""
    if picture.width <= picture.height:
        return ImageOps.fit(picture, size, centering=(0.5, 0))
    band = max(size[1] // 4, round(size[0] * picture.height / picture.width))
    return ImageOps.pad(ImageOps.fit(picture, (size[0], band)), size)


def _first_page(path: str, _kind: str, size: tuple[int, int]) -> Image.Image:
    with pdfium.PdfDocument(path) as document:
        page = document[0]
        wide, tall = (max(1.0, side) for side in page.get_size())
        scale = max(size[0] / wide, size[1] / tall)
        bitmap = page.render(scale=min(scale, (_MAX_DRAWN / (wide * tall)) ** 0.5))
        return bitmap.to_pil().convert("RGBA")


def _picture(path: str, kind: str, size: tuple[int, int]) -> Image.Image:
    with Image.open(path, formats=[_FORMATS[kind]]) as image:
        if image.width * image.height > MAX_PIXELS:
            raise Rejected("图片像素过多。")
        # Decoded small where the format can; the rest is left out before anything copies it.
        image.thumbnail((size[0] * 8, size[1] * 8))
        return ImageOps.exif_transpose(image).convert("RGBA")
