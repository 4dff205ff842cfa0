"""Commands of judging, for organizers with paper sheets and for auditors."""

from __future__ import annotations

import io
import json
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import IO, NoReturn

import click
from flask.cli import AppGroup

from contest.core.actions import Refusal
from contest.core.db import db
from contest.models import Contest
from judging.bundling import made_bundle
from judging.draw import checks_of
from judging.marks_file import MarksRefused, read_marks, write_detail, write_standings
from judging.ranking import Placing, rank
from judging.rules import Rules, RulesRefused, Trim
from judging.rules_file import read_rules
from judging.scoring import score_entry

BAD_INPUT = 2
_NAMED = 10

# What a record of a draw claims, as the command says it.
CLAIMS = {
    "commitment": "承诺 = SHA-256(随机数)",
    "number": "公开数字写法规范（半角，前后没有空格）",
    "entries": "名单中没有重复的编号",
    "keys": "每个项目的排序值 = SHA-256(随机数、公开数字、编号)",
    "order": "顺序按排序值从小到大",
}

judging_cli = AppGroup("judging", help="评审：计分和排名。")

_FILE = click.Path(path_type=Path)


@judging_cli.command("rank", with_appcontext=False)
@click.argument("marks", metavar="MARKS.csv", type=_FILE)
@click.option(
    "--rules", "sheet", metavar="RULES.toml", type=_FILE, required=True, help="评审规则。"
)
@click.option("--detail", metavar="FILE.csv", type=_FILE, help="另存每个评分项的平均分和得分。")
def rank_marks(marks: Path, sheet: Path, detail: Path | None) -> None:
    """按评审规则计算打分表的得分和名次，以 CSV 输出。

    打分表有四列：entry,judge,criterion,mark（UTF-8；没有打分的留空）。需要人知道的情况写到
    标准错误；输入有错时列出全部错误，退出码为 2，不输出排名。
    """
    try:
        rules = read_rules(_read(sheet))
        ballots = read_marks(_read(marks), rules)
    except (RulesRefused, MarksRefused) as refused:
        _stop(refused.faults)
    placings = rank({entry: score_entry(b, rules) for entry, b in ballots.items()}, rules)
    if detail:
        _write_detail(placings, detail)
    standings = io.StringIO()
    write_standings(placings, rules, out=standings)
    click.echo(standings.getvalue(), nl=False)
    for note in notes(placings, rules):
        click.echo(f"注意：{note}", err=True)


@judging_cli.command("draw-check", with_appcontext=False)
@click.argument("record", metavar="RECORD.json", type=_FILE)
def check_draw(record: Path) -> None:
    """按抽签记录重新计算，逐项说明是否相符；有不符的，退出码为 1。

    记录从抽签页下载。核对不读数据库：只按记录里的随机数、公开数字和名单重新计算。
    """
    try:
        checks = checks_of(json.loads(_read(record)))
    except (ValueError, KeyError, TypeError):
        _stop([f"{record} 不是一份已抽定的抽签记录。请从抽签页重新下载，抽定之后再核对。"])
    for check in checks:
        click.echo(f"{'相符' if check.holds else '不符'}：{CLAIMS[check.claim]}")
    sys.exit(0 if all(check.holds for check in checks) else 1)


@judging_cli.command("bundle")
@click.argument("contest", metavar="CONTEST", type=int)
@click.option("-o", "to", metavar="FILE.zip", type=_FILE, required=True, help="写到哪里。")
def bundle(contest: int, to: Path) -> None:
    """把编号为 CONTEST 的大赛的核验包写到 FILE.zip；个人信息只留承诺值。

    编号见大赛页面的地址。导出本身记入日志。要附上个人信息的原文，请由组委会在网页上导出。
    """
    if (found := db.session.get(Contest, contest)) is None:
        _stop([f"没有编号为 {contest} 的大赛。"])
    try:
        made = made_bundle(found, by=None, purpose="")
    except Refusal as refusal:
        _stop([str(refusal)])
    with made.file:
        size = _pour(made.file, to)
    click.echo(f"已写入 {to}：{size} 字节。日志头 {made.code}")


def notes(placings: Sequence[Placing], rules: Rules) -> Iterator[str]:
    """Yield what a reader of the standings must know besides them, in Chinese."""
    for placing in placings:
        if placing.score.incomplete:
            judges = "、".join(placing.score.incomplete)
            yield f"项目“{placing.entry}”：评委 {judges} 的评分表没有打完，整份未计入。"
        if placing.place is None:
            yield f"项目“{placing.entry}”没有得分，不参加排名：{_why_unscored(placing, rules)}"
    yield from _untrimmed(placings, rules)
    yield from _awaiting(placings)


def _why_unscored(placing: Placing, rules: Rules) -> str:
    if rules.counts_whole_ballots:
        return (
            "没有一份打完的评分表。若评委本来只评部分评分项，请在评审规则中写 "
            'round_order = "criterion" 或 trim = "per_criterion"。'
        )
    return f"评分项 {'、'.join(placing.score.unmarked)} 没有任何打分。"


def _untrimmed(placings: Iterable[Placing], rules: Rules) -> Iterator[str]:
    if rules.trim is Trim.NONE:
        return
    scored = [placing for placing in placings if placing.place is not None]
    for criterion in rules.criteria[:1] if rules.counts_whole_ballots else rules.criteria:
        few = [p.entry for p in scored if criterion.key in p.score.untrimmed]
        subject = "评分表" if rules.counts_whole_ballots else f"评分项“{criterion.key}”打分"
        if few:
            yield (
                f"{subject}少于 {rules.min_to_trim} 份，没有去掉最高分和最低分，按平均分计算："
                f"{_first(few)}。"
            )


def _first(entries: Sequence[str]) -> str:
    """Return the names, cut short where they would fill the screen."""
    shown = "、".join(entries[:_NAMED])
    return shown if len(entries) <= _NAMED else f"{shown}等 {len(entries)} 个项目"


def _awaiting(placings: Iterable[Placing]) -> Iterator[str]:
    steps = {"vote": "评审组表决", "lot": "抽签"}
    for (place, step), equals in groupby(placings, key=lambda p: (p.place, p.awaiting)):
        if step:
            names = "、".join(placing.entry for placing in equals)
            yield f"第 {place} 名并列，须由{steps[step]}（{step}）区分：{names}。"


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        _stop([f"无法读取 {path}：请检查它是否存在、是不是文件（而不是文件夹）、能否打开。"])


def _write_detail(placings: Iterable[Placing], path: Path) -> None:
    try:
        with path.open("w", encoding="utf-8", newline="") as out:
            write_detail(placings, out=out)
    except OSError:
        _stop([f"无法写入 {path}：请换一个能写的位置和文件名。"])


def _pour(file: IO[bytes], to: Path) -> int:
    """Copy the file to ``to``, which appears whole or not at all, and return its size."""
    part = to.with_name(f".{to.name}.part")
    try:
        with part.open("wb") as out:
            file.seek(0)
            shutil.copyfileobj(file, out)
            size = out.tell()
        part.replace(to)
    except OSError:
        part.unlink(missing_ok=True)
        _stop([f"无法写入 {to}：请换一个能写的位置和文件名。"])
    return size


def _stop(faults: Iterable[str]) -> NoReturn:
    for fault in faults:
        click.echo(fault, err=True)
    sys.exit(BAD_INPUT)
