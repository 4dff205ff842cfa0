"""The zip container of an Office file, read with a count of what really comes out."""

from __future__ import annotations

from collections.abc import Iterator
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from defusedxml import ElementTree

from contest.core.sandbox import MIB, Rejected

# A deck of 300 slides has some 2,000 parts.
_MAX_PARTS = 20_000
_MAX_BYTES = 512 * MIB
# As Apache POI's ZipSecureFile: no part may grow more than a hundredfold; small ones always may.
_MAX_RATIO = 100
_SMALL = MIB
_BITE = 256 * 1024
_ENCRYPTED_FLAG = 0x1

_BOMB = "文件解压后异常巨大，已拒收。请用 Office 或 WPS 打开，另存一份后再上传。"
_LOCKED = "文件设有密码。请取消密码，另存后再上传。"
_ODD = "文件的内部结构异常。请用 Office 或 WPS 打开，另存一份后再上传。"


class Package:
    """The parts of an Office file. Sizes that the zip's headers claim are not believed."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self._parts = [part for part in archive.infolist() if not part.is_dir()]
        self.names = [part.filename for part in self._parts]

    def require_modest(self) -> None:
        """Read every part once; refuse bombs, locked parts, odd names and XML that is none."""
        if len(self._parts) > _MAX_PARTS:
            raise Rejected(_BOMB)
        if len({name.lower() for name in self.names}) != len(self.names):
            raise Rejected(_ODD)
        total = 0
        for part in self._parts:
            _require_ordinary(part)
            total += self._require_sound(part, left=_MAX_BYTES - total)

    def read(self, name: str) -> bytes:
        """Return a part that ``require_modest`` has seen. Raises ``KeyError`` without it."""
        return self._archive.read(name)

    def _require_sound(self, part: ZipInfo, *, left: int) -> int:
        """Return the part's real size; XML must be well-formed and without a DTD."""
        parser = ElementTree.DefusedXMLParser(target=_Nothing(), forbid_dtd=True)
        is_xml = part.filename.lower().endswith((".xml", ".rels"))
        size = 0
        for bite in self._bites(part):
            size += len(bite)
            if size > min(left, max(_SMALL, part.compress_size * _MAX_RATIO)):
                raise Rejected(_BOMB)
            if is_xml:
                parser.feed(bite)
        if is_xml:
            parser.close()
        return size

    def _bites(self, part: ZipInfo) -> Iterator[bytes]:
        with self._archive.open(part) as stream:
            while bite := stream.read(_BITE):
                yield bite


class _Nothing:
    """A tree builder that builds nothing: only the parser's own checks are wanted."""

    def close(self) -> None:
        """Have no tree to give."""


def _require_ordinary(part: ZipInfo) -> None:
    if part.flag_bits & _ENCRYPTED_FLAG:
        raise Rejected(_LOCKED)
    steps = part.filename.replace("\\", "/").split("/")
    if part.compress_type not in (ZIP_STORED, ZIP_DEFLATED) or ".." in steps or "" in steps:
        raise Rejected(_ODD)
