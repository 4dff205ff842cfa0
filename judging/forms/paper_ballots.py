"""The forms of paper sheets: marks as they stand on the paper, and a scan of it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Protocol

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, ValidationError

from contest.core.actions import Refusal
from contest.core.forms import Exact, Form, LongText, Required, Text, longest
from contest.core.intake import Accepts, Kept, receive
from judging.marks import BadMarks, read_marks
from judging.sheet import plain

SCAN = Accepts(kinds=("pdf", "jpg", "png"), max_bytes=20 * 1024 * 1024)
Written = InputRequired(message=_l("请照纸上填写；纸上没有打分的，请专家补打后再录。"))


class Line(Protocol):
    """A criterion, as it stands on the paper."""

    key: str
    name: str
    top: Decimal
    step: Decimal


class Allowed:
    """A validator: the mark is one that the line can be given."""

    def __init__(self, line: Line) -> None:
        self.line = line

    def __call__(self, _form: Form, field: Exact) -> None:
        try:
            read_marks({self.line.key: str(field.data)}, [self.line])
        except BadMarks as faults:
            raise ValidationError(str(faults)) from None


class MarksForm(Form):
    """One box a line, in the order of the paper; made for the lines by ``marks_form``."""

    lines: Sequence[Line] = ()

    def boxes(self) -> list[tuple[Line, Exact]]:
        """Return the lines with their boxes."""
        return [(line, self[f"mark_{n}"]) for n, line in enumerate(self.lines)]

    def marks(self) -> dict[str, str | None]:
        """Return what was typed, by criterion key."""
        return {line.key: f"{box.data:.2f}" for line, box in self.boxes()}


def marks_form(lines: Sequence[Line]) -> type[MarksForm]:
    """Return the form with a box for each line."""
    boxes: dict[str, Any] = {
        f"mark_{n}": Exact(
            line.name,
            description=_(
                "0 至 %(top)s，每步 %(step)s", top=plain(line.top), step=plain(line.step)
            ),
            validators=[Written, Allowed(line)],
        )
        for n, line in enumerate(lines)
    }
    return type("MarksOfSheet", (MarksForm,), {"lines": tuple(lines), **boxes})


class FindForm(Form):
    """A sheet by what its QR code says, or by judge and entry."""

    class Meta:
        """It changes nothing, and its address can be shared."""

        csrf = False

    code = Text(_l("扫描评分表上的二维码"), validators=[longest(300)])
    judge = SelectField(_l("专家"), coerce=int, default=0)
    entry = SelectField(_l("项目"), coerce=int, default=0)

    @classmethod
    def asked(
        cls, judges: Sequence[tuple[int, str]], entries: Sequence[tuple[int, str]]
    ) -> FindForm:
        """Return the form as it was asked in the address."""
        form = cls(formdata=request.args)
        for field, choices in ((form.judge, judges), (form.entry, entries)):
            field.choices = [
                SelectChoice("0", _("请选择")),
                *(SelectChoice(str(number), name) for number, name in choices),
            ]
        return form


class ScanForm(Form):
    """A photograph or scan of the sheet."""

    scan = FileField(_l("评分表的照片或扫描件"))

    file: Kept | None = None

    def takes_in_scan(self) -> bool:
        """Take in as ``file`` what was sent; tell beside the field why not."""
        sent = self.scan.data
        if not sent or not sent.filename:
            self.scan.errors = [_("请选择一个文件。")]
            return False
        try:
            self.file = receive(sent.stream, name=sent.filename, accepts=SCAN)
        except Refusal as refusal:
            self.scan.errors = [str(refusal)]
        return self.file is not None


class RemovalForm(Form):
    """Why what was typed is taken back."""

    reason = LongText(_l("撤销理由"), validators=[Required, longest(300)])
