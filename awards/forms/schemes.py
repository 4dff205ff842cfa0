"""The forms of subsidy schemes and their quotas."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Self

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    FieldList,
    FormField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
)
from wtforms.validators import InputRequired, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from awards.claim_words import BASES, CLASS_NAMES, LIMIT_NAMES, SCOPES
from awards.models import Scheme
from awards.queries.schemes import latest
from awards.subsidy import CapScope, PremiumBasis, ProductClass, Share
from contest.core.forms import (
    CreditCode,
    Exact,
    Form,
    LongText,
    Required,
    Text,
    Whole,
    Yuan,
    longest,
)
from contest.forms.versions import VersionedForm

Number = InputRequired(message=_l("请填写此项。"))
PerCent = NumberRange(0, 100, message=_l("请填写 0 到 100 之间的百分数。"))
NotNegative = NumberRange(0, message=_l("不能为负。"))
PLAIN = (
    *("name", "source_name", "source_number", "source_address", "clause", "region_note"),
    *("valid_from", "valid_until", "rate_cap", "most_multiple", "most_insured_fen"),
    *("annual_cap_fen", "years", "premium_basis", "cap_scope", "firm_quota", "note"),
)


class ShareRow(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    """The share of a class."""

    class Meta:
        """The token stands once, in the form around the rows."""

        csrf = False

    product_class = SelectField(
        _l("产品类别"), choices=[SelectChoice(*each) for each in CLASS_NAMES.items()]
    )
    percent = Exact(_l("首年比例（百分之）"), [Number, PerCent])
    step = Exact(_l("每年递减（百分点）"), [Optional(), PerCent])


class SchemeForm(VersionedForm):
    """A version of a scheme: its source, its figures, and which limits the source leaves open."""

    name = Text(_l("办法名称"), [Required, longest(80)])
    source_name = Text(_l("文件名称"), [Required, longest(120)])
    source_number = Text(_l("文号"), [longest(60)])
    source_address = Text(_l("网址"), [longest(300)])
    clause = LongText(_l("条款摘要"), [longest(500)])
    region_note = Text(_l("地域要求"), [longest(100)], description=_l("例如“宁波不发”。"))
    valid_from = DateField(
        _l("有效期起"), [Optional()], description=_l("与保险起期比较；不限的留空。")
    )
    valid_until = DateField(_l("有效期止"), [Optional()])
    premium_basis = RadioField(
        _l("保费基数"),
        choices=[SelectChoice(*each) for each in BASES.items()],
        coerce=PremiumBasis,
        default=PremiumBasis.PAID,
    )
    shares = FieldList(FormField(ShareRow), label=_l("补贴比例"), max_entries=4)
    rate_cap = Exact(_l("费率上限"), [Optional(), PerCent])
    most_multiple = Exact(_l("保险金额最多为合同金额的"), [Optional(), NotNegative])
    most_insured_fen = Yuan(_l("计入的保险金额最多"), [Optional(), NotNegative])
    annual_cap_fen = Yuan(_l("年度补贴上限"), [Optional(), NotNegative])
    cap_scope = RadioField(
        _l("年度上限按"),
        choices=[SelectChoice(*each) for each in SCOPES.items()],
        coerce=CapScope,
        default=CapScope.ENTERPRISE,
    )
    years = Whole(_l("补贴年数"), [Optional(), NumberRange(1, 20, message=_l("请填写 1 到 20。"))])
    open_limits = SelectMultipleField(
        _l("文件没有规定的限额"),
        choices=[SelectChoice(*each) for each in LIMIT_NAMES.items()],
        description=_l("既没有数值、也没有在此勾选的，算作“待录入”：办法不受理申请，也不计算。"),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    firm_quota = BooleanField(_l("另有企业额度（逐家录入）"))
    note = LongText(_l("修改说明"), [longest(300)])

    @classmethod
    def saved(cls, thing: Scheme) -> Self:
        """Return the form as the scheme's newest version stands."""
        return cls.of(thing, formdata=None)

    @classmethod
    def of(cls, scheme: Scheme, **given: Any) -> Self:
        """Return the form of a scheme's newest version, bound to what was posted if anything."""
        version = latest(scheme)
        values = {name: getattr(version, name) for name in PLAIN if name != "note"}
        shares = [
            {"product_class": s.product_class.value, "percent": s.percent, "step": s.step}
            for s in version.shares
        ]
        values |= {"shares": shares, "open_limits": version.open_limits}
        return cls(data=values | {"version": version.number}, **given)

    @staticmethod
    def version_of(thing: Scheme) -> int:
        return latest(thing).number

    def told(self) -> dict[str, Any]:
        """Return the version's values as an action takes them."""
        values = {name: self[name].data for name in PLAIN}
        open_limits = [name for name in self.open_limits.data or () if values[name] is None]
        return {**values, "open_limits": sorted(open_limits)}

    def told_shares(self) -> list[Share]:
        """Return the shares, the first of each class."""
        rows: dict[str, Share] = {}
        for row in self.shares.data:
            kind = ProductClass(row["product_class"])
            rows.setdefault(kind, Share(kind, row["percent"], row["step"] or Decimal(0)))
        return list(rows.values())


class QuotaForm(Form):
    """A quota of a year."""

    year = Whole(_l("年度"), [Number, NumberRange(2015, 2100, message=_l("请填写四位年份。"))])
    uscc = CreditCode(
        _l("企业信用代码"), description=_l("留空为全年资金额度；填写则为该企业的额度。")
    )
    fen = Yuan(_l("额度"), [Number, NotNegative])
