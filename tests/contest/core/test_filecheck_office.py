"""Office files that carry more than a document."""

import struct
from zipfile import ZIP_BZIP2

import pytest

from contest.core.filecheck import BadFile, check_file
from tests.contest.core.filesamples import MAINS, OOXML, office, relation, workbook

VBA = '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
MACRO_MAIN = (
    '<Override PartName="/xl/m.xml" '
    'ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/>'
)
OLD_MACRO = '<Override PartName="/xl/m.xml" ContentType="application/vnd.ms-excel.macrosheet+xml"/>'
KINDS = ["docx", "pptx", "xlsx"]


@pytest.fixture
def check(tmp_path):
    def run(content, kind="docx"):
        path = tmp_path / "upload"
        path.write_bytes(content)
        return check_file(path, name=f"a.{kind}", kinds=KINDS, limit_bytes=10**8)

    return run


def reason(check, content, kind="docx"):
    with pytest.raises(BadFile) as caught:
        check(content, kind)
    return caught.value.reason


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("parts", "types"),
    [
        ({"word/vbaProject.bin": b"\1"}, ""),
        ({}, VBA),
        ({"xl/m.xml": "<a/>"}, MACRO_MAIN),
        ({"xl/m.xml": "<a/>"}, OLD_MACRO),
        ({"ppt/embeddings/book.XLSM": b"PK"}, ""),
    ],
    ids=["a VBA project", "a declared one", "a macro type", "an old macro sheet", "one embedded"],
)
def test_macros_are_refused(check, kind, parts, types):
    assert reason(check, office(kind, parts, types=types), kind) == (
        f"文件含有宏或 ActiveX 控件。请另存为不含宏的 .{kind} 后再上传。"
    )


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("image", "http://198.51.100.1/pixel.png"),
        ("attachedTemplate", "file:///C:/a.dotm"),
        ("oleObject", "https://example.com/a"),
        ("externalLinkPath", "other.xlsx"),
        ("hyperlink", "file://198.51.100.1/share/a"),
        ("hyperlink", "\\\\198.51.100.1\\share"),
        ("hyperlink", "javascript:alert(1)"),
        ("hyperlink", " ms-msdt:/id"),
    ],
)
def test_what_reaches_outside_is_refused(check, kind, target):
    parts = {"word/_rels/document.xml.rels": relation(kind, target)}

    assert "外部内容" in reason(check, office("docx", parts))


def test_a_link_to_another_program_is_refused(check):
    declared = (
        f'<Override PartName="/xl/e.xml" ContentType="{OOXML}.spreadsheetml.externalLink+xml"/>'
    )
    link = '<externalLink><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'

    assert "外部内容" in reason(check, office("xlsx", {"xl/e.xml": link}, types=declared), "xlsx")


@pytest.mark.parametrize("target", ["https://example.com", "mailto:a@b.cn", "附件一.pdf", "#书签"])
def test_a_link_to_click_is_accepted(check, target):
    parts = {"word/_rels/document.xml.rels": relation("hyperlink", target)}

    assert check(office("docx", parts)).kind == "docx"


def test_a_document_type_with_entities_is_refused(check):
    entity = '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>'

    assert "外部内容" in reason(check, office("docx", {"word/notes.xml": entity}))


def test_a_part_that_grows_a_thousandfold_is_refused(check):
    assert "解压后异常巨大" in reason(check, office("docx", {"word/a.xml": b" " * 30_000_000}))


def test_a_bomb_whose_header_claims_little_is_refused(check):
    size = 30_000_000
    content = office("docx", {"word/media/a.bin": bytes(size)})

    lying = content.replace(struct.pack("<I", size), struct.pack("<I", 1000))

    assert lying != content
    with pytest.raises(BadFile):
        check(lying)


def test_more_parts_than_any_document_has_are_refused(check):
    parts = {f"a/{number}": b"" for number in range(20_001)}

    assert "解压后异常巨大" in reason(check, office("docx", parts))


def test_a_small_part_may_compress_well(check):
    assert check(office("docx", {"word/a.xml": "<a>" + " " * 900_000 + "</a>"})).kind == "docx"


@pytest.mark.parametrize(
    "name", ["../../etc/cron.d/a", "/etc/a", "word\\..\\..\\a", "WORD/Document.xml"]
)
def test_parts_with_odd_names_are_refused(check, name):
    assert "内部结构异常" in reason(check, office("docx", {name: b"a"}))


def test_a_compression_that_office_does_not_use_is_refused(check):
    assert "内部结构异常" in reason(check, office("docx", compression=ZIP_BZIP2))


def test_a_part_with_a_password_is_refused(check):
    content = bytearray(office("docx"))
    directory = content.index(b"PK\1\2")
    content[directory + 8] |= 1

    assert "设有密码" in reason(check, bytes(content))


@pytest.mark.parametrize("keep", [30, -30])
def test_a_cut_off_workbook_is_refused(check, keep):
    assert "损坏或不完整" in reason(check, workbook()[:keep], "xlsx")


def test_a_changed_byte_is_found(check):
    content = bytearray(workbook())
    content[60] ^= 0xFF

    assert "损坏或不完整" in reason(check, bytes(content), "xlsx")


@pytest.mark.parametrize(
    "parts",
    [{"[Content_Types].xml": None}, {MAINS["docx"][0]: None}, {"word/a.xml": "<a><b></a>"}],
    ids=["no types", "no main part", "XML that is none"],
)
def test_a_zip_that_is_no_document_is_refused(check, parts):
    assert "损坏或不完整" in reason(check, office("docx", parts))


def test_another_kind_of_document_is_named(check):
    assert reason(check, office("pptx"), "docx") == (
        "文件扩展名是 .docx，内容其实是 .pptx。请用原软件打开，另存为 .docx 后再上传。"
    )


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def test_an_encrypted_document_is_told_apart_from_an_old_one(check):
    encrypted = OLE + "EncryptedPackage".encode("utf-16-le")
    old = OLE + "WordDocument".encode("utf-16-le")

    assert reason(check, encrypted).startswith("文件设有打开密码")
    assert reason(check, old).startswith("文件是旧版 Office 格式")
