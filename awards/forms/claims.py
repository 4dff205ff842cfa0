"""The forms of subsidy claims: what an enterprise fills in, and what officers decide."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    DateField,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectField,
)
from wtforms.validators import InputRequired, NumberRange, Optional
from wtforms.widgets import HiddenInput

from awards.actions.claim_reviews import NotWhatWasShown
from awards.claim_checks import Check
from awards.claim_words import CHECKS, CLASS_NAMES, FIELDS, PAPER_NAMES
from awards.models import Claim
from awards.queries.schemes import latest, schemes_of
from awards.subsidy import ProductClass
from contest.core.forms import (
    CreditCode,
    Form,
    LongText,
    Required,
    Text,
    Whole,
    Yuan,
    longest,
)
from contest.forms.versions import VersionedForm
from contest.refusals import Stale

NotNegative = NumberRange(0, message=_l("不能为负。"))
YES_NO = {"yes": True, "no": False}


def _number(typed: Any) -> int | None:
    return int(typed) if typed not in {None, "", "None"} else None


def _yes_no(typed: Any) -> bool | None:
    return YES_NO.get(typed) if isinstance(typed, str) else typed


def _declared(label: object) -> RadioField:
    """Return a field for what is declared: yes or no, or not yet."""
    choices = [SelectChoice("no", _l("没有")), SelectChoice("yes", _l("有"))]
    return RadioField(label, choices=choices, coerce=_yes_no, validate_choice=False)


class ClaimForm(VersionedForm):
    """What the enterprise says; a draft may be saved with anything still empty."""

    scheme_id = SelectField(FIELDS["scheme_id"], coerce=_number)
    product_name = Text(FIELDS["product_name"], [longest(100)])
    product_class = SelectField(
        FIELDS["product_class"],
        choices=[SelectChoice(*each) for each in CLASS_NAMES.items()],
        coerce=ProductClass,
        default=ProductClass.ANY,
    )
    year_index = Whole(
        FIELDS["year_index"],
        [Optional(), NumberRange(1, 20, message=_l("请填写 1 到 20。"))],
        description=_l("首年填 1，续保逐年递增。"),
    )
    policy_number = Text(FIELDS["policy_number"], [longest(60)])
    insurer = Text(FIELDS["insurer"], [longest(80)])
    starts_on = DateField(FIELDS["starts_on"], [Optional()])
    ends_on = DateField(FIELDS["ends_on"], [Optional()])
    insured_fen = Yuan(FIELDS["insured_fen"], [Optional(), NotNegative])
    contract_fen = Yuan(FIELDS["contract_fen"], [Optional(), NotNegative])
    premium_invoiced_fen = Yuan(FIELDS["premium_invoiced_fen"], [Optional(), NotNegative])
    premium_paid_fen = Yuan(FIELDS["premium_paid_fen"], [Optional(), NotNegative])
    user_name = Text(FIELDS["user_name"], [longest(80)])
    user_uscc = CreditCode(FIELDS["user_uscc"])
    own_legal_rep = Text(FIELDS["own_legal_rep"], [longest(40)])
    user_legal_rep = Text(FIELDS["user_legal_rep"], [longest(40)])
    related = _declared(FIELDS["related"])
    shareholding = LongText(_l("关系说明"), [longest(300)], description=_l("有关系时写明。"))
    subsidised = _declared(FIELDS["subsidised"])
    other_subsidy = LongText(
        _l("其他补贴说明"), [longest(300)], description=_l("有的写明名称、年度和金额。")
    )

    def offer(self, thing: Claim) -> None:
        """Offer the schemes of the body that gave the award."""
        schemes = [(scheme.id, latest(scheme)) for scheme in schemes_of(thing.contest.body_id)]
        self.scheme_id.choices = [
            SelectChoice("", _("请选择")),
            *(SelectChoice(number, _named(version)) for number, version in schemes),
        ]


def _named(version: Any) -> str:
    if version.parameters.missing:
        return _("%(name)s（参数待录入，暂不受理）", name=version.name)
    return str(version.name)


class PaperForm(Form):
    """A paper: which, its file, and until when it holds."""

    kind = SelectField(_l("材料"), choices=[SelectChoice(*each) for each in PAPER_NAMES.items()])
    expires_on = DateField(_l("有效期至"), [Optional()], description=_l("没有期限的留空。"))
    file = FileField(_l("文件"))


class DecidingForm(Form):
    """A form about a claim as it was shown: 409 where it is no longer that one."""

    version: Any = IntegerField(widget=HiddenInput())

    @property
    def status(self) -> int:
        """Return the answer's status."""
        stale = isinstance(self.refused, (Stale, NotWhatWasShown))
        return 409 if stale else super().status


class QualifyForm(DecidingForm):
    """Each check: that it holds, and what was found out."""

    def ticks(self) -> dict[str, str]:
        """Return the ticked checks with their notes."""
        return {
            check.value: self[f"note_{check}"].data or ""
            for check in Check
            if self[f"tick_{check}"].data
        }


for _check in Check:
    setattr(QualifyForm, f"tick_{_check}", BooleanField(CHECKS[_check]))
    setattr(QualifyForm, f"note_{_check}", Text(_l("核实情况"), [longest(300)]))


class FundForm(DecidingForm):
    """The amount as it was shown."""

    shown_fen = IntegerField(widget=HiddenInput())


class DecisionForm(DecidingForm):
    """Why a claim is returned or refused."""

    reason = LongText(_l("理由"), [Required, longest(500)])


class WithdrawForm(Form):
    """Why a claim is taken back."""

    reason = LongText(_l("撤回原因"), [Required, longest(500)])


class PayForm(DecidingForm):
    """When and how the amount was paid."""

    paid_on = DateField(_l("拨付日期"), [InputRequired(message=_l("请填写此项。"))])
    reference = Text(_l("凭证号"), [Required, longest(60)])
    voucher = FileField(_l("拨付凭证"))
