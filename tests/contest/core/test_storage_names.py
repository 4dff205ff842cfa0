"""Names as people gave them, made safe."""

import unicodedata

import pytest
from flask import Flask, send_file
from hypothesis import given
from hypothesis import strategies as st

from contest.core.storage import clean_name


@pytest.mark.parametrize(
    ("original", "kept"),
    [
        ("智慧交通方案.pdf", "智慧交通方案.pdf"),
        ("C:\\资料\\方案 第二版.PDF", "方案 第二版.PDF"),
        ("../../etc/passwd", "passwd"),
        ("方案\u202efdp.exe", "方案fdp.exe"),
        ("方\u200b案\x00\r\n.pdf", "方案.pdf"),
        ("方案.pdf. ", "方案.pdf"),
        ("方案\u3000 终稿.pdf", "方案 终稿.pdf"),
        ('说明"<a>?.docx', "说明a.docx"),
        (".pdf", "未命名.pdf"),
        ("..", "未命名"),
        ("", "未命名"),
        ("e\u0301tude.pdf", "étude.pdf"),
        ("𠮷野家.pdf", "𠮷野家.pdf"),
        ("bad\udc80.pdf", "bad.pdf"),
    ],
)
def test_a_name_keeps_what_people_read_and_nothing_else(original, kept):
    assert clean_name(original) == kept


def test_a_long_name_is_cut_between_characters_and_keeps_its_extension():
    name = clean_name("长" * 100 + ".docx")

    assert name == "长" * 48 + ".docx"


def test_an_endless_extension_is_cut_like_the_rest():
    assert len(clean_name("a." + "长" * 200).encode()) <= 150


@given(st.text())
def test_any_name_becomes_a_safe_one_and_stays_it(original):
    name = clean_name(original)

    assert clean_name(name) == name
    assert 0 < len(name.encode()) <= 150
    assert unicodedata.is_normalized("NFC", name)
    assert not set(name) & set('/\\\r\n\x00"')


def test_a_chinese_name_comes_back_by_rfc_6266(tmp_path):
    (tmp_path / "content").write_bytes(b"1")

    with Flask(__name__).test_request_context():
        sent = send_file(
            tmp_path / "content", download_name=clean_name("方案 一.pdf"), as_attachment=True
        )
        header = sent.headers["Content-Disposition"]
        sent.close()

    assert (
        header
        == "attachment; filename=\" .pdf\"; filename*=UTF-8''%E6%96%B9%E6%A1%88%20%E4%B8%80.pdf"
    )
