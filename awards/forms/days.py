"""A day, typed or picked, and a file among the fields of a form."""

from __future__ import annotations

from typing import Any

from flask import request
from flask_babel import gettext as _
from wtforms import DateField, IntegerField
from wtforms.widgets import HiddenInput

from awards.delivering import Overtaken
from contest.core.actions import Refusal
from contest.core.asked import FIRST_DAY, LAST_DAY
from contest.core.forms import Form
from contest.core.intake import Accepts, Kept, receive

MB = 1024 * 1024
# What bears something out: a scan, or a photograph from the site.
EVIDENCE = Accepts(("pdf", "png", "jpg"), 20 * MB)
# What was signed by hand, scanned.
PAPER = Accepts(("pdf",), 20 * MB)


class Day(DateField):  # type: ignore[misc]  # WTForms is untyped
    """A day as people write it."""

    data: Any

    def process_formdata(self, valuelist: list[str]) -> None:
        if not valuelist or not valuelist[0].strip():
            self.data = None
            return
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_("请按“2026-11-21”的样式填写日期。")) from None
        if not FIRST_DAY <= self.data <= LAST_DAY:
            years = {"first": FIRST_DAY.year, "last": LAST_DAY.year}
            self.data = None
            raise ValueError(_("请填写 %(first)d 年至 %(last)d 年之间的日期。", **years))


class SeenForm(Form):
    """A form about what was shown: 409 where something newer was saved meanwhile."""

    seen: Any = IntegerField(widget=HiddenInput())

    def look_again(self, now: int) -> None:
        """Carry the number of what is shown now: saving again is then a decision."""
        if isinstance(self.refused, Overtaken):
            self.seen.raw_data, self.seen.data = None, now

    @property
    def status(self) -> int:
        """Return the answer's status."""
        return 409 if isinstance(self.refused, Overtaken) else super().status


class FiledForm(Form):
    """A form with a file, which is taken in only once all else is right.

    ``accepts`` is what it takes; a form whose ``needs_file`` is not set can go without.
    """

    accepts: Accepts = EVIDENCE
    needs_file = True
    file: Any
    kept: Kept | None = None

    @property
    def accepted(self) -> bool:
        """Return whether the form was posted, holds good input, and its file was taken in."""
        return bool(super().accepted) and self._takes_in()

    def _takes_in(self) -> bool:
        sent = request.files.get("file")
        if sent is None or not sent.filename:
            if self.needs_file:
                self.file.errors = [_("请选择要上传的文件。")]
            return not self.needs_file
        try:
            self.kept = receive(sent.stream, name=sent.filename, accepts=self.accepts)  # type: ignore[arg-type]
        except Refusal as refusal:
            self.file.errors = [str(refusal)]
        return self.kept is not None

    def mind_the_file(self) -> None:
        """Say that a file was chosen and is not taken: browsers keep none over an answer."""
        chosen = request.files.get("file")
        if chosen and chosen.filename and not self.file.errors:
            again = _("请重新选择文件“%(name)s”，浏览器不保留上次的选择。", name=chosen.filename)
            self.file.errors = [again]

    def values(self) -> dict[str, Any]:
        """Return what was typed, by field name, with the file as it was kept."""
        return {**super().values(), "file": self.kept}
