"""The parts of an official document as what reportlab draws."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlab.platypus import KeepTogether, PageBreak
from reportlab.platypus.flowables import Flowable

from awards.documents.codes import Code
from awards.documents.composing import Composer
from awards.documents.diploma import DiplomaPage
from awards.documents.fonts import Fonts
from awards.documents.grid import Grid
from awards.documents.layout import LANDSCAPE, PORTRAIT, Page, Paper, official_pdf
from awards.documents.official import (
    Body,
    Closing,
    Diploma,
    Fields,
    Gap,
    Heading,
    Official,
    Part,
    Qr,
    Signatures,
    Small,
    Subheading,
    Subtitle,
    Table,
    Title,
    Together,
)
from awards.documents.prose import LEADING
from awards.documents.sheet import MM, GridColumn, Sheet
from awards.documents.signatures import signatures

LABEL_MM = 38.0


class _Kept(KeepTogether):  # type: ignore[misc]  # untyped base
    """Flowables on one page; a group among them has its own height.

    reportlab gives a group a height without end, to be asked to split it: in another group that
    would put both on a page of their own.
    """

    _content: list[Flowable]

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        kept, self._content = self._content, [*_flat(self._content)]
        wrapped: tuple[float, float] = super().wrap(width, height)
        self._content = kept
        return wrapped


def _flat(flowables: Sequence[Flowable]) -> Iterator[Flowable]:
    for each in flowables:
        if isinstance(each, _Kept):
            yield from _flat(each._content)  # noqa: SLF001 -- of the same class
        else:
            yield each


@dataclass(frozen=True, slots=True)
class _Setting:
    """What the parts are set with."""

    page: Page
    compose: Composer


def set_pdf(official: Official, fonts: Fonts) -> bytes:
    """Return the document as PDF. Raises :class:`~awards.documents.fonts.MissingGlyph`."""
    page = LANDSCAPE if official.landscape else PORTRAIT
    setting = _Setting(page, Composer(fonts))
    paper = Paper(
        page,
        title=official.title,
        author=official.issuer,
        dated=official.dated,
        framed=official.framed,
    )
    return official_pdf(list(_set(official.parts, setting)), paper, fonts)


def _set(parts: Sequence[Part], setting: _Setting) -> Iterator[Flowable]:
    for part in parts:
        yield from _flowables(part, setting)


def _flowables(part: Part, setting: _Setting) -> Iterator[Flowable]:
    """Yield what draws a part: words, or what is ruled and drawn."""
    match part:
        case Together(parts):
            yield _Kept(list(_set(parts, setting)))
        case Fields() | Table() | Signatures() | Qr() | Diploma():
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
        case Diploma():
            yield DiplomaPage(part, fonts)
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
