"""The kinds of file that can be accepted, told by name and by first bytes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from mmap import ACCESS_READ, mmap
from pathlib import Path

from contest.core.filecheck.reasons import BadFile

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The name of the stream that holds an encrypted Office file, [MS-OFFCRYPTO] 2.3.4.4.
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: extensions, media type, the bytes it begins with and who looks inside."""

    name: str
    title: str
    extensions: tuple[str, ...]
    mimetype: str
    signature: bytes
    at: int
    inspector: str


def _office(name: str, title: str, suffix: str) -> Kind:
    mimetype = f"application/vnd.openxmlformats-officedocument.{suffix}"
    return Kind(name, title, (name,), mimetype, _ZIP, 0, "contest.core.filecheck.office:inspect")


def _picture(name: str, extensions: tuple[str, ...], signature: bytes) -> Kind:
    mimetype = f"image/{extensions[-1]}"
    inspector = "contest.core.filecheck.image:inspect"
    return Kind(name, f"{name.upper()} 图片", extensions, mimetype, signature, 0, inspector)


_PDF = Kind(
    "pdf", "PDF", ("pdf",), "application/pdf", b"%PDF-", 0, "contest.core.filecheck.pdf:inspect"
)
_MP4 = Kind(
    "mp4", "MP4 视频", ("mp4",), "video/mp4", b"ftyp", 4, "contest.core.filecheck.video:inspect"
)

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        _PDF,
        _office("docx", "Word 文档", "wordprocessingml.document"),
        _office("pptx", "PowerPoint 演示文稿", "presentationml.presentation"),
        _office("xlsx", "Excel 表格", "spreadsheetml.sheet"),
        _picture("png", ("png",), b"\x89PNG\r\n\x1a\n"),
        _picture("jpg", ("jpg", "jpeg"), b"\xff\xd8\xff"),
        _MP4,
    )
}


def kind_of_name(name: str, *, kinds: Collection[str]) -> Kind:
    """Return the kind a cleaned name claims, by its last extension; refuse one not in ``kinds``."""
    extension = Path(name).suffix.lstrip(".").lower()
    for kind in map(KINDS.__getitem__, kinds):
        if extension in kind.extensions:
            return kind
    wanted = "、".join(f".{each}" for kind in kinds for each in KINDS[kind].extensions)
    given = f"不接收 .{extension} 文件" if extension else "文件名没有扩展名"
    raise BadFile(f"{given}，请上传以下格式之一：{wanted}。")


def require_signature(path: Path, kind: Kind) -> None:
    """Refuse a file that does not begin as its kind does, saying what it seems to be."""
    with path.open("rb") as file:
        head = file.read(8192)
    if head[kind.at :].startswith(kind.signature):
        return
    if head.startswith(_OLE) and kind.signature == _ZIP:
        raise BadFile(_ole_reason(path, kind))
    seen = _seen(head)
    what = f"其实是 {seen} 文件" if seen else f"不是有效的 {kind.title}"
    raise BadFile(
        f"文件扩展名是 .{kind.name}，内容{what}。"
        f"请用原软件打开后另存为 .{kind.name}，再上传；不要直接修改扩展名。"
    )


def _seen(head: bytes) -> str | None:
    import filetype  # noqa: PLC0415 -- only needed to word a refusal

    guess = filetype.guess(head)
    return guess.extension.upper() if guess else None


def _ole_reason(path: Path, kind: Kind) -> str:
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as content:
        encrypted = content.find(_ENCRYPTED_PACKAGE) >= 0
    if encrypted:
        return f"文件设有打开密码。请在原软件中取消密码，另存为 .{kind.name} 后再上传。"
    return f"文件是旧版 Office 格式。请用 Office 或 WPS 打开，另存为 .{kind.name} 后再上传。"
