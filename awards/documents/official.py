"""One engine for all official documents: a document is told as parts, then set on the page.

The parts say what stands there; how it looks is GB/T 9704-2012's and this module's. A new
document is a pure function to ``Official`` and a row of ``awards.registry``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from reportlab.platypus import KeepTogether, PageBreak
from reportlab.platypus.flowables import Flowable

from awards.documents.codes import Code
from awards.documents.composing import Composer
from awards.documents.fonts import Fonts
from awards.documents.grid import Grid
from awards.documents.layout import LANDSCAPE, PORTRAIT, Page, Paper, official_pdf
from awards.documents.prose import LEADING
from awards.documents.sheet import GridColumn, Sheet, Text
from awards.documents.signatures import signatures

MM = 72 / 25.4
LABEL_MM = 38.0


@dataclass(frozen=True, slots=True)
class Title:
    """The document's title, 22 pt, centred; a line each."""

    text: str


@dataclass(frozen=True, slots=True)
class Subtitle:
    """A line under the title, 16 pt, centred."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the first level; the engine counts them 一、二、…"""

    text: str


@dataclass(frozen=True, slots=True)
class Subheading:
    """A heading of the second level, with its number in its text: （一）…"""

    text: str


@dataclass(frozen=True, slots=True)
class Body:
    """A paragraph, 16 pt, its first line two characters in. ``field`` names it in refusals."""

    text: str
    field: str = "正文"


@dataclass(frozen=True, slots=True)
class Small:
    """A remark in small type."""

    text: str
    field: str = "附注"


@dataclass(frozen=True, slots=True)
class Fields:
    """Labels with their values, ruled, one a row."""

    rows: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table; widths of columns in millimetres (156 portrait, 225 landscape)."""

    columns: Sequence[GridColumn]
    rows: Sequence[Sequence[Text]]
    headed: bool = True


@dataclass(frozen=True, slots=True)
class Signatures:
    """Places to sign by hand, ``abreast`` in a row."""

    labels: Sequence[str]
    abreast: int = 2


@dataclass(frozen=True, slots=True)
class Qr:
    """A QR code of an address, with a line under it."""

    text: str
    caption: str


@dataclass(frozen=True, slots=True)
class Closing:
    """Who issues the document over its day (GB/T 9704-2012, 7.3.5)."""

    issuer: str
    day: date


@dataclass(frozen=True, slots=True)
class Gap:
    """An empty space, in lines of the body."""

    lines: float = 1


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins a page."""


@dataclass(frozen=True, slots=True)
class Together:
    """Parts that stay on one page, as signatures and closings do."""

    parts: Sequence[Part]


Part = (
    Title
    | Subtitle
    | Heading
    | Subheading
    | Body
    | Small
    | Fields
    | Table
    | Signatures
    | Qr
    | Closing
    | Gap
    | NewPage
    | Together
)


@dataclass(frozen=True, slots=True)
class Official:
    """A document: its file's name (no ending), title, parts, who issues it, and its day."""

    name: str
    title: str
    parts: Sequence[Part]
    issuer: str
    dated: date
    landscape: bool = False

    @property
    def page(self) -> Page:
        return LANDSCAPE if self.landscape else PORTRAIT


@dataclass(frozen=True, slots=True)
class _Setting:
    """What the parts are set with."""

    page: Page
    compose: Composer


def pdf_of(official: Official, fonts: Fonts) -> bytes:
    """Return the document as PDF; the same document gives the same bytes.

    Raises :class:`~awards.documents.fonts.MissingGlyph` where a text cannot be printed.
    """
    setting = _Setting(official.page, Composer(fonts))
    paper = Paper(official.page, title=official.title, author=official.issuer, dated=official.dated)
    return official_pdf(list(_set(official.parts, setting)), paper, fonts)


def _set(parts: Sequence[Part], setting: _Setting) -> Iterator[Flowable]:
    for part in parts:
        yield from _flowables(part, setting)


def _flowables(part: Part, setting: _Setting) -> Iterator[Flowable]:
    """Yield what draws a part: words, or what is ruled and drawn."""
    match part:
        case Together(parts):
            yield KeepTogether(list(_set(parts, setting)))
        case Fields() | Table() | Signatures() | Qr():
            yield from _ruled(part, setting)
        case _:
            yield from _worded(part, setting.compose)


def _ruled(part: Part, setting: _Setting) -> Iterator[Flowable]:
    fonts = setting.compose.fonts
    match part:
        case Fields(rows):
            rest = setting.page.text_width / MM - LABEL_MM
            columns = (GridColumn("项目", LABEL_MM), GridColumn("内容", rest, "left"))
            yield Grid(Sheet(columns, rows, fonts=fonts, headed=False))
        case Table(columns, rows, headed):
            yield Grid(Sheet(columns, rows, fonts=fonts, headed=headed))
        case Signatures(labels, abreast):
            yield from signatures(labels, fonts=fonts, abreast=abreast)
        case Qr(text, caption):
            yield Code(text)
            yield setting.compose.small(caption)


def _worded(part: Part, compose: Composer) -> Iterator[Flowable]:
    match part:
        case Heading(text):
            yield from compose.heading(text)
        case Subheading(text):
            yield from compose.subheading(text)
        case Closing(issuer, day):
            yield from compose.closing(issuer, day)
        case _:
            yield _line(part, compose)


def _line(part: Part, compose: Composer) -> Flowable:
    match part:
        case Title(text):
            return compose.title(text)
        case Subtitle(text):
            return compose.subtitle(text)
        case Body(text, name):
            return compose.body(text, field=name)
        case Small(text, name):
            return compose.small(text, field=name)
        case Gap(lines):
            return compose.gap(lines * LEADING)
    return PageBreak()
