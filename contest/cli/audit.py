"""``flask audit``: whether the log is whole, and what was signed of it holds."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from flask.cli import AppGroup

from contest.cli.tables import require_tables
from contest.core import head_checks, witness
from contest.core.db import db
from contest.core.heads import sign_all
from contest.core.replaying import differences
from contest.core.verifying import ChainReport, opened_wrongly, verify_chains

audit_cli = AppGroup("audit", help="日志：核验完整性，签署链头。")
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_HEX = re.compile(r"[0-9a-fA-F]{8,128}")
# Where one thing is wrong, many may be: the first tell enough.
MOST_SHOWN = 50


@audit_cli.command("verify")
@click.option(
    "--head", metavar="HEX", help="纸上、邮件里的链头（至少前 8 位）：指出是哪条链的第几行。"
)
@click.option("--heads", "file", type=FILE, metavar="FILE", help="另存的链头文件（每行一个）。")
def verify(head: str | None, file: Path | None) -> None:
    """逐行重算全部日志链，核对各表、已签署的链头和见证文件；有不符时退出码为 1。

    每条链的末行摘要一并打印：抄存在系统之外（如盖章存档），以后就能发现末尾被整段截去。
    """
    require_tables()
    given = list(witness.heads_in(file)) if file else []
    whole = [report_chains(), report_tables(), report_heads(given)]
    if head is not None:
        whole.append(report_head(head))
    sys.exit(0 if all(whole) else 1)


@audit_cli.command("sign")
def sign() -> None:
    """签署每条日志链当前的链头，并写入见证文件；由夜间定时任务运行。

    数据库与见证文件不符时不签，退出码为 1。
    """
    require_tables()
    if head_checks.quick():
        click.echo("数据库与见证文件不符，没有签署。请先运行 flask audit verify。", err=True)
        sys.exit(1)
    for head in sign_all(why="nightly"):
        click.echo(f"{head.chain}：{head.size} 行，链头 {head.code}（{head.root}）")


def report_chains() -> bool:
    """Print what is to be said of every chain; return whether all of them are whole."""
    reports = list(verify_chains(db.session()))
    for report in reports:
        click.echo(sentence(report))
    strays = list(opened_wrongly(db.session()))
    for stray in strays:
        click.echo(f"✗ {stray}")
    faults = sum(report.fault is not None for report in reports) + len(strays)
    lines = sum(report.lines for report in reports)
    click.echo(
        f"共 {len(reports)} 条日志链、{lines} 行，"
        + (f"{faults} 处不符。" if faults else "全部一致。")
    )
    return not faults


def report_tables() -> bool:
    """Print where the tables are not as the log tells them; return whether they all are."""
    return _said(differences(), right="各表与日志一致。", wrong="各表与日志有 {n} 处不符。")


def report_heads(given: Iterable[witness.Signed] = ()) -> bool:
    """Print which signed heads the log does not bear out; return whether it does all of them.

    Those that the database keeps, those of the witness file, and those ``given``.
    """
    heads = [*head_checks.signed_heads(), *witness.kept(), *given]
    single = list({(head["signature"], head["root"]): head for head in heads}.values())
    return _said(
        map(str, head_checks.mismatches(single)),
        right=f"{len(single)} 个签名链头全部相符。",
        wrong="签名链头有 {n} 处不符。",
    )


def report_head(typed: str) -> bool:
    """Print where a head that stands on paper is in the log; return whether it is."""
    if not _HEX.fullmatch(typed.strip()):
        click.echo(f"✗ “{typed}”不是链头：请输入 8 位以上的十六进制数字。")
        return False
    found = head_checks.found_by_prefix(typed)
    for chain, size in found:
        click.echo(f"✓ 链头 {typed.strip()}：{chain} 前 {size} 行")
    if not found:
        click.echo(f"✗ 链头 {typed.strip()}：没有一条日志链曾是这样。日志被改写，或数据库较旧。")
    return bool(found)


def _said(found: Iterator[str], *, right: str, wrong: str) -> bool:
    count = 0
    for count, one in enumerate(found, 1):
        if count <= MOST_SHOWN:
            click.echo(f"✗ {one}")
    if count > MOST_SHOWN:
        click.echo(f"… 另有 {count - MOST_SHOWN} 处")
    click.echo(wrong.format(n=count) if count else right)
    return not count


def sentence(report: ChainReport) -> str:
    """Return a chain's line of the report: with its last digest, or its first wrong line."""
    if (fault := report.fault) is None:
        return f"✓ {report.chain}：{report.lines} 行，末行摘要 {report.digest or '（空链）'}"
    where = f"（{fault.line}）" if fault.line else ""
    return f"✗ {report.chain}：第 {fault.sequence} 行{where}：{fault.trouble}"
