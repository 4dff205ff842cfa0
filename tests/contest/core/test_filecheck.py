"""What an upload must be, whatever its kind."""

import logging

import pytest

from contest.core import sandbox
from contest.core.filecheck import KINDS, BadFile, CheckedFile, accepted_extensions, check_file
from tests.contest.core import filesamples as samples

ALL = list(KINDS)
HONEST = {
    "pdf": samples.pdf(3),
    "docx": samples.office("docx"),
    "pptx": samples.office("pptx"),
    "xlsx": samples.workbook(),
    "png": samples.picture("PNG"),
    "jpg": samples.picture("JPEG"),
    "mp4": samples.mp4(),
}


@pytest.fixture
def check(tmp_path):
    """Return a check of content under a name; files lie without a name of their own."""

    def run(content, name, kinds=ALL, **limits):
        path = tmp_path / "upload.sealed"
        path.write_bytes(content)
        return check_file(path, name=name, kinds=kinds, **{"limit_bytes": 10**7, **limits})

    return run


def reason(check, *args, **limits):
    with pytest.raises(BadFile) as caught:
        check(*args, **limits)
    return caught.value.reason


@pytest.mark.parametrize("kind", ALL)
def test_an_honest_file_of_each_kind_is_accepted(check, kind):
    checked = check(HONEST[kind], f"方案.{kind.upper()}", [kind])

    pages = 3 if kind == "pdf" else None
    size = len(HONEST[kind])
    assert checked == CheckedFile(f"方案.{kind.upper()}", kind, KINDS[kind].mimetype, size, pages)


def test_both_extensions_of_a_jpeg_are_taken(check):
    assert check(HONEST["jpg"], "现场.jpeg").kind == "jpg"


@pytest.mark.parametrize("claimed", ALL)
@pytest.mark.parametrize("real", ALL)
def test_an_extension_must_match_the_content(check, claimed, real):
    if claimed == real:
        assert check(HONEST[real], f"a.{claimed}").kind == real
    else:
        assert f".{claimed}" in reason(check, HONEST[real], f"a.{claimed}")


def test_a_refusal_names_what_the_content_is(check):
    assert reason(check, HONEST["png"], "方案.pdf") == (
        "文件扩展名是 .pdf，内容其实是 PNG 文件。"
        "请用原软件打开后另存为 .pdf，再上传；不要直接修改扩展名。"
    )


@pytest.mark.parametrize("name", ["合同.pdf.exe", "方案\u202efdp.exe", "方案.pdf\u200b.exe"])
def test_a_program_in_disguise_is_refused_by_its_name(check, name):
    assert reason(check, HONEST["pdf"], name, ["pdf", "jpg"]) == (
        "不接收 .exe 文件，请上传以下格式之一：.pdf、.jpg、.jpeg。"
    )


def test_a_kind_that_this_field_does_not_take_is_refused(check):
    assert reason(check, HONEST["docx"], "方案.docx", ["pdf"]) == (
        "不接收 .docx 文件，请上传以下格式之一：.pdf。"
    )


def test_a_name_without_an_extension_is_refused(check):
    assert reason(check, HONEST["pdf"], "方案", ["pdf"]).startswith("文件名没有扩展名")


@pytest.mark.parametrize("kind", ALL)
def test_an_empty_file_is_refused(check, kind):
    assert reason(check, b"", f"a.{kind}").startswith("文件是空的")


def test_a_file_of_exactly_the_limit_is_accepted(check):
    content = HONEST["pdf"]

    assert check(content, "a.pdf", limit_bytes=len(content)).size == len(content)


def test_a_file_one_byte_over_the_limit_is_refused(check):
    content = HONEST["jpg"].ljust(1024 * 1024 + 1, b"\0")

    assert reason(check, content, "a.jpg", limit_bytes=1024 * 1024) == (
        "文件 1,048,577 字节，超过上限 1 MB。请压缩其中的图片或拆分后再上传。"
    )


@pytest.mark.parametrize(
    ("failure", "words"),
    [
        (sandbox.OutOfTime("t"), "检查超时"),
        (sandbox.OutOfMemory("m"), "展开后过大"),
        (sandbox.ChildFailed("c"), "无法读取"),
    ],
)
def test_a_check_that_gives_no_answer_is_a_refusal_and_is_logged(
    check, monkeypatch, caplog, failure, words
):
    def fail(*_args, **_kwargs):
        raise failure

    monkeypatch.setattr(sandbox, "run_limited", fail)

    with caplog.at_level(logging.WARNING):
        assert words in reason(check, HONEST["pdf"], "a.pdf")
    assert "gave no answer" in caplog.text


def test_the_form_field_names_the_extensions():
    assert accepted_extensions(["pdf", "jpg"]) == ".pdf,.jpg,.jpeg"
