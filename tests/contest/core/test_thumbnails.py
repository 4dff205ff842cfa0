"""Thumbnails: what is on them, what is left out of them, and what they may cost."""

from __future__ import annotations

import io
import os
import struct
import time
import zlib
from pathlib import Path

import pytest
from flask import current_app
from PIL import Image
from structlog.testing import capture_logs

from contest.core.intake import storage
from contest.core.storage import NotStored
from contest.core.thumbnails import HEIGHT, WIDTH, thumbnail
from tests.contest.core.filesamples import coloured_pdf

pytestmark = [pytest.mark.sqlite_only, pytest.mark.usefixtures("app")]
DAY = 24 * 60 * 60


def kept(content: bytes) -> str:
    return storage().put_bytes(content).digest


def shown(content: bytes, kind: str) -> Image.Image:
    drawn = thumbnail(kept(content), kind=kind)
    assert drawn
    return Image.open(io.BytesIO(drawn))


def saved(image: Image.Image, form: str, **options) -> bytes:
    file = io.BytesIO()
    image.save(file, form, **options)
    return file.getvalue()


def split(size, *colours, mode="RGB"):
    """Return a picture of two halves, one above the other."""
    image = Image.new(mode, size, colours[0])
    image.paste(colours[1], (0, size[1] // 2, *size))
    return image


def is_near(pixel, colour):
    return all(abs(a - b) < 16 for a, b in zip(pixel[:3], colour, strict=True))


def the_place() -> Path:
    (place,) = Path(current_app.config["DATA_DIR"], "thumbnails").rglob("*.*")
    return place


RED, BLUE, WHITE = (255, 0, 0), (0, 0, 255), (255, 255, 255)


def test_of_a_pdf_the_first_page_is_shown():
    image = shown(coloured_pdf("red", "blue"), "pdf")

    assert (image.format, image.size) == ("JPEG", (WIDTH, HEIGHT))
    assert is_near(image.getpixel((64, 80)), RED)


@pytest.mark.parametrize("size", [(595, 842), (842, 595), (10, 14_400), (14_400, 10), (3, 3)])
def test_pages_of_any_shape_fill_the_same_box(size):
    image = shown(coloured_pdf("red", size=size), "pdf")

    assert image.size == (WIDTH, HEIGHT)
    assert is_near(image.getpixel((64, 80)), RED)


@pytest.mark.parametrize(("form", "kind"), [("PNG", "png"), ("JPEG", "jpg")])
def test_of_a_tall_picture_the_top_is_shown(form, kind):
    image = shown(saved(split((400, 4000), RED, BLUE), form), kind)

    assert is_near(image.getpixel((64, 150)), RED)


def test_a_slide_is_shown_whole():
    slide = split((1600, 900), RED, BLUE)
    slide.paste(WHITE, (100, 100, 1500, 800))

    image = shown(saved(slide, "PNG"), "png")

    rows = [image.getpixel((64, y)) for y in (50, 80, 110)]
    assert [is_near(row, colour) for row, colour in zip(rows, (RED, WHITE, BLUE), strict=True)]
    assert is_near(image.getpixel((3, 60)), RED)
    assert is_near(image.getpixel((64, 10)), WHITE)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK"])
def test_pictures_of_every_mode_are_shown(mode):
    form, kind = ("JPEG", "jpg") if mode == "CMYK" else ("PNG", "png")

    assert shown(saved(Image.new(mode, (300, 300)), form), kind).size == (WIDTH, HEIGHT)


def test_what_is_transparent_is_white():
    image = shown(saved(Image.new("RGBA", (300, 300)), "PNG"), "png")

    assert is_near(image.getpixel((64, 80)), WHITE)


def test_a_photograph_stands_upright_and_tells_nothing_of_where_it_was_taken():
    exif = Image.Exif()
    exif[0x0112] = 3  # turned by 180 degrees
    exif[0x010F] = "some camera"
    taken = split((400, 500), RED, BLUE)

    image = shown(saved(taken, "JPEG", exif=exif, comment=b"some place"), "jpg")

    assert is_near(image.getpixel((64, 20)), BLUE)
    assert dict(image.getexif()) == {}
    assert "comment" not in image.info


def _chunk(kind: bytes, content: bytes) -> bytes:
    checked = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", checked)


def a_bomb(side: int) -> bytes:
    """Return a PNG of a few bytes that claims very many pixels."""
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 100_000)
    return (
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7 nothing", "pdf"),
        (b"", "pdf"),
        (a_bomb(9_000), "png"),
        (a_bomb(60_000), "png"),
        (b"\xff\xd8\xff broken", "jpg"),
        (coloured_pdf("red"), "png"),  # named as what it is not
    ],
)
def test_what_cannot_be_drawn_is_logged_and_not_tried_at_every_look(content, kind):
    digest = kept(content)

    with capture_logs() as lines:
        looks = [thumbnail(digest, kind=kind) for _ in range(2)]

    assert looks == [None, None]
    assert [(line["event"], line["digest"]) for line in lines] == [("thumbnail not drawn", digest)]


def test_what_could_not_be_drawn_is_tried_again_after_a_day():
    digest = kept(b"%PDF-1.7 nothing")
    thumbnail(digest, kind="pdf")
    os.utime(the_place(), (time.time() - 2 * DAY,) * 2)

    with capture_logs() as lines:
        assert thumbnail(digest, kind="pdf") is None

    assert len(lines) == 1


def test_a_thumbnail_is_made_once_and_others_on_the_machine_do_not_read_it():
    digest = kept(coloured_pdf("red"))
    first = thumbnail(digest, kind="pdf")
    place = the_place()
    before = place.stat().st_mtime_ns

    assert thumbnail(digest, kind="pdf") == first
    assert place.stat().st_mtime_ns == before
    assert place.parent.stat().st_mode & 0o077 == 0


def test_a_file_that_is_not_there_has_none():
    with pytest.raises(NotStored):
        thumbnail("f" * 64, kind="pdf")


def test_without_room_to_keep_it_it_is_still_shown():
    digest = kept(coloured_pdf("red"))
    Path(current_app.config["DATA_DIR"], "thumbnails").symlink_to("nowhere")

    with capture_logs() as lines:
        assert thumbnail(digest, kind="pdf")

    assert [line["event"] for line in lines] == ["thumbnail not kept"]
