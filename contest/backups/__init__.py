"""A backup: the database and every file of one moment in one archive, and the way back."""

from __future__ import annotations

import hmac
import tempfile
from collections.abc import Iterator
from pathlib import Path

from flask import current_app

from contest.backups import archive, databases
from contest.backups.archive import BadBackup, Manifest
from contest.core import clock, intake
from contest.core.db import db
from contest.core.ledger import stamp
from contest.core.storage.digest import is_digest
from contest.core.storage.durable import make_folder

__all__ = ["BadBackup", "Manifest", "make_backup", "restore_backup"]

DATABASE = "database"
# Names of members, and the settings whose values the files hold.
SECRETS = {
    "secret_key": "SECRET_KEY",
    "receipt_key": "RECEIPT_KEY",
    "seal_key": "SEAL_KEY",
}
FILES = "files/"


def make_backup(to: Path) -> Manifest:
    """Write a backup to ``to``, which must not exist; it appears whole or not at all.

    The database is copied first: a file is kept before any row tells of it, so
    every row of the copy finds its file. Raises ``BadBackup``.
    """
    if to.exists():
        raise BadBackup(f"{to} 已经存在。请换一个文件名，备份不会覆盖旧的备份。")
    if not to.parent.is_dir():
        raise BadBackup(f"没有文件夹 {to.parent}。请先建立它，或换一个位置。")
    with tempfile.TemporaryDirectory(dir=to.parent, prefix=".backup-") as folder:
        dump = Path(folder) / DATABASE
        databases.dump(db.engine, dump)
        about = {"made_at": stamp(clock.now()), "database": db.engine.dialect.name}
        return archive.write(to, _members(dump), about=about)


def _members(dump: Path) -> Iterator[tuple[str, Path]]:
    yield DATABASE, dump
    for name in _kept_secrets():
        yield name, _data() / name
    for digest in sorted(intake.storage().digests()):
        with intake.storage().local_path(digest) as path:
            yield FILES + digest, path


def damaged(manifest: Manifest) -> list[str]:
    """Return the digests of the files whose content was no longer what it was kept under."""
    kept = {name.removeprefix(FILES): m for name, m in manifest.members.items() if _is_file(name)}
    return sorted(digest for digest, member in kept.items() if member.sha256 != digest)


def restore_backup(source: Path) -> Manifest:
    """Bring a backup back into an empty installation.

    The archive is checked against its manifest from end to end before anything
    is written; the database comes last. Raises ``BadBackup``.
    """
    manifest = archive.verify(source)
    _refuse_strange(manifest)
    _refuse_full(manifest)
    with tempfile.TemporaryDirectory(dir=_data(), prefix=".restore-") as folder:
        dump = Path(folder) / DATABASE
        for name, content in archive.contents(source, manifest):
            if _is_file(name):
                _keep(name.removeprefix(FILES), content, manifest.members[name].size)
            else:
                _spill(content, Path(folder) / name)
        databases.load(db.engine, dump)
        for name in _kept_secrets():
            if (secret := Path(folder) / name).exists():
                secret.replace(_data() / name)
    return manifest


def _is_file(name: str) -> bool:
    return name.startswith(FILES) and is_digest(name.removeprefix(FILES))


def _refuse_strange(manifest: Manifest) -> None:
    kind = db.engine.dialect.name
    if manifest.database != kind:
        raise BadBackup(
            f"备份来自 {manifest.database}，当前 DATABASE_URL 指向 {kind}。"
            "请换成同一种数据库再恢复。"
        )
    known = {DATABASE, *SECRETS}
    strange = [name for name in manifest.members if not _is_file(name) and name not in known]
    if strange or DATABASE not in manifest.members:
        raise BadBackup("备份里有不认识的内容，或没有数据库。请确认这是本系统的备份文件。")


def _refuse_full(manifest: Manifest) -> None:
    """Refuse to write over anything; files of a first attempt that broke off are no hindrance."""
    if not databases.is_empty(db.engine):
        raise BadBackup(
            "当前数据库不是空的。恢复只写入空的数据库：请换一个空的 DATA_DIR 或数据库。"
        )
    there = {FILES + digest for digest in intake.storage().digests()}
    if there - set(manifest.members):
        raise BadBackup("当前文件存储不是空的。请换一个空的 DATA_DIR 或 STORAGE_URL 再恢复。")


def _keep(digest: str, content: archive.Content, size: int) -> None:
    storage = intake.storage()
    upload_id = storage.begin()
    storage.append(upload_id, 0, content, limit=size)
    storage.finish(upload_id)


def _spill(content: archive.Content, to: Path) -> None:
    to.touch(mode=0o600)
    with to.open("wb") as file:
        archive.pour(content, file)


def _data() -> Path:
    folder = Path(current_app.config["DATA_DIR"])
    make_folder(folder)
    return folder


def _kept_secrets() -> list[str]:
    """Return which secrets are those of the data folder, not of the environment."""
    return [name for name, setting in SECRETS.items() if _is_kept(_data() / name, setting)]


def _is_kept(path: Path, setting: str) -> bool:
    if not path.is_file():
        return False
    kept = path.read_text(encoding="utf-8").strip()
    return hmac.compare_digest(kept, current_app.config[setting])
