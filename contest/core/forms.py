"""The base of every form, and the fields that read Chinese input exactly."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Self

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from stdnum.cn import uscc
from stdnum.exceptions import ValidationError as BadNumber
from wtforms import DateTimeLocalField, DecimalField, Field, IntegerField, StringField
from wtforms.validators import DataRequired, Length, StopValidation, ValidationError
from wtforms.widgets import TextArea, TextInput

from contest.core.actions import Refusal
from contest.core.asked import FIRST_DAY, LAST_DAY
from contest.core.clock import SHANGHAI, local

Required = DataRequired(message=_l("请填写此项。"))


def longest(number: int) -> Length:
    """Return a validator for text of at most ``number`` characters."""
    return Length(max=number, message=_l("最多 %(max)d 个字。"))


def normal(text: str | None) -> str:
    """Return text in NFC without control and bidi characters or space around it."""
    composed = unicodedata.normalize("NFC", text or "")
    kept = (c for c in composed if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cf"})
    return "".join(kept).strip()


def half_width(text: str | None) -> str:
    """Return text with full-width letters, figures and signs in half width."""
    return unicodedata.normalize("NFKC", text or "")


class Form(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    """A form of ours: Flask-WTF's, with its token, and text made normal."""

    result: Any = None
    refused: Refusal | None = None
    # What stands above the errors of what was posted.
    trouble_heading: Any = _l("还有需要修改的地方，已填写的内容都在：")

    @classmethod
    def submitted(cls, *args: Any, **kwargs: Any) -> Self:
        """Return the form, bound to what was posted if anything was."""
        return cls(*args, **kwargs)

    @property
    def accepted(self) -> bool:
        """Return whether the form was posted and holds good input."""
        return request.method == "POST" and bool(self.validate())

    @property
    def status(self) -> int:
        """Return the answer's status: 422 where something posted could not be taken."""
        return 422 if request.method == "POST" else 200

    def does(self, action: Callable[..., Any], subject: Any, /, **details: Any) -> bool:
        """Carry out an action; where it is refused, say why above the form that was typed."""
        try:
            self.result = action(subject, **details)
        except Refusal as refusal:
            self.refused = refusal
            self.form_errors.append(str(refusal))
            return False
        return True

    @property
    def trouble(self) -> str:
        """Return the first sentence that says why nothing could be done."""
        return next(iter([*self.form_errors, *self.troubles.values()]), "")

    @property
    def troubles(self) -> dict[str, str]:
        """Return the first sentence about each field that could not be taken, by the field's id."""
        return {self[name].id: _first(found) for name, found in self.errors.items() if name}

    def values(self) -> dict[str, Any]:
        """Return what was typed, by field name, without the token."""
        return {name: value for name, value in self.data.items() if name != "csrf_token"}


def _first(errors: Any) -> str:
    """Return the first sentence among errors that may be nested by row and field."""
    if isinstance(errors, dict):
        errors = list(errors.values())
    if isinstance(errors, (list, tuple)):
        return next((found for each in errors if (found := _first(each))), "")
    return str(errors)


class Line(TextInput):  # type: ignore[misc]
    """A text box that cuts nothing off what is pasted: what is too long is told, and kept."""

    validation_attrs = ("required", "disabled")


class Area(TextArea):  # type: ignore[misc]
    """The same of several lines; the counter beneath turns red."""

    validation_attrs = ("required", "disabled")


class Text(StringField):  # type: ignore[misc]
    """One line of text, made normal: what it holds may stand in a letter or a heading."""

    widget = Line()

    def process_formdata(self, valuelist: list[str]) -> None:
        if valuelist:
            self.data = " ".join(normal(valuelist[0]).split())


class LongText(StringField):  # type: ignore[misc]
    """Several lines of text, made normal."""

    widget = Area()

    def process_formdata(self, valuelist: list[str]) -> None:
        if valuelist:
            self.data = normal(valuelist[0])


class DecimalInput(TextInput):  # type: ignore[misc]
    """A text box with a pad of digits: a box of type number takes no full-width digits."""

    def __call__(self, field: Field, **kwargs: Any) -> Any:
        return super().__call__(field, **{"inputmode": "decimal", **kwargs})


class WholeInput(TextInput):  # type: ignore[misc]
    """The same for whole numbers."""

    def __call__(self, field: Field, **kwargs: Any) -> Any:
        return super().__call__(field, **{"inputmode": "numeric", **kwargs})


class Once:
    """A field that tells one mistake once: what is no number is not also out of its bounds."""

    process_errors: Any

    def pre_validate(self, form: Any) -> None:
        if self.process_errors:
            raise StopValidation


class Whole(Once, IntegerField):  # type: ignore[misc]
    """A whole number; full width is understood."""

    widget = WholeInput()

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = half_width(valuelist[0] if valuelist else "").strip()
        self.data = None
        if not typed:
            return
        number = exact(typed, places=0)
        if number is None:
            raise ValueError(_("请填写整数。"))
        self.data = int(number)


class Exact(Once, DecimalField):  # type: ignore[misc]
    """A finite decimal number with at most ``places`` decimals; full width is understood."""

    widget = DecimalInput()

    def __init__(self, *args: Any, places: int = 2, **kwargs: Any) -> None:
        super().__init__(*args, places=places, **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = half_width(valuelist[0] if valuelist else "").strip()
        self.data = None
        if not typed:
            return
        self.data = exact(typed, places=self.places)
        if self.data is None:
            raise ValueError(_("请填写数字，最多 %(n)d 位小数。", n=self.places))


# As people write numbers: a power of ten such as 1e5 is for machines.
_PLAIN_NUMBER = re.compile(r"[+-]?(?:[0-9][0-9,]*\.?[0-9]*|\.[0-9]+)")
# Beyond any mark, and small enough for the database's integers.
LARGEST = Decimal(10) ** 12


def exact(typed: str, *, places: int) -> Decimal | None:
    """Return a number of at most ``places`` decimals and below 10¹², or None where it is none."""
    if not _PLAIN_NUMBER.fullmatch(typed):
        return None
    number = Decimal(typed.replace(",", ""))
    return number if abs(number) < LARGEST and number == round(number, places) else None


class Yuan(Exact):
    """An amount typed in 万元 and held in fen."""

    FEN = 1_000_000
    # 100 亿元, in 万元: beyond any budget, and far below what the log's numbers can hold.
    MOST = 1_000_000
    data: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, places=6, **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata(valuelist)
        if self.data is None:
            return
        if abs(self.data) > self.MOST:
            self.data = None
            raise ValueError(_("金额不能超过 100 亿元，请核对：这里的单位是万元。"))
        self.data = int(self.data * self.FEN)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else f"{Decimal(self.data) / self.FEN:f}"


class LocalTime(DateTimeLocalField):  # type: ignore[misc]
    """A date and time typed as in Shanghai, and held as an aware moment in UTC."""

    data: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, format=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"], **kwargs)

    def process_data(self, value: datetime | None) -> None:
        self.data = value

    def process_formdata(self, valuelist: list[str]) -> None:
        if not valuelist or not valuelist[0].strip():
            self.data = None
            return
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_("请按“2026-11-21 14:30”的样式填写日期和时间。")) from None
        if not FIRST_DAY <= self.data.date() <= LAST_DAY:
            years = {"first": FIRST_DAY.year, "last": LAST_DAY.year}
            raise ValueError(_("请填写 %(first)d 年至 %(last)d 年之间的日期。", **years))
        self.data = self.data.replace(tzinfo=SHANGHAI).astimezone(UTC)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return local(self.data).strftime("%Y-%m-%dT%H:%M") if self.data else ""


def normal_code(typed: str | None) -> str:
    """Return a unified social credit code in half width and capitals, without spaces."""
    return "".join(c for c in half_width(typed).upper() if c.isalnum())


class CreditCode(StringField):  # type: ignore[misc]
    """A unified social credit code (GB 32100-2015), normalised, then checked."""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = normal_code(valuelist[0]) if valuelist else ""

    def pre_validate(self, form: Any) -> None:
        if self.data and (trouble := trouble_with_code(self.data)):
            raise ValidationError(trouble)


def trouble_with_code(code: str) -> str | None:
    """Return what is wrong with a normalised credit code, or None."""
    try:
        uscc.validate(code)
    except BadNumber:
        if len(code) != 18:  # noqa: PLR2004 -- GB 32100-2015
            return _("统一社会信用代码为 18 位，现在是 %(n)d 位。", n=len(code))
        return _("统一社会信用代码校验不通过，请对照营业执照逐位核对。")
    return None


def required_when(field: Field, *, needed: bool) -> None:
    """Make a field required, or not, by what another says."""
    field.validators = [v for v in field.validators if not isinstance(v, DataRequired)]
    if needed:
        field.validators = [Required, *field.validators]
