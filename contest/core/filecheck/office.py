"""What a docx, pptx or xlsx must be to be accepted. Runs in the limited child.

The container is ECMA-376 part 2 (Open Packaging Conventions): a zip of parts,
``[Content_Types].xml`` says what each is, ``*.rels`` say what refers to what.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element
from zipfile import BadZipFile, ZipFile

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from contest.core.filecheck.links import is_plain
from contest.core.filecheck.package import Package
from contest.core.sandbox import Rejected

_TYPES = "[Content_Types].xml"
_MAIN = {
    "wordprocessingml.document.main+xml": "docx",
    "presentationml.presentation.main+xml": "pptx",
    "presentationml.slideshow.main+xml": "pptx",
    "spreadsheetml.sheet.main+xml": "xlsx",
}
# Programs in Office files: VBA, sheets of Excel 4 macros, ActiveX controls.
_PROGRAM = re.compile(r"macro|vba|activex", re.IGNORECASE)
_PROGRAM_NAME = re.compile(r"(^|/)(vba(project|data)|.*\.(doc|ppt|xls|xla|ppa)m$)", re.IGNORECASE)

_DAMAGED = "文件已损坏或不完整。请用 Office 或 WPS 打开，另存为 .{kind} 后再上传。"
_MACRO = "文件含有宏或 ActiveX 控件。请另存为不含宏的 .{kind} 后再上传。"
_EXTERNAL = (
    "文件引用了外部内容（如链接的图片、模板、数据源或本机文件）。请改为嵌入或断开链接后再上传。"
)


def inspect(request: Mapping[str, Any]) -> bytes:
    """Return ``{}``; reject a bomb, macros, outside references, damage, another kind of file."""
    kind: str = request["kind"]
    try:
        with ZipFile(request["path"]) as archive:
            _inspect(Package(archive), kind)
    except DefusedXmlException:
        raise Rejected(_EXTERNAL) from None
    except (
        BadZipFile,
        EOFError,
        ElementTree.ParseError,
        KeyError,
        NotImplementedError,
        OSError,
        ValueError,
        zlib.error,
    ):
        # What zipfile and the XML parser raise for broken files.
        raise Rejected(_DAMAGED.format(kind=kind)) from None
    return json.dumps({}).encode()


def _inspect(package: Package, kind: str) -> None:
    package.require_modest()
    types = ElementTree.fromstring(package.read(_TYPES), forbid_dtd=True)
    _require_no_programs(package, types, kind)
    _require_kind(package, types, kind)
    for name in package.names:
        if name.lower().endswith(".rels"):
            _require_inside(ElementTree.fromstring(package.read(name), forbid_dtd=True))


def _require_no_programs(package: Package, types: Element, kind: str) -> None:
    declared = [element.get("ContentType", "") for element in types]
    if any(map(_PROGRAM.search, declared)) or any(map(_PROGRAM_NAME.search, package.names)):
        raise Rejected(_MACRO.format(kind=kind))
    # A link to another program (DDE) stands in such a part, without any relation.
    if any(each.endswith("externalLink+xml") for each in declared):
        raise Rejected(_EXTERNAL)


def _require_kind(package: Package, types: Element, kind: str) -> None:
    mains = {
        found: element.get("PartName", "").lstrip("/")
        for element in types
        for suffix, found in _MAIN.items()
        if element.get("ContentType", "").endswith(suffix)
    }
    other = min(mains.keys() - {kind}, default=None)
    if other:
        raise Rejected(
            f"文件扩展名是 .{kind}，内容其实是 .{other}。请用原软件打开，另存为 .{kind} 后再上传。"
        )
    # Some writers declare the main part's type for every .xml, without a part's name.
    if kind not in mains or (mains[kind] and mains[kind] not in package.names):
        raise Rejected(_DAMAGED.format(kind=kind))


def _require_inside(relations: Element) -> None:
    """Refuse a relation to something outside the file, other than a link for people to click."""
    for relation in relations:
        outside = relation.get("TargetMode", "").lower() == "external"
        if outside and not _is_plain_link(relation):
            raise Rejected(_EXTERNAL)


def _is_plain_link(relation: Element) -> bool:
    kind, target = relation.get("Type", ""), relation.get("Target", "")
    return kind.endswith("/hyperlink") and is_plain(target)
