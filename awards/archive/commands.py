"""Commands that make a contest's archive: by hand, and as the process that pages start."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NoReturn

import click
from flask.cli import AppGroup

from awards.actions.exports import note_archive
from awards.archive.jobs import run_job
from awards.archive.writing import write_archive
from contest.core.actions import Refusal
from contest.core.db import db
from contest.core.storage.digest import digest_of
from contest.models import Contest

BAD_INPUT = 2
_FILE = click.Path(path_type=Path)

awards_cli = AppGroup("awards", help="奖励：归档。")


@awards_cli.command("archive")
@click.argument("contest", metavar="CONTEST", type=int)
@click.option("-o", "to", metavar="FILE.zip", type=_FILE, required=True, help="写到哪里。")
def archive_command(contest: int, to: Path) -> None:
    """把编号为 CONTEST 的大赛的归档文件写到 FILE.zip：全部文书、核验包和索引。

    编号见大赛页面的地址。制作记入日志。有文书不能生成的，归档文件里写明，退出码为 1。
    """
    if (found := db.session.get(Contest, contest)) is None:
        _stop(f"没有编号为 {contest} 的大赛。")
    part = to.with_name(f".{to.name}.part")
    try:
        missing = _write(found, part)
        part.replace(to)
    except OSError:
        _stop(f"无法写入 {to}：请换一个能写的位置和文件名。")
    except Refusal as refusal:
        _stop(str(refusal))
    finally:
        part.unlink(missing_ok=True)
    with to.open("rb") as file:
        digest = digest_of(file)
    note_archive(found, by=None, reason=f"{to.name} sha256:{digest}")
    click.echo(f"已写入 {to}：{to.stat().st_size} 字节。sha256:{digest}")
    if missing:
        click.echo(f"缺少 {missing} 份文书，原因见其中的 README.txt。", err=True)
        sys.exit(1)


def _write(contest: Contest, part: Path) -> int:
    """Write the archive, telling how far it is, and return how many documents are missing."""
    with part.open("wb") as file, click.progressbar(length=1, label="制作归档文件") as shown:

        def tell(done: int, total: int) -> None:
            shown.length = total
            shown.update(done - shown.pos)

        made = write_archive(contest, file, by=None, tell=tell)
        file.flush()
        os.fsync(file.fileno())
    return made.missing


@awards_cli.command("archive-job", hidden=True)
@click.argument("number", type=int)
def archive_job_command(number: int) -> None:
    """制作网页上要求的归档文件。"""
    run_job(number)


def _stop(why: str) -> NoReturn:
    click.echo(why, err=True)
    sys.exit(BAD_INPUT)
