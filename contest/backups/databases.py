"""Copying a whole database out and in: SQLite by its own online copy, PostgreSQL by its tools."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Engine, inspect

from contest.backups.archive import BadBackup


def is_empty(engine: Engine) -> bool:
    """Return whether the database has no table at all."""
    return not inspect(engine).get_table_names()


def dump(engine: Engine, to: Path) -> None:
    """Copy the database, as it is at one moment, into a file; writers are not held up."""
    if engine.dialect.name == "sqlite":
        _dump_sqlite(engine, to)
    else:
        _run("pg_dump", engine, "--format=custom", "--no-owner", "--no-privileges", f"--file={to}")


def load(engine: Engine, source: Path) -> None:
    """Fill the empty database from a file that ``dump`` made."""
    if engine.dialect.name == "sqlite":
        with closing(sqlite3.connect(source)) as copy, _driver(engine) as own:
            copy.backup(own)
        return
    engine.dispose()
    whole = ("--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges")
    _run("pg_restore", engine, *whole, str(source))


def _dump_sqlite(engine: Engine, to: Path) -> None:
    with closing(sqlite3.connect(to)) as copy:
        with _driver(engine) as own:
            own.backup(copy)
        # One file holds all of it, and is sound.
        copy.execute("PRAGMA journal_mode = DELETE")
        if (verdict := copy.execute("PRAGMA integrity_check").fetchone()[0]) != "ok":
            raise BadBackup(f"数据库自检不通过：{verdict}。请勿继续使用，先用最近的备份恢复。")


@contextmanager
def _driver(engine: Engine) -> Iterator[sqlite3.Connection]:
    """Give SQLite's own connection to the database."""
    connection = engine.raw_connection()
    try:
        yield connection.driver_connection  # type: ignore[misc]  # sqlite3's, here
    finally:
        connection.close()


def _run(tool: str, engine: Engine, *arguments: str) -> None:
    """Run one of PostgreSQL's tools on the database; the password is not among its arguments."""
    if (path := shutil.which(tool)) is None:
        raise BadBackup(
            f"没有找到 {tool}。请安装版本不低于服务器的 PostgreSQL 客户端"
            "（Debian：apt install postgresql-client），再重试。"
        )
    address = engine.url.set(drivername="postgresql", password=None)
    environment = {**os.environ, **({"PGPASSWORD": p} if (p := engine.url.password) else {})}
    command = [path, f"--dbname={address.render_as_string()}", *arguments]
    done = subprocess.run(  # noqa: S603 -- no shell, and nothing a visitor typed
        command, env={**environment, "LC_ALL": "C"}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise BadBackup(f"{tool} 失败：{done.stderr.strip()}")
