"""Pages as pictures: the right page, the reader's name across it, within limits."""

import io

import pytest
from PIL import Image, ImageChops

from contest.core.pages import WIDTH, NoSuchPage, NotDrawn, chinese_font, page_count, page_image
from tests.contest.core.filesamples import coloured_pdf

READER = "评审专家 张三 11-22"


A4, A0 = (595, 842), (2384, 3370)


def make_pdf(path, *, colours=("red",), size=A4):
    path.write_bytes(coloured_pdf(*colours, size=size))
    return path


def drawn(path, number=1, reader=READER):
    return Image.open(io.BytesIO(page_image(path, number, reader=reader)))


def commonest(image):
    return max(image.getcolors(2**24))[1]


def test_pages_are_counted(tmp_path):
    assert page_count(make_pdf(tmp_path / "a.pdf", colours=["red"] * 7)) == 7


def test_each_number_shows_its_own_page(tmp_path):
    path = make_pdf(tmp_path / "a.pdf", colours=["red", "blue"])

    assert commonest(drawn(path, 1)) == (255, 0, 0)
    assert commonest(drawn(path, 2)) == (0, 0, 255)


@pytest.mark.parametrize("size", [A4, A4[::-1], A0, (100, 100)])
def test_a_page_is_as_wide_as_a_tablet_whatever_its_paper(tmp_path, size):
    image = drawn(make_pdf(tmp_path / "a.pdf", size=size))

    assert image.format == "PNG"
    assert abs(image.width - WIDTH) <= 1
    assert abs(image.height - WIDTH * size[1] / size[0]) <= 2


def test_a_page_of_absurd_height_stays_within_the_pixels(tmp_path):
    image = drawn(make_pdf(tmp_path / "a.pdf", size=(10, 14_400)))

    assert image.width * image.height < 13_000_000


def test_the_name_is_in_every_part_of_the_page(tmp_path):
    image = drawn(make_pdf(tmp_path / "a.pdf", colours=["white"]))
    wide, tall = image.width // 2, image.height // 3

    parts = [
        image.crop((x * wide, y * tall, (x + 1) * wide, (y + 1) * tall))
        for x in range(2)
        for y in range(3)
    ]

    assert all(len(part.getcolors(2**16)) > 10 for part in parts)


def test_another_reader_sees_another_watermark(tmp_path):
    path = make_pdf(tmp_path / "a.pdf")

    first, second = drawn(path, reader="张三"), drawn(path, reader="李四")

    assert ImageChops.difference(first, second).getbbox() is not None
    assert ImageChops.difference(first, drawn(path, reader="张三")).getbbox() is None


def test_the_font_has_the_characters_of_names():
    from fontTools.ttLib import TTCollection  # noqa: PLC0415 -- slow to load

    cmap = TTCollection(chinese_font()).fonts[0].getBestCmap()

    assert all(ord(character) in cmap for character in "张王李赵欧阳喆堃鑫·")


@pytest.mark.parametrize("reader", ["长" * 300, "张\n三\t", "<b>甲", "𠮷"])
def test_an_odd_name_still_marks_the_page(tmp_path, reader):
    image = drawn(make_pdf(tmp_path / "a.pdf", colours=["white"]), reader=reader)

    assert len(image.getcolors(2**24)) > 10


@pytest.mark.parametrize("reader", ["", " "])
def test_a_page_is_not_shown_to_nobody(tmp_path, reader):
    path = make_pdf(tmp_path / "a.pdf")

    with pytest.raises(ValueError, match="nobody"):
        page_image(path, 1, reader=reader)


@pytest.mark.parametrize("number", [0, 3, -1])
def test_a_page_that_is_not_there_is_refused(tmp_path, number):
    path = make_pdf(tmp_path / "a.pdf", colours=["red", "blue"])

    with pytest.raises(NoSuchPage):
        page_image(path, number, reader=READER)


def test_a_broken_pdf_is_not_drawn_and_the_reader_told(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 nothing")

    with pytest.raises(NotDrawn) as caught:
        page_image(tmp_path / "a.pdf", 1, reader=READER)

    assert "请下载原文件" in caught.value.reason
    with pytest.raises(NotDrawn):
        page_count(tmp_path / "a.pdf")
