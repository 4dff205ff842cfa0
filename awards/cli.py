"""Commands that look at everything at once: whether all holds, and bringing a backup back."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from flask.cli import with_appcontext
from flask_migrate import upgrade

from awards.archive.commands import awards_cli
from awards.demo.command import demo_command
from awards.invariants import check_invariants
from awards.reminding import remind_all
from contest.backups import BadBackup, restore_backup
from contest.cli.audit import report_chains, report_heads, report_tables
from contest.cli.backup import FILE, stop
from contest.cli.tables import require_tables


@click.command("check-invariants")
@with_appcontext
def check_invariants_command() -> None:
    """逐条检查任何时候都必须成立的规则；有不成立的，退出码为 1。"""
    require_tables()
    sys.exit(0 if report_invariants() else 1)


def report_invariants() -> bool:
    """Print every invariant with ✓ or ✗ and its breaches; return whether all of them hold."""
    broken = 0
    for finding in check_invariants():
        click.echo(f"{'✓' if finding.holds else '✗'} {finding.name}")
        for breach in finding.breaches:
            click.echo(f"    {breach}")
        broken += not finding.holds
    click.echo(f"{broken} 条规则不成立，请先查明原因再继续评审或授奖。" if broken else "全部成立。")
    return not broken


@click.command("restore")
@click.argument("file", type=FILE)
@with_appcontext
def restore_command(file: Path) -> None:
    """把备份 FILE 恢复到空的 DATA_DIR 和数据库，升级到本版本，再核验日志和全部规则。

    见证文件（heads.jsonl）不在备份里：留在原处的，会指出备份比它旧。
    """
    try:
        manifest = restore_backup(file)
    except BadBackup as trouble:
        stop(trouble)
    click.echo(f"已恢复 {manifest.made_at} 的备份：{len(manifest.members)} 项。")
    upgrade()
    whole = [report_chains(), report_tables(), report_heads(), report_invariants()]
    sys.exit(0 if all(whole) else 1)


@click.command("remind")
@with_appcontext
def remind_command() -> None:
    """提醒到期前 14 天、3 天、当天和逾期的里程碑；由夜间定时任务运行，每次提醒只发一次。"""
    require_tables()
    click.echo(f"已提醒 {remind_all()} 个里程碑。")


COMMANDS = (check_invariants_command, demo_command, remind_command, restore_command)
COMMANDS = (awards_cli, check_invariants_command, demo_command, restore_command)
