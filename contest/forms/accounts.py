"""The forms of an account: signing in, registering, passwords, codes, the profile."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, PasswordField
from wtforms.validators import DataRequired, EqualTo, Regexp, ValidationError

from contest import passwords
from contest.core.forms import CreditCode, Form, Required, Text, half_width, longest
from contest.core.mailboxes import is_address, normal_address
from contest.forms.versions import VersionedForm
from contest.registrations import Registration

PHONE = r"^[0-9+() \-转]{5,30}$"
EMAIL_LABEL, PHONE_LABEL, PASSWORD_LABEL = _l("邮箱"), _l("联系电话"), _l("新密码")
PASSWORD_HINT = _l(
    "至少 10 个字符，含大写字母、小写字母、数字、符号（含汉字）中的三种，不含登录名。"
    "可以用一句自己记得住的话。"
)


class Email(Text):
    """An e-mail address, in half width and lower case."""

    def __init__(self, label: Any = EMAIL_LABEL, **kwargs: Any) -> None:
        look = {"type": "email", "autocomplete": "email", **kwargs.pop("render_kw", {})}
        super().__init__(label, [Required, longest(200)], render_kw=look, **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata(valuelist)
        self.data = normal_address(self.data)

    def pre_validate(self, form: Any) -> None:
        if self.data and not is_address(self.data):
            raise ValidationError(_("请填写完整的邮箱，如 li@example.com。"))


class Phone(Text):
    """A telephone number, in half width."""

    def __init__(self, label: Any = PHONE_LABEL, **kwargs: Any) -> None:
        rule = Regexp(PHONE, message=_l("请填写电话号码，如 138 0000 0000 或 0574-8718 0000。"))
        super().__init__(label, [Required, rule], render_kw={"autocomplete": "tel"}, **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata(valuelist)
        self.data = half_width(self.data)


class NewPassword(PasswordField):  # type: ignore[misc]  # WTForms is untyped
    """A new password; the form's ``username`` must not be in it."""

    def __init__(self, label: Any = PASSWORD_LABEL, **kwargs: Any) -> None:
        look = {"autocomplete": "new-password"}
        super().__init__(
            label, [DataRequired(message=_l("请设置密码。"))], render_kw=look, **kwargs
        )

    def pre_validate(self, form: Any) -> None:
        if self.data and (trouble := passwords.trouble_with(self.data, username=form.username)):
            raise ValidationError(_(trouble))


def _again(field: str) -> PasswordField:
    same = EqualTo(field, message=_l("两次输入的密码不一致，请重新输入。"))
    return PasswordField(
        _l("再次输入"), [Required, same], render_kw={"autocomplete": "new-password"}
    )


class SignInForm(Form):
    trouble_heading = _l("未能登录：")

    typed = Text(
        _l("登录名或邮箱"),
        [Required, longest(200)],
        render_kw={"autocomplete": "username", "autofocus": True},
    )
    password = PasswordField(_l("密码"), [Required], render_kw={"autocomplete": "current-password"})


class CodeForm(Form):
    trouble_heading = _l("验证未通过：")

    code = Text(
        _l("验证码"),
        [Required, longest(20)],
        render_kw={"inputmode": "numeric", "autocomplete": "one-time-code", "autofocus": True},
    )


class NewPasswordForm(Form):
    username = ""

    password = NewPassword(description=PASSWORD_HINT)
    again = _again("password")


class ChangePasswordForm(NewPasswordForm):
    current = PasswordField(
        _l("当前密码"), [Required], render_kw={"autocomplete": "current-password"}
    )


class ForgottenForm(Form):
    email = Email(_l("注册时使用的邮箱"))


class EmailForm(Form):
    email = Email(_l("新邮箱"), description=_l("请先核实是本人请求；原邮箱会收到通知。"))


class ProfileForm(VersionedForm):
    name = Text(_l("姓名"), [Required, longest(50)], render_kw={"autocomplete": "name"})
    phone = Phone()
    email = Email()
    current = PasswordField(
        _l("当前密码"),
        description=_l("只在修改邮箱时填写，确认是您本人。"),
        render_kw={"autocomplete": "current-password"},
    )


class RegistrationForm(Form):
    organisation = Text(
        _l("企业名称"), [Required, longest(100)], description=_l("与营业执照一致的全称。")
    )
    uscc = CreditCode(_l("统一社会信用代码"), [Required])
    region = Text(_l("所在地"), [longest(50)], description=_l("选填，如“宁波市鄞州区”。"))
    name = Text(_l("联系人姓名"), [Required, longest(50)], render_kw={"autocomplete": "name"})
    email = Email(description=_l("用来登录、接收通知和找回密码。"))
    phone = Phone()
    agreed = BooleanField(
        _l("本人受企业委托注册，所填信息真实"), [DataRequired(message=_l("请勾选以继续。"))]
    )

    def registration(self) -> Registration:
        """Return what was described."""
        return Registration(
            organisation=self.organisation.data,
            uscc=self.uscc.data,
            region=self.region.data or "",
            name=self.name.data,
            email=self.email.data,
            phone=self.phone.data,
        )
