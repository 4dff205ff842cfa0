"""PDFs that a judge or a server should not have to open."""

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from contest.core.filecheck import BadFile, check_file
from tests.contest.core.filesamples import pdf, script


@pytest.fixture
def check(tmp_path):
    def run(content, **limits):
        path = tmp_path / "upload"
        path.write_bytes(content)
        return check_file(path, name="a.pdf", kinds=["pdf"], limit_bytes=10**8, **limits)

    return run


def reason(check, content, **limits):
    with pytest.raises(BadFile) as caught:
        check(content, **limits)
    return caught.value.reason


def opening(action):
    return lambda document: document.Root.__setitem__("/OpenAction", action)


def annotated(action):
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=action)
    return lambda document: document.pages[0].__setitem__("/Annots", Array([link]))


def named_script(document):
    names = Dictionary(Names=[String("a"), document.make_indirect(script())])
    document.Root.Names = Dictionary(JavaScript=names)


def page_script(document):
    document.pages[0].AA = Dictionary(O=script())


def chained_launch(document):
    hidden = Dictionary(S=Name.Launch, F=String("cmd.exe"))
    first = Dictionary(S=Name.GoTo, D=String("p"), Next=Array([hidden]))
    annotated(first)(document)


def dynamic_form(document):
    document.Root.AcroForm = Dictionary(Fields=Array([]), XFA=Array([]))


ACTIVE = {
    "a script on opening": opening(script()),
    "a script in the names": named_script,
    "a script of a page": page_script,
    "a program to launch": annotated(Dictionary(S=Name.Launch, F=String("cmd.exe"))),
    "a launch behind a harmless step": chained_launch,
    "a form that sends itself": annotated(Dictionary(S=Name.SubmitForm, F=String("http://a"))),
    "a jump into another file": opening(Dictionary(S=Name.GoToR, F=String("a.pdf"), D=String("p"))),
    "an XFA form": dynamic_form,
}


@pytest.mark.parametrize("change", ACTIVE.values(), ids=ACTIVE.keys())
def test_what_runs_by_itself_is_refused(check, change):
    assert reason(check, pdf(change=change)) == (
        "PDF 含有脚本或自动执行的动作。请另存为不含脚本的 PDF 再上传（可用“打印为 PDF”）。"
    )


def test_a_script_hidden_in_a_compressed_object_is_found(check):
    content = pdf(change=named_script, object_stream_mode=pikepdf.ObjectStreamMode.generate)

    assert b"JavaScript" not in content
    assert "脚本" in reason(check, content)


def test_a_script_spelled_with_escapes_is_found(check):
    content = pdf(change=opening(script())).replace(b"/JavaScript", b"/J#61vaScript")

    assert b"/JavaScript" not in content
    with pytest.raises(BadFile):
        check(content)


def attach(document):
    document.attachments["程序.exe"] = b"MZ"


def test_a_file_inside_is_refused(check):
    assert "不含附件的 PDF" in reason(check, pdf(change=attach))


def shown_place(document):
    document.Root.OpenAction = Array([document.pages[0].obj, Name.Fit])


def web_link(document):
    annotated(Dictionary(S=Name.URI, URI=String("https://example.com")))(document)


def linked(target):
    return annotated(Dictionary(S=Name.URI, URI=String(target)))


LINKS = ["javascript:alert(1)", "Java\tScript:alert(1)", "file:///etc/passwd", "\\\\host\\share"]


@pytest.mark.parametrize("target", LINKS)
def test_a_link_to_a_script_or_a_file_is_refused(check, target):
    assert "链接" in reason(check, pdf(change=linked(target)))


@pytest.mark.parametrize("target", ["mailto:a@example.com", "www.example.com/a?b=c:d", "#page=2"])
def test_a_link_for_people_to_click_is_accepted(check, target):
    assert check(pdf(change=linked(target))).pages == 1


def speaking_title(document):
    document.docinfo["/Title"] = "/JavaScript /Launch /EmbeddedFiles"


def font_called_ef(document):
    fonts = document.pages[0].Resources.Font
    fonts.EF = next(iter(dict(fonts.items()).values()))


@pytest.mark.parametrize("change", [shown_place, web_link, speaking_title, font_called_ef])
def test_what_only_looks_active_is_accepted(check, change):
    assert check(pdf(2, change=change)).pages == 2


@pytest.mark.parametrize("owner_only", [True, False])
def test_an_encrypted_pdf_is_refused(check, owner_only):
    user = "" if owner_only else "user"
    content = pdf(encryption=pikepdf.Encryption(owner="owner", user=user))

    assert "不加密的 PDF" in reason(check, content)


@pytest.mark.parametrize("keep", [20, 400, -30])
def test_a_cut_off_pdf_is_refused(check, keep):
    assert "重新导出为 PDF" in reason(check, pdf(3)[:keep])


def test_a_pdf_of_noise_is_refused(check):
    assert "重新导出为 PDF" in reason(check, b"%PDF-1.7\n" + bytes(range(256)) * 40)


def no_pages(document):
    del document.pages[0]


def test_a_pdf_without_pages_is_refused(check):
    assert "没有页面" in reason(check, pdf(change=no_pages))


def test_the_page_limit_counts_pages_exactly(check):
    assert check(pdf(5), max_pages=5).pages == 5
    assert (
        reason(check, pdf(6), max_pages=5) == "PDF 有 6 页，超过上限 5 页。请精简或拆分后再上传。"
    )


def deep(document):
    inner = Dictionary()
    for _ in range(200):
        inner = Dictionary(K=inner)
    document.Root.Deep = inner


def test_a_pdf_nested_without_end_is_refused(check):
    assert "重新导出为 PDF" in reason(check, pdf(change=deep))
