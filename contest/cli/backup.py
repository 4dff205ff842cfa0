"""``flask backup``: one archive of the database and all files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NoReturn

import click
from flask.cli import with_appcontext

from contest.backups import BadBackup, damaged, make_backup
from contest.cli.tables import require_tables

FILE = click.Path(dir_okay=False, path_type=Path)
_MIB = 1024 * 1024


@click.command("backup")
@click.argument("file", type=FILE)
@with_appcontext
def backup_command(file: Path) -> None:
    """把数据库和全部文件备份到 FILE（tar）；服务不必停。

    备份含个人信息和密钥，只有所有者可读：请加密后再送到别的机器。
    """
    require_tables()
    try:
        manifest = make_backup(file)
    except BadBackup as trouble:
        stop(trouble)
    size = f"{manifest.size / _MIB:.1f} MB"
    click.echo(f"备份完成：{file}，{len(manifest.members)} 项，{size}。")
    if wrong := damaged(manifest):
        click.echo(f"注意：{len(wrong)} 个文件的内容与其摘要不符，已照原样备份：", err=True)
        for digest in wrong:
            click.echo(f"    {digest}", err=True)
        sys.exit(1)


def stop(trouble: Exception) -> NoReturn:
    """Say what went wrong and end with exit code 1."""
    click.echo(str(trouble), err=True)
    sys.exit(1)
