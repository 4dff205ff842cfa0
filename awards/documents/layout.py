"""The page of GB/T 9704-2012: A4, its margins and its page numbers.

A wide table turns the page: the margins turn with it (the head of the sheet faces the binding
edge, 5.2.1 and 7.3), while the page number stays at the foot for reading on screens.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from threading import Lock
from typing import Any

from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate
from reportlab.platypus.flowables import Flowable

from awards.documents.fonts import Fonts

NUMBER_SIZE = 14  # 四号 (GB/T 9704-2012, 7.5)
NUMBER_DROP = 7 * mm  # from the text block's foot to the dashes

GOLD = (0.66, 0.51, 0.2)
# Insets from the paper's edge and widths of a frame's rules, in points.
FRAME = ((12 * mm, 2.5), (14 * mm, 0.7))

rl_config.useA85 = 0  # streams as bytes, not as text: smaller and faster

_ONE_AT_A_TIME = Lock()  # reportlab's loaded fonts keep a reading position of their own


@dataclass(frozen=True, slots=True)
class Page:
    """Paper and margins in points."""

    width: float
    height: float
    top: float
    right: float
    bottom: float
    left: float

    @property
    def text_width(self) -> float:
        return self.width - self.left - self.right

    @property
    def text_height(self) -> float:
        return self.height - self.top - self.bottom


PORTRAIT = Page(A4[0], A4[1], top=37 * mm, right=26 * mm, bottom=35 * mm, left=28 * mm)
LANDSCAPE = Page(A4[1], A4[0], top=28 * mm, right=37 * mm, bottom=26 * mm, left=35 * mm)


@dataclass(frozen=True, slots=True)
class Paper:
    """What a document is on and about: its page, title, author and the day it bears.

    A ``framed`` page has a frame, and no number.
    """

    page: Page
    title: str
    author: str
    dated: date
    framed: bool = False


def official_pdf(story: Sequence[Flowable], paper: Paper, fonts: Fonts) -> bytes:
    """Return the laid-out document. The same story and paper give the same bytes."""
    written = BytesIO()
    page, main = paper.page, fonts.main.name
    template = BaseDocTemplate(
        written,
        pagesize=(page.width, page.height),
        title=paper.title,
        author=paper.author,
        lang="zh-CN",
        invariant=1,
        initialFontName=main,
    )
    template.addPageTemplates([PageTemplate("page", [_frame(page)], onPage=_opener(paper, main))])
    with _ONE_AT_A_TIME:
        template.build(list(story))
    return written.getvalue()


def _frame(page: Page) -> Frame:
    return Frame(
        page.left,
        page.bottom,
        page.text_width,
        page.text_height,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )


def _opener(paper: Paper, font: str) -> Any:
    stamp = f"D:{paper.dated:%Y%m%d}000000+08'00'"

    def open_page(canvas: Any, _template: Any) -> None:
        canvas.setDateFormatter(lambda *_now: stamp)
        if paper.framed:
            _frame_around(canvas, paper.page)
        else:
            _number(canvas, paper.page, font)

    return open_page


def _frame_around(canvas: Any, page: Page) -> None:
    """Draw a thick and a thin rule around the page, a certificate's frame."""
    canvas.saveState()
    canvas.setStrokeColorRGB(*GOLD)
    for inset, width in FRAME:
        canvas.setLineWidth(width)
        canvas.rect(inset, inset, page.width - 2 * inset, page.height - 2 * inset)
    canvas.restoreState()


def _number(canvas: Any, page: Page, font: str) -> None:
    """Write ``— 1 —``: odd pages to the right, even ones to the left, one character in."""
    number = canvas.getPageNumber()
    text = f"— {number} —"
    canvas.setFont(font, NUMBER_SIZE)
    base = page.bottom - NUMBER_DROP - NUMBER_SIZE / 2
    if number % 2:
        canvas.drawRightString(page.width - page.right - NUMBER_SIZE, base, text)
    else:
        canvas.drawString(page.left + NUMBER_SIZE, base, text)
