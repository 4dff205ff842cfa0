"""Sample award lists and standings, and ways to look into a PDF."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pypdfium2
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from awards.documents.fonts import Fonts
from awards.exports.rows import AwardListHead, AwardRow, RuleSummary, StandingRow, StandingsHead

DIGEST = "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
LEDGER = "sha256:60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752"

HEAD = AwardListHead(
    contest="甬城开放场景创新大赛",
    organizer="甬城科学技术局",
    edition="2",
    rule_sheet_digest=DIGEST,
    ledger_head=LEDGER,
    dated=date(2026, 11, 2),
)
RULES = RuleSummary(
    version=1,
    digest=DIGEST,
    technical_weight=Decimal(60),
    commercial_weight=Decimal(40),
    trimming="去掉一个最高分和一个最低分。",
    rounding="总分四舍五入，保留两位小数。",
    ties=("技术得分", "抽签"),
)
STANDINGS_HEAD = StandingsHead(
    contest="甬城开放场景创新大赛",
    challenge="路口信号协同",
    organizer="甬城科学技术局",
    edition=3,
    rules=RULES,
    ledger_head=LEDGER,
    dated=date(2026, 11, 2),
    judges=("专家 1", "专家 2", "专家 3"),
)


def award(number: int = 1, **changes: object) -> AwardRow:
    sound = {
        "place": number,
        "entry": "信号协同优化",
        "enterprise": "甬行科技有限公司",
        "challenge": "路口信号协同",
        "prize": "一等奖",
        "amount": 100_000_000,
        "credit_code": "91350100M000100Y43",
    }
    return AwardRow(number=number, **sound | changes)  # type: ignore[arg-type]


def standing(**changes: object) -> StandingRow:
    sound = {
        "place": 1,
        "entry": "信号协同优化",
        "enterprise": "甬行科技有限公司",
        "technical": Decimal("91.5"),
        "commercial": Decimal("88.25"),
        "total": Decimal("90.20"),
        "ballots": 7,
        "dropped_marks": 14,
    }
    return StandingRow(**sound | changes)  # type: ignore[arg-type]


@cache
def fonts() -> Fonts:
    """Return the font that every installation has, with no others to fall back on."""
    return Fonts(micro_hei())


def micro_hei() -> Path:
    package = find_spec("mpl_font")
    assert package
    assert package.origin
    return Path(package.origin).with_name("fonts") / "wqy/wqy-microhei.ttc"


def font_with(character: str, path: Path) -> Path:
    """Write a TrueType font that draws one character, as a box."""
    pen = TTGlyphPen(None)
    for move, point in ((pen.moveTo, (0, 0)), (pen.lineTo, (0, 800)), (pen.lineTo, (800, 800))):
        move(point)
    pen.closePath()
    box, empty = pen.glyph(), TTGlyphPen(None).glyph()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "box"])
    builder.setupCharacterMap({ord(character): "box"})
    builder.setupGlyf({".notdef": empty, "box": box})
    builder.setupHorizontalMetrics({".notdef": (1000, 0), "box": (1000, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": path.stem, "styleName": "Regular", "psName": path.stem})
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)
    return path


@dataclass(frozen=True)
class Drawn:
    """A character on a page and its box, in points from the lower left."""

    character: str
    left: float
    bottom: float
    right: float
    top: float


def drawn(pdf: bytes) -> list[list[Drawn]]:
    """Return the visible characters of each page."""
    document = pypdfium2.PdfDocument(pdf)
    found = []
    for page in document:
        texts = page.get_textpage()
        every = [
            Drawn(texts.get_text_range(at, 1), *texts.get_charbox(at))
            for at in range(texts.count_chars())
        ]
        found.append([one for one in every if one.character.strip()])
        texts.close()
        page.close()
    document.close()
    return found


def pages(pdf: bytes) -> list[str]:
    """Return the text of each page without any spaces."""
    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return ["".join(text.split()) for text in texts]


def words(pdf: bytes) -> str:
    """Return all text of all pages without any spaces."""
    return "".join(pages(pdf))
