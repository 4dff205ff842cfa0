"""The forms of accounts, payments, certificates and revocations."""

from __future__ import annotations

import re
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import DateField, HiddenField, IntegerField, PasswordField, StringField
from wtforms.validators import InputRequired, Regexp
from wtforms.widgets import HiddenInput

from awards.actions.payees import Overtaken
from awards.models import Award, Payment, PaymentKind
from awards.queries.payees import payees_of
from contest.core.asked import FIRST_DAY, LAST_DAY
from contest.core.forms import Form, LongText, Required, Text, WholeInput, Yuan, half_width, longest
from contest.refusals import Stale

Needed = InputRequired(message=_l("请填写此项。"))
# Banks number accounts with 8 to 32 digits.
DIGITS = Regexp(r"^\d{8,32}$", message=_l("账号应为 8 至 32 位数字，请对照开户许可证逐位核对。"))


class Day(DateField):  # type: ignore[misc]
    """A day within the years that people write."""

    data: Any

    def process_formdata(self, valuelist: list[str]) -> None:
        if not valuelist or not valuelist[0].strip():
            self.data = None
            return
        try:
            super().process_formdata([half_width(valuelist[0]).strip()])
        except ValueError:
            raise ValueError(_("请按“2026-11-21”的样式填写日期。")) from None
        if self.data is None or not FIRST_DAY <= self.data <= LAST_DAY:
            years = {"first": FIRST_DAY.year, "last": LAST_DAY.year}
            raise ValueError(_("请填写 %(first)d 年至 %(last)d 年之间的日期。", **years))


class Account(StringField):  # type: ignore[misc]
    """A bank account's number: full width, spaces and dashes are understood."""

    widget = WholeInput()

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = re.sub(r"[\s\-－—]", "", half_width(valuelist[0] if valuelist else ""))


class PayeeForm(Form):
    """The account that an award is paid into."""

    holder = Text(_l("户名"), [Required, longest(100)])
    difference = LongText(
        _l("户名与企业登记名称不一致的原因"),
        [longest(300)],
        description=_l("户名与登记名称一致时不填。"),
    )
    bank = Text(_l("开户银行"), [Required, longest(60)])
    branch = Text(_l("开户网点"), [Required, longest(100)])
    account = Account(_l("账号"), [Required, DIGITS])
    seen = IntegerField(widget=HiddenInput(), default=0)

    def renew(self, award: Award) -> None:
        """Where another account was given meanwhile, let the next try be about that one."""
        if isinstance(self.refused, Overtaken):
            newest = next(iter(payees_of(award.id)), None)
            self.seen.raw_data, self.seen.data = None, newest.number if newest else 0

    @property
    def status(self) -> int:
        """Return 409 where another account was given meanwhile."""
        return 409 if isinstance(self.refused, Overtaken) else super().status


class ConfirmPayeeForm(Form):
    """How a changed account was verified, and the password of who confirms it."""

    verified = LongText(
        _l("核实方式"),
        [Required, longest(300)],
        description=_l("例如：何时、致电企业哪位负责人（用登记的电话，不用申请中的电话）。"),
    )
    password = PasswordField(_l("您的登录密码"), [Required])


class RefusePayeeForm(Form):
    """Why a changed account is refused."""

    reason = LongText(_l("不予变更的原因"), [Required, longest(300)])


class ShowAccountForm(Form):
    """The password of who wants to see a whole account."""

    own_password = PasswordField(_l("您的登录密码"), [Required])


class PlanForm(Form):
    """An instalment: how much, and until when."""

    amount = Yuan(_l("金额"), [Needed])
    due = Day(_l("应付日期"), [Needed])
    note = Text(_l("备注"), [longest(100)])


class StepForm(Form):
    """A form about a payment as it was shown: 409 where it is no longer so."""

    version = IntegerField(widget=HiddenInput())

    @property
    def status(self) -> int:
        """Return 409 where somebody else was quicker."""
        return 409 if isinstance(self.refused, Stale) else super().status


class RecordForm(StepForm):
    """When money was paid, and by which voucher."""

    came = Yuan(_l("本次退还金额"), [Needed])
    paid_on = Day(_l("到账日期"), [Needed])
    reference = Text(_l("银行流水号"), [Required, longest(60)])
    voucher = FileField(_l("银行回单"))

    @classmethod
    def of(cls, payment: Payment, **given: Any) -> RecordForm:
        """Return the form for a payment: only what comes back comes in parts."""
        form = cls(version=payment.version, came=payment.amount_fen, **given)
        if payment.kind is PaymentKind.PAYOUT:
            del form.came
        return form

    def mind_the_file(self) -> None:
        """Say that a file was chosen and is not taken: browsers keep none over an answer."""
        if (chosen := request.files.get("voucher")) and chosen.filename and self.errors:
            again = _("请重新选择回单“%(name)s”，浏览器不保留上次的选择。", name=chosen.filename)
            self.voucher.errors = [*self.voucher.errors, again]


class CheckForm(StepForm):
    """That a recorded payment is as its voucher says."""


class ReturnPaymentForm(StepForm):
    """Why a record is given back."""

    reason = LongText(_l("退回原因"), [Required, longest(300)])


class CancelPaymentForm(StepForm):
    """Why an instalment is taken off the plan."""

    why = LongText(_l("取消原因"), [Required, longest(300)])


class ReissueForm(Form):
    """What the entry is called on the new certificate, and why there is a new one."""

    title = Text(_l("证书上的项目名称"), [Required, longest(200)])
    reason = LongText(
        _l("换发原因"), [Required, longest(200)], description=_l("原证书的核验页会显示此原因。")
    )


class RevocationForm(Form):
    """Why an announced award is to be taken back."""

    reason = LongText(
        _l("撤销理由"),
        [Required, longest(500)],
        description=_l("批准后，此理由会显示在证书的公开核验页上。"),
    )


class ApproveRevocationForm(Form):
    """The proposal that was shown, and the password of who approves it."""

    shown = HiddenField()
    password = PasswordField(_l("您的登录密码"), [Required])


class ReturnRevocationForm(Form):
    """Why the award stands."""

    why = LongText(_l("不予撤销的原因"), [Required, longest(300)])


def typed(form: Form, *names: str) -> dict[str, Any]:
    """Return some of what was typed."""
    return {name: form[name].data for name in names}
