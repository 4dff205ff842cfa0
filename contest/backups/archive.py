"""The archive of a backup: a tar whose last member, the manifest, has every other's hash."""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, BinaryIO

from contest.core.storage.digest import digest_of
from contest.core.storage.durable import fsync_folder

Content = BinaryIO
MANIFEST = "manifest.json"
FORMAT = 1
_MOST_MANIFEST = 256 * 1024 * 1024
_BITE = 1024 * 1024


class BadBackup(Exception):
    """A backup cannot be made or brought back; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Member:
    """What the manifest says of a member: its bytes and its sha256."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """When a backup was made, of which kind of database, and all that is in it."""

    made_at: str
    database: str
    members: Mapping[str, Member]

    @property
    def size(self) -> int:
        """The bytes of all members."""
        return sum(member.size for member in self.members.values())


class _Hashing(io.RawIOBase):
    """A file that hashes what is read from it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self.digest = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        bite = self._file.read(size)
        self.digest.update(bite)
        return bite


def write(path: Path, members: Iterable[tuple[str, Path]], *, about: Mapping[str, str]) -> Manifest:
    """Write the members and their manifest; ``path`` appears once all of it is on the disk."""
    part = path.with_name(f"{path.name}.part")
    try:
        with _private(part) as file:
            with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
                written = {name: _add(tar, name, source) for name, source in members}
                manifest = Manifest(about["made_at"], about["database"], written)
                _add_manifest(tar, manifest)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    fsync_folder(path.parent)
    return manifest


@contextmanager
def _private(path: Path) -> Iterator[IO[bytes]]:
    """Open a new file that only its owner may read: a backup holds people's data."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        yield file


def _add(tar: tarfile.TarFile, name: str, source: Path) -> Member:
    with source.open("rb") as file:
        info = tarfile.TarInfo(name)
        info.size, info.mode = os.fstat(file.fileno()).st_size, 0o600
        hashing = _Hashing(file)
        tar.addfile(info, hashing)
    return Member(info.size, hashing.digest.hexdigest())


def _add_manifest(tar: tarfile.TarFile, manifest: Manifest) -> None:
    content = json.dumps({"format": FORMAT, **asdict(manifest)}, indent=1).encode()
    info = tarfile.TarInfo(MANIFEST)
    info.size, info.mode = len(content), 0o600
    tar.addfile(info, io.BytesIO(content))


def verify(path: Path) -> Manifest:
    """Return the manifest once every member was found to be what it says. Raises ``BadBackup``."""
    try:
        with tarfile.open(path, "r:") as tar:
            manifest = _manifest(tar)
            found = {info.name: info for info in tar if info.name != MANIFEST}
            if set(found) != set(manifest.members):
                raise BadBackup("备份的内容与清单不符：有缺少或多出的部分。请使用另一份备份。")
            for name, member in manifest.members.items():
                _check(tar, found[name], member)
    except (tarfile.TarError, OSError, EOFError) as trouble:
        raise BadBackup(f"无法读取备份 {path}：{trouble}。请确认文件完整。") from None
    return manifest


def _manifest(tar: tarfile.TarFile) -> Manifest:
    try:
        info = tar.getmember(MANIFEST)
        content = json.loads(tar.extractfile(info).read(_MOST_MANIFEST))  # type: ignore[union-attr]
        if content["format"] != FORMAT:
            raise BadBackup(f"不认识的备份格式 {content['format']}。请用更新的版本恢复。")
        members = {name: Member(**member) for name, member in content["members"].items()}
        return Manifest(content["made_at"], content["database"], members)
    except (KeyError, TypeError, AttributeError, ValueError):
        raise BadBackup("没有可用的清单：这不是本系统的备份，或文件不完整。") from None


def _check(tar: tarfile.TarFile, info: tarfile.TarInfo, member: Member) -> None:
    file = tar.extractfile(info)
    if file is None or info.size != member.size or digest_of(file) != member.sha256:  # type: ignore[arg-type]
        raise BadBackup(f"备份中的 {info.name} 已损坏：与清单的摘要不符。请使用另一份备份。")


def contents(path: Path, manifest: Manifest) -> Iterator[tuple[str, Content]]:
    """Yield each member's name and content, in the order they were written."""
    with tarfile.open(path, "r:") as tar:
        for info in tar:
            if info.name in manifest.members and (file := tar.extractfile(info)):
                yield info.name, file  # type: ignore[misc]


def pour(content: Content, file: IO[bytes]) -> None:
    """Copy content into an open file, and have it on the disk on return."""
    while bite := content.read(_BITE):
        file.write(bite)
    file.flush()
    os.fsync(file.fileno())
