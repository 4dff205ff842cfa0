"""What a PDF must be to be accepted. Runs in the limited child."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pikepdf

from contest.core.filecheck.links import is_plain
from contest.core.sandbox import Rejected

_DAMAGED = "PDF 已损坏或不完整。请用原软件重新导出为 PDF，确认能打开后再上传。"
_ENCRYPTED = "PDF 设有密码或权限限制。请取消加密，另存为不加密的 PDF 再上传。"
_SCRIPT = "PDF 含有脚本或自动执行的动作。请另存为不含脚本的 PDF 再上传（可用“打印为 PDF”）。"
_ATTACHED = "PDF 内嵌有其他文件。请删除附件，另存为不含附件的 PDF，附件另行上传。"
_LINK = "PDF 含有指向程序或本机文件的链接。请删除链接，或改为普通网址后重新导出，再上传。"
_EMPTY = "PDF 没有页面。请重新导出后再上传。"

# ISO 32000-1 table 198 lists the kinds of action. These run something, send something or reach
# for another file; every script of a PDF is in one of them, wherever it hangs.
_HARMFUL_ACTIONS = {
    "/GoToE",
    "/GoToR",
    "/ImportData",
    "/JavaScript",
    "/Launch",
    "/Movie",
    "/Rendition",
    "/RichMediaExecute",
    "/Sound",
    "/SubmitForm",
}
_SCRIPT_KEYS = {"/XFA", "/RichMediaContent", "/RichMediaSettings"}
_SYSTEMS = {"/F", "/UF", "/DOS", "/Mac", "/Unix"}
# A dictionary inside a dictionary, and so on: honest files need a handful.
_MAX_DEPTH = 60


def inspect(request: Mapping[str, Any]) -> bytes:
    """Return ``{"pages": n}`` as JSON, or reject an encrypted, damaged, active or huge PDF."""
    try:
        # No recovery: what a reader would guess of a cut-off proposal is not the proposal.
        with pikepdf.open(request["path"], attempt_recovery=False) as pdf:
            pages = _inspect(pdf, max_pages=request["max_pages"])
    except pikepdf.PasswordError:
        raise Rejected(_ENCRYPTED) from None
    except (pikepdf.PdfError, pikepdf.ForeignObjectError, ValueError, TypeError, RecursionError):
        raise Rejected(_DAMAGED) from None
    return json.dumps({"pages": pages}).encode()


def _inspect(pdf: pikepdf.Pdf, *, max_pages: int) -> int:
    if pdf.is_encrypted:
        raise Rejected(_ENCRYPTED)
    pages = len(pdf.pages)
    if pages == 0:
        raise Rejected(_EMPTY)
    if pages > max_pages:
        raise Rejected(f"PDF 有 {pages} 页，超过上限 {max_pages} 页。请精简或拆分后再上传。")
    for item in pdf.objects:
        for dictionary in _dictionaries(item, _MAX_DEPTH):
            _require_passive(dictionary)
    return pages


def _dictionaries(item: object, depth: int) -> Iterator[pikepdf.Object]:
    """Yield the item and everything written inside it, as far as it is a dictionary."""
    if depth == 0:
        raise Rejected(_DAMAGED)
    inside: Iterator[object] = iter(())
    if isinstance(item, (pikepdf.Dictionary, pikepdf.Stream)):
        yield item
        inside = (value for _, value in item.items())
    elif isinstance(item, pikepdf.Array):
        inside = iter(item)
    for value in inside:
        # What is only referred to is an object of the file, and comes by itself.
        if isinstance(value, pikepdf.Object) and not value.is_indirect:
            yield from _dictionaries(value, depth - 1)


def _require_passive(dictionary: pikepdf.Object) -> None:
    if _holds_file(dictionary):
        raise Rejected(_ATTACHED)
    if _SCRIPT_KEYS & set(dictionary.keys()) or str(dictionary.get("/S")) in _HARMFUL_ACTIONS:
        raise Rejected(_SCRIPT)
    link = dictionary.get("/URI")
    if isinstance(link, pikepdf.String) and not is_plain(str(link)):
        raise Rejected(_LINK)


def _holds_file(dictionary: pikepdf.Object) -> bool:
    # /EF may also be the name of a font; a file specification's holds the file by system.
    files = dictionary.get("/EF")
    return (
        "/EmbeddedFiles" in dictionary
        or (isinstance(files, pikepdf.Dictionary) and bool(_SYSTEMS & set(files.keys())))
        or str(dictionary.get("/Type")) == "/EmbeddedFile"
    )
