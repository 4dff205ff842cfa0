"""One engine for all official documents: a document is told as parts, then set on the page.

The parts say what stands there; how it looks is GB/T 9704-2012's, ``awards.documents.setting``'s
and ``awards.documents.word``'s. A new document is a pure function to ``Official`` and a row of
``awards.registry``. This module loads neither reportlab nor python-docx.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from awards.documents.sheet import GridColumn, Text

if TYPE_CHECKING:
    from awards.documents.fonts import Fonts


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


@dataclass(frozen=True, slots=True)
class Diploma:
    """A certificate's page: whom it names, what for, the code to verify it by, who issues it.

    ``code`` is the text of its QR code; ``notes`` stand beside it.
    """

    headline: str
    addressee: str
    statement: str
    ending: str
    code: str
    notes: Sequence[str]
    issuer: str
    day: date


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
    | Diploma
)


@dataclass(frozen=True, slots=True)
class Official:
    """A document: its file's name (no ending), title, parts, who issues it, and its day.

    A ``framed`` one has a frame around its page in place of the page's number.
    """

    name: str
    title: str
    parts: Sequence[Part]
    issuer: str
    dated: date
    landscape: bool = False
    framed: bool = False


def pdf_of(official: Official, fonts: Fonts) -> bytes:
    """Return the document as PDF; the same document gives the same bytes.

    Raises :class:`~awards.documents.fonts.MissingGlyph` where a text cannot be printed.
    """
    from awards.documents.setting import set_pdf  # noqa: PLC0415 -- loads reportlab

    return set_pdf(official, fonts)


def docx_of(official: Official) -> bytes:
    """Return the document as DOCX to edit; the same document gives the same bytes."""
    from awards.documents.word import write_docx  # noqa: PLC0415 -- loads python-docx

    return write_docx(official)
