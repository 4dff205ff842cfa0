"""The base of every form, and the fields that read Chinese input exactly."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Self

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from stdnum.cn import uscc
from stdnum.exceptions import ValidationError as BadNumber
from wtforms import DateTimeLocalField, DecimalField, Field, StringField
from wtforms.validators import DataRequired, Length, ValidationError
from wtforms.widgets import TextArea

from contest.core.actions import Refusal
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


class Form(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    """A form of ours: Flask-WTF's, with its token, and text made normal."""

    result: Any = None

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
            self.form_errors.append(str(refusal))
            return False
        return True

    def values(self) -> dict[str, Any]:
        """Return what was typed, by field name, without the token."""
        return {name: value for name, value in self.data.items() if name != "csrf_token"}


class Text(StringField):  # type: ignore[misc]
    """A line of text, made normal."""

    def process_formdata(self, valuelist: list[str]) -> None:
        if valuelist:
            self.data = normal(valuelist[0])


class LongText(Text):
    """Several lines of text, made normal."""

    widget = TextArea()


class Exact(DecimalField):  # type: ignore[misc]
    """A finite decimal number with at most ``places`` decimals; full width is understood."""

    def __init__(self, *args: Any, places: int = 2, **kwargs: Any) -> None:
        super().__init__(*args, places=places, **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = unicodedata.normalize("NFKC", valuelist[0] if valuelist else "").strip()
        self.data = None
        if not typed:
            return
        self.data = exact(typed, places=self.places)
        if self.data is None:
            raise ValueError(_("请填写数字，最多 %(n)d 位小数。", n=self.places))


# Beyond any amount or mark, and small enough that 万元 in fen still fit the database's integers.
LARGEST = Decimal(10) ** 12


def exact(typed: str, *, places: int) -> Decimal | None:
    """Return a number of at most ``places`` decimals and below 10¹², or None where it is none."""
    try:
        number = Decimal(typed.replace(",", ""))
        good = abs(number) < LARGEST and number == round(number, places)
    except InvalidOperation:
        return None
    return number if good else None


class Yuan(Exact):
    """An amount typed in 万元 and held in fen."""

    FEN = 1_000_000
    data: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, places=6, **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata(valuelist)
        if self.data is not None:
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
        self.data = self.data.replace(tzinfo=SHANGHAI).astimezone(UTC)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return local(self.data).strftime("%Y-%m-%dT%H:%M") if self.data else ""


def normal_code(typed: str | None) -> str:
    """Return a unified social credit code in half width and capitals, without spaces."""
    half = unicodedata.normalize("NFKC", typed or "").upper()
    return "".join(c for c in half if c.isalnum())


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
