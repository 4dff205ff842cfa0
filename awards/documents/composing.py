"""Short ways to say the parts of an official document, all in one set of fonts."""

from datetime import date
from itertools import count

from reportlab.platypus import CondPageBreak, Spacer
from reportlab.platypus.flowables import Flowable

from awards.documents.counting import counted
from awards.documents.fonts import Fonts
from awards.documents.prose import (
    BODY,
    HEADING,
    LEADING,
    SMALL,
    SUBTITLE,
    TITLE,
    Prose,
    Style,
)
from contest.core.tables import display_text

DAY_INSET = 4


class Composer:
    """Makes paragraphs, numbering the headings 一、二、… as they come."""

    def __init__(self, fonts: Fonts) -> None:
        self.fonts = fonts
        self._headings = count(1)

    def title(self, text: str) -> Prose:
        return self._prose(text, TITLE, "标题")

    def subtitle(self, text: str) -> Prose:
        return self._prose(text, SUBTITLE, "标题")

    def heading(self, text: str) -> list[Flowable]:
        """Return a numbered heading that never ends a page."""
        heading = self._prose(f"{counted(next(self._headings))}、{text}", HEADING, "小标题")
        return [CondPageBreak(4 * LEADING), heading]

    def subheading(self, text: str) -> list[Flowable]:
        """Return a heading of the second level that never ends a page."""
        return [CondPageBreak(4 * LEADING), self._prose(text, HEADING, "小标题")]

    def body(self, text: str, *, field: str = "正文") -> Prose:
        return self._prose(text, BODY, field)

    def small(self, text: str, *, field: str = "附注") -> Prose:
        return self._prose(text, SMALL, field)

    def closing(self, organizer: str, dated: date) -> list[Flowable]:
        """Return who issues the document over its day (GB/T 9704-2012, 7.3.5).

        The day has Arabic figures and ends four characters in; the issuer is centred on it.
        """
        day = f"{dated.year}年{dated.month}月{dated.day}日"
        wider = self._characters(organizer) - self._characters(day)
        issuer = Style(align="right", inset=max(0, DAY_INSET - wider / 2))
        return [
            self._prose(organizer, issuer, "发布单位"),
            self._prose(day, Style(align="right", inset=DAY_INSET), "日期"),
        ]

    def gap(self, points: float = LEADING) -> Flowable:
        return Spacer(0, points)

    def _characters(self, text: str) -> float:
        return self.fonts.width(display_text(text), 1, field="发布单位")

    def _prose(self, text: str, style: Style, field: str) -> Prose:
        return Prose(text, style, fonts=self.fonts, field=field)
