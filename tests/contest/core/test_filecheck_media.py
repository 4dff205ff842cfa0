"""Pictures and videos that are broken, too large, or something else."""

import struct
import zlib

import pytest

from contest.core.filecheck import BadFile, check_file
from tests.contest.core.filesamples import box, mp4, picture


@pytest.fixture
def check(tmp_path):
    def run(content, name):
        path = tmp_path / "upload"
        path.write_bytes(content)
        return check_file(path, name=name, kinds=["png", "jpg", "mp4"], limit_bytes=10**8)

    return run


def reason(check, content, name):
    with pytest.raises(BadFile) as caught:
        check(content, name)
    return caught.value.reason


def chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def flood(width, height):
    """Return a PNG of a few kilobytes that claims a huge picture."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(bytes(1_000_000))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("side", [8001, 60_000])
def test_a_flood_of_pixels_is_refused(check, side):
    assert "超过上限 6400 万像素" in reason(check, flood(side, side), "a.png")


@pytest.mark.parametrize(("form", "name"), [("PNG", "a.png"), ("JPEG", "a.jpg")])
def test_a_cut_off_picture_is_refused(check, form, name):
    content = picture(form, (200, 200))

    assert "图片已损坏" in reason(check, content[: len(content) // 2], name)


def test_a_png_with_a_changed_byte_is_refused(check):
    content = bytearray(picture("PNG"))
    content[60] ^= 0xFF

    assert "图片已损坏" in reason(check, bytes(content), "a.png")


def test_a_picture_that_is_only_a_signature_is_refused(check):
    assert "图片已损坏" in reason(check, b"\xff\xd8\xff\xe0", "a.jpg")


@pytest.mark.parametrize("brand", [b"isom", b"mp42", b"avc1", b"iso5"])
def test_a_plain_video_is_accepted(check, brand):
    assert check(mp4(brand), "路演.mp4").mimetype == "video/mp4"


def test_a_last_box_without_a_size_and_a_long_size_are_understood(check):
    rest = struct.pack(">I4s", 0, b"mdat") + bytes(99)
    long = struct.pack(">I4sQ", 1, b"free", 16 + 5) + bytes(5)
    film = mp4()[: -(8 + 500)]

    assert check(film + long + rest, "a.mp4").size == len(film) + 21 + 107


def test_a_quicktime_film_is_told_to_become_mp4(check):
    assert "不是标准的 MP4" in reason(check, mp4(b"qt  "), "a.mp4")


@pytest.mark.parametrize(
    "content",
    [
        mp4()[:-1],
        mp4() + b"tail",
        mp4()[:24],
        box(b"ftyp", b"isom" + bytes(4)) + box(b"mdat", bytes(50)),
        box(b"ftyp", b"isom" + bytes(4)) + box(b"moov", bytes(50)),
        mp4() + struct.pack(">I4s", 4, b"free"),
        mp4() + struct.pack(">I4sQ", 1, b"free", 2**63),
        b"\0\0\0\x08ftyp",
    ],
    ids=["cut", "tail", "head only", "no index", "no film", "small box", "huge box", "no brand"],
)
def test_a_video_whose_boxes_do_not_add_up_is_refused(check, content):
    assert "视频不完整或已损坏" in reason(check, content, "a.mp4")
