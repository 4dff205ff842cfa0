"""The screening record (形式审查记录): each entry, item by item, the decision and its reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from awards.documents.official import Body, Heading, Official, Part, Small, Subtitle, Table, Title
from awards.documents.recusal_record import RecordHead, closing
from awards.documents.sheet import GridColumn
from contest.screening_items import ITEMS

ITEM_NAMES = {
    "complete": "资料\n齐全",
    "entity": "主体\n资格",
    "consortium": "联合\n合规",
    "pledge": "承诺\n签署",
    "relevant": "榜单\n相符",
    "credit": "信用\n良好",
}
COLUMNS = (
    GridColumn("序号", 11),
    GridColumn("项目编号", 27),
    GridColumn("项目", 36, "left"),
    GridColumn("牵头单位", 32, "left"),
    *(GridColumn(ITEM_NAMES[item], 11) for item in ITEMS),
    GridColumn("结论", 15),
    GridColumn("说明、审查人和时间", 38, "left"),
)
YES, NO, UNSEEN = "√", "×", "—"


@dataclass(frozen=True, slots=True)
class ScreeningLine:
    """An entry's last check; ``admitted`` and ``checklist`` are None where there was none yet."""

    number: str
    entry: str
    enterprise: str
    admitted: bool | None
    checklist: dict[str, bool] | None
    reason: str
    by: str
    at: str


def screening_record(lines: Sequence[ScreeningLine], head: RecordHead) -> Official:
    """Return what the record says."""
    title = f"{head.contest}形式审查记录"
    parts = tuple(_parts(lines, head))
    return Official(title, title, parts, head.issuer, head.dated, landscape=True)


def _parts(lines: Sequence[ScreeningLine], head: RecordHead) -> Iterator[Part]:
    yield Title(f"{head.contest}形式审查记录")
    yield Subtitle(f"（截至 {head.dated.year}年{head.dated.month}月{head.dated.day}日）")
    yield Body(_summary(lines), field="概况")
    yield Heading("审查情况")
    if lines:
        yield Table(COLUMNS, [_cells(n, line) for n, line in enumerate(lines, 1)])
        yield Small(f"{YES} 符合　{NO} 不符合　{UNSEEN} 尚未审查")
    else:
        yield Body("没有提交的项目。")
    yield closing(head)


def _summary(lines: Sequence[ScreeningLine]) -> str:
    results = [line.admitted for line in lines]
    counts = (
        f"通过 {results.count(True)} 项，不通过 {results.count(False)} 项，"
        f"待审查 {results.count(None)} 项"
    )
    return (
        f"共收到项目 {len(lines)} 项：{counts}。"
        "审查只看资料、主体、联合体、承诺、相关性和信用记录，不以企业规模、成立年限或市场业绩为由排除任何一家。"
    )


def _cells(number: int, line: ScreeningLine) -> tuple[str | tuple[str, ...], ...]:
    result = {True: "通过", False: "不通过", None: "待审查"}[line.admitted]
    said = tuple(filter(None, (line.reason, line.by, line.at)))
    items = (_mark(line.checklist, item) for item in ITEMS)
    return (str(number), line.number, line.entry, line.enterprise, *items, result, said or UNSEEN)


def _mark(checklist: dict[str, bool] | None, item: str) -> str:
    if checklist is None:
        return UNSEEN
    return YES if checklist.get(item) else NO
