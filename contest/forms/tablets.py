"""The forms of a judge's tablet: the PIN, asked or chosen, and the code of a card."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import PasswordField
from wtforms.validators import DataRequired, EqualTo, ValidationError

from contest import pins
from contest.cards import CODE_LENGTH, is_code
from contest.core.forms import Form, Required, Text, half_width, longest
from contest.tablets import LONGEST_NAME

PIN_LABEL, NEW_PIN_LABEL = _l("PIN"), _l("设置 6 位 PIN")
PIN_HINT = _l("6 位数字，只在您的评审平板上使用。不要用连号或重复的数字。")


class Pin(PasswordField):  # type: ignore[misc]  # WTForms is untyped
    """Six digits on a pad of digits; full width is understood."""

    def __init__(self, label: Any = PIN_LABEL, **kwargs: Any) -> None:
        look = {"inputmode": "numeric", "autocomplete": "off", **kwargs.pop("render_kw", {})}
        asked = [DataRequired(message=_l("请输入 6 位 PIN。")), *kwargs.pop("validators", [])]
        super().__init__(label, asked, render_kw=look, **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        if valuelist:
            self.data = "".join(half_width(valuelist[0]).split())


class NewPin(Pin):
    """A PIN that is being chosen: none that anybody would try first."""

    def pre_validate(self, form: Any) -> None:
        if self.data and (trouble := pins.trouble_with(self.data)):
            raise ValidationError(trouble)


def _again() -> Pin:
    same = EqualTo("pin", message=_l("两次输入的 PIN 不一致，请重新输入。"))
    return Pin(_l("再次输入 PIN"), validators=[same])


def _name() -> Text:
    hint = _l("选填，机身上贴有编号的照抄，如“平板 3”。")
    return Text(_l("平板编号"), [longest(LONGEST_NAME)], description=hint)


class PinForm(Form):
    """The PIN, of a judge who has one."""

    trouble_heading = _l("未能登录：")

    pin = Pin(render_kw={"autofocus": True})


class KnownPinForm(PinForm):
    """A card of a judge who has a PIN."""

    name = _name()


class FirstPinForm(Form):
    """A card of a judge who has none yet."""

    trouble_heading = _l("未能登录：")

    pin = NewPin(NEW_PIN_LABEL, description=PIN_HINT, render_kw={"autofocus": True})
    again = _again()
    name = _name()


class ChangePinForm(Form):
    """A PIN given to oneself, by who knows the one before or the password."""

    current = PasswordField(
        _l("当前的 PIN 或登录密码"), [Required], render_kw={"autocomplete": "current-password"}
    )
    pin = NewPin(NEW_PIN_LABEL, description=PIN_HINT)
    again = _again()


class CardCodeForm(Form):
    """The short code of a card, for a tablet whose camera fails."""

    trouble_heading = _l("未能登录：")

    code = Text(
        _l("登录卡上的代码"),
        [Required, longest(40)],
        render_kw={"autocomplete": "off", "autocapitalize": "characters", "autofocus": True},
    )

    def validate_code(self, field: Text) -> None:
        """Refuse what cannot be a code."""
        if not is_code(field.data or ""):
            raise ValidationError(_("代码是 %(n)d 位字母和数字，印在二维码下方。", n=CODE_LENGTH))
