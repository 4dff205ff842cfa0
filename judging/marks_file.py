"""Read MARKS.csv and write the standings and their details as CSV.

Names are written exactly as they were read: the files are for programs and
auditors to compare. Sheets for Excel are made by the exports.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TextIO

from judging.ranking import Placing
from judging.rules import Criterion, Rules

COLUMNS = ("entry", "judge", "criterion", "mark")
# By entry, then by judge, then by criterion.
Ballots = dict[str, dict[str, dict[str, Decimal | None]]]

MARK_DECIMALS = 2  # marks are whole hundredths everywhere in the product

_NUMBER = re.compile(r"-?[0-9]{1,9}(\.[0-9]+)?", re.ASCII)


class MarksRefused(ValueError):
    """The file cannot be used; ``faults`` are all the reasons, in Chinese."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def read_marks(content: bytes, rules: Rules) -> Ballots:
    """Return the ballots in ``content`` by entry, then by judge.

    ``content`` is UTF-8 CSV with the columns ``entry,judge,criterion,mark`` in
    any order; others are ignored. A blank mark is "not marked". Raise
    MarksRefused with the fault of every row.
    """
    (_, header), *rows = _lines(_text(content)) or [(1, [])]
    names = [name.strip() for name in header]
    if faults := tuple(_header_faults(names)):
        raise MarksRefused(faults)
    reading = _Reading({criterion.key: criterion for criterion in rules.criteria})
    for line, cells in rows:
        reading.take(line, names, cells)
    if not rows:
        reading.faults.append("文件里没有打分：表头之后至少要有一行。")
    if reading.faults:
        raise MarksRefused(tuple(reading.faults))
    return reading.ballots


def write_standings(placings: Iterable[Placing], rules: Rules, *, out: TextIO) -> None:
    """Write ``place,entry,score,<dimension>…,tied,decided_by``, best first.

    An entry without a score has a blank place and score. A tie that people
    have yet to decide reads ``awaiting:vote`` (or ``lot``).
    """
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["place", "entry", "score", *rules.dimensions, "tied", "decided_by"])
    for placing in placings:
        decided_by = f"awaiting:{placing.awaiting}" if placing.awaiting else placing.decided_by
        dimensions = (_figure(placing.score.dimensions[name]) for name in rules.dimensions)
        score = _figure(placing.score.total)
        tied = "true" if placing.tied else "false"
        writer.writerow([placing.place, placing.entry, score, *dimensions, tied, decided_by])


def write_detail(placings: Iterable[Placing], *, out: TextIO) -> None:
    """Write ``entry,criterion,n,mean,score``; n counts the marks before trimming."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["entry", "criterion", "n", "mean", "score"])
    for placing in placings:
        for key, part in placing.score.criteria.items():
            figures = (_figure(part.mean), _figure(part.score))
            writer.writerow([placing.entry, key, part.panel.n, *figures])


def _figure(number: Decimal | None) -> str:
    return "" if number is None else f"{number:f}"


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise MarksRefused(
            ("文件不是 UTF-8 编码：请在 Excel 中“另存为”，类型选“CSV UTF-8（逗号分隔）”后再试。",)
        ) from error


def _lines(text: str) -> list[tuple[int, list[str]]]:
    """Return every row that is not blank, with the number of its first line."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows = []
    first = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((first, cells))
            first = reader.line_num + 1
    except csv.Error as error:
        raise MarksRefused(
            (f"第 {first} 行起无法读取（引号没有成对，或含有空字符）：请改正后再试。",)
        ) from error
    return rows


def _header_faults(names: list[str]) -> Iterator[str]:
    for name in COLUMNS:
        if name not in names:
            yield f"缺少“{name}”列：第一行应为 {','.join(COLUMNS)}。"
        elif names.count(name) > 1:
            yield f"“{name}”列出现了 {names.count(name)} 次：请只留一列。"


@dataclass(slots=True)
class _Reading:
    """The rows taken so far, and what is wrong with them."""

    criteria: Mapping[str, Criterion]
    ballots: Ballots = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    _seen: dict[tuple[str, str, str], int] = field(default_factory=dict)

    def take(self, line: int, names: list[str], cells: list[str]) -> None:
        if len(cells) != len(names):
            self.faults.append(f"第 {line} 行：有 {len(cells)} 格，表头有 {len(names)} 格。")
            return
        row = dict(zip(names, (cell.strip() for cell in cells), strict=True))
        faults = tuple(self._faults(line, row))
        self.faults += (f"第 {line} 行：{fault}" for fault in faults)
        if not faults:
            mark = Decimal(row["mark"]) if row["mark"] else None
            judges = self.ballots.setdefault(row["entry"], {})
            judges.setdefault(row["judge"], {})[row["criterion"]] = mark

    def _faults(self, line: int, row: Mapping[str, str]) -> Iterator[str]:
        for name in ("entry", "judge", "criterion"):
            if not row[name]:
                yield f"“{name}”为空，请填写。"
        cell = (row["entry"], row["judge"], row["criterion"])
        first = self._seen.setdefault(cell, line)
        if first != line and all(cell):
            yield (
                f"与第 {first} 行重复（项目“{cell[0]}”、评委“{cell[1]}”、评分项“{cell[2]}”）："
                "同一评委对同一项目的一个评分项只能有一行。"
            )
        criterion = self.criteria.get(row["criterion"])
        if criterion:
            yield from _mark_faults(row["mark"], criterion)
        elif row["criterion"]:
            known = "、".join(self.criteria)
            yield f"评分项“{row['criterion']}”不在评审规则中，可用的有：{known}。"


def _mark_faults(text: str, criterion: Criterion) -> Iterator[str]:
    if not text:
        return
    if not _NUMBER.fullmatch(text):
        yield f"打分“{text}”不是数：请用半角数字填写，没有打分的留空。"
        return
    if len(text.partition(".")[2]) > MARK_DECIMALS:
        yield f"打分 {text} 的小数超过 {MARK_DECIMALS} 位。"
    if not criterion.allows(Decimal(text)):
        yield f"打分 {text} 超出范围：评分项“{criterion.key}”为 0 到 {criterion.top} 分。"
