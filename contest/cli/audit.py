"""``flask audit``: whether the log is whole."""

from __future__ import annotations

import sys

import click
from flask.cli import AppGroup

from contest.cli.tables import require_tables
from contest.core.db import db
from contest.core.verifying import ChainReport, opened_wrongly, verify_chains

audit_cli = AppGroup("audit", help="日志：核验完整性。")


@audit_cli.command("verify")
def verify() -> None:
    """逐行重算全部日志链，指出第一处不符；有不符时退出码为 1。

    每条链的末行摘要一并打印：抄存在系统之外（如盖章存档），以后就能发现末尾被整段截去。
    """
    require_tables()
    whole = report_chains()
    sys.exit(0 if whole else 1)


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


def sentence(report: ChainReport) -> str:
    """Return a chain's line of the report: with its last digest, or its first wrong line."""
    if (fault := report.fault) is None:
        return f"✓ {report.chain}：{report.lines} 行，末行摘要 {report.digest or '（空链）'}"
    where = f"（{fault.line}）" if fault.line else ""
    return f"✗ {report.chain}：第 {fault.sequence} 行{where}：{fault.trouble}"
