"""The standings sheet on official paper: rules, scores, what decided ties, and signatures."""

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby

from reportlab.platypus import KeepTogether
from reportlab.platypus.flowables import Flowable

from awards.documents.composing import Composer, counted
from awards.documents.fonts import Fonts
from awards.documents.grid import Grid
from awards.documents.layout import LANDSCAPE, Paper, official_pdf
from awards.documents.sheet import GridColumn, Sheet
from awards.documents.signatures import signatures
from awards.exports.rows import StandingRow, StandingsHead
from awards.exports.standings import rule_lines

COLUMNS = (
    GridColumn("名次", 13),
    GridColumn("项目", 46, "left"),
    GridColumn("企业", 44, "left"),
    GridColumn("技术得分", 18),
    GridColumn("商务得分", 18),
    GridColumn("总分", 17),
    GridColumn("有效\n评分表", 15),
    GridColumn("去掉的\n分数", 15),
    GridColumn("同分依据", 20),
    GridColumn("备注", 19),
)
UNSCORED = "未评分"
MARGINS = "只变动一个分数、或去掉一位评委，其余不变，按同一规则重新计算；供核对，不改变结果。"


def standings_pdf(rows: Sequence[StandingRow], head: StandingsHead, fonts: Fonts) -> bytes:
    """Return the standings sheet as PDF.

    Raises :class:`~awards.documents.fonts.MissingGlyph` where a name cannot be printed.
    """
    title = f"{head.contest}评审汇总表"
    paper = Paper(LANDSCAPE, title=title, author=head.organizer, dated=head.dated)
    return official_pdf(list(_story(rows, head, Composer(fonts))), paper, fonts)


def _story(
    rows: Sequence[StandingRow], head: StandingsHead, compose: Composer
) -> Iterator[Flowable]:
    yield compose.title(f"{head.contest}评审汇总表")
    yield compose.subtitle(f"榜单：{head.challenge}（{head.edition_line}）")
    (label, version), *rules = rule_lines(head.rules)
    yield from compose.heading(f"{label}（{version}）")
    for label, sentence in rules:
        yield compose.body(f"{label}：{sentence}", field=label)
    yield from compose.heading("得分与名次")
    yield from _tables(rows, head, compose)
    if head.margins:
        yield from compose.heading("安全边际")
        yield compose.small(MARGINS)
        for sentence in head.margins:
            yield compose.body(sentence, field="安全边际")
    yield KeepTogether(list(_proof_and_closing(head, compose)))


def _tables(
    rows: Sequence[StandingRow], head: StandingsHead, compose: Composer
) -> Iterator[Flowable]:
    """Yield one table, or one for each challenge with a ranking of its own, under its name."""
    groups = groupby(rows, key=lambda row: row.challenge) if head.by_challenge else [("", rows)]
    for number, (challenge, group) in enumerate(groups, 1):
        if challenge:
            yield from compose.subheading(f"（{counted(number)}）{challenge}")
        texts = (_cells(row, head.places) for row in group)
        yield Grid(Sheet(COLUMNS, texts, fonts=compose.fonts))


def _proof_and_closing(head: StandingsHead, compose: Composer) -> Iterator[Flowable]:
    """Yield what proves the sheet, with the signatures: these never stand alone on a page."""
    yield compose.gap(8)
    yield compose.small(f"评审规则摘要：{head.rules.digest}")
    yield compose.small(f"操作日志链头：{head.ledger_head}")
    yield from compose.heading("签字")
    yield from signatures(head.judges, fonts=compose.fonts, abreast=3)
    tally = signatures(("统计人", "核对人", "监督人"), fonts=compose.fonts, abreast=3)
    closing = compose.closing(head.organizer, head.dated)
    yield KeepTogether([*tally, compose.gap(10), *closing])


def _cells(row: StandingRow, places: int) -> tuple[str, ...]:
    scores = (_score(s, places) for s in (row.technical, row.commercial, row.total))
    place = "—" if row.place is None else str(row.place)
    counts = (str(row.ballots), str(row.dropped_marks))
    return (place, row.entry, row.enterprise, *scores, *counts, row.decided_by, row.remark)


def _score(score: Decimal | None, places: int) -> str:
    if score is None:
        return UNSCORED
    return str(score.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))
