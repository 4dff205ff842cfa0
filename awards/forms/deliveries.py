"""The forms of a delivery: how, by when, and what is on record."""

from __future__ import annotations

from typing import Any, Self

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import (
    FieldList,
    FormField,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectField,
)
from wtforms import Form as PlainForm
from wtforms.validators import InputRequired
from wtforms.widgets import HiddenInput

from awards.forms.days import Day, FiledForm
from awards.indicators import Asked
from awards.milestones import Line
from awards.models import Conclusion, Delivery
from contest.core.forms import Form, LongText, Required, Text, longest
from contest.forms.versions import VersionedForm
from contest.models import Cooperation

MOST_MILESTONES, MOST_INDICATORS, MOST_PEOPLE = 20, 20, 12
Chosen = InputRequired(message=_l("请选择一项。"))


class ProposeForm(Form):
    """How issuer and enterprise shall work together, and on what that rests."""

    cooperation = RadioField(
        _l("合作方式"),
        [Chosen],
        choices=[
            SelectChoice(Cooperation.DIRECT_PURCHASE.value, _l("直接采购：采购须另依法办理")),
            SelectChoice(Cooperation.JOINT_DEVELOPMENT.value, _l("联合开发：共同开发新产品")),
            SelectChoice(
                Cooperation.JOINT_RESEARCH.value, _l("联合攻关：现场攻关，签订三方任务书")
            ),
        ],
    )
    basis = LongText(_l("依据和说明"), [Required, longest(500)])


class ReasonForm(VersionedForm):
    """Why something ends or goes back."""

    reason = LongText(_l("原因"), [Required, longest(500)])


class VersionForm(VersionedForm):
    """Nothing but the version that the page showed."""


class MilestoneRow(PlainForm):  # type: ignore[misc]  # WTForms is untyped
    """One milestone: what, and by which day."""

    title = Text(_l("里程碑"), [Required, longest(60)])
    due = Day(_l("到期日"), [InputRequired(message=_l("请填写此项。"))])


class MilestonesForm(VersionedForm):
    """All milestones of a delivery."""

    milestones = FieldList(
        FormField(MilestoneRow), _l("里程碑"), min_entries=1, max_entries=MOST_MILESTONES
    )

    @classmethod
    def of(cls, delivery: Delivery) -> Self:
        """Return the form as the delivery's milestones stand, or as they were typed."""
        rows = [{"title": one.title, "due": one.due} for one in delivery.milestones]
        return cls.submitted(data={"milestones": rows, "version": delivery.version})

    @classmethod
    def saved(cls, thing: Any) -> Self:
        """Return the form as the delivery's milestones stand now."""
        rows = [{"title": one.title, "due": one.due} for one in thing.milestones]
        return cls(formdata=None, milestones=rows, version=thing.version)

    def validate(self, **options: Any) -> bool:
        """Refuse two milestones of one name: each is known by it."""
        sound = bool(super().validate(**options))
        titles = [row["title"] for row in self.milestones.data if row["title"]]
        if len(set(titles)) < len(titles):
            self.milestones.errors = [*self.milestones.errors, _("里程碑的名称不能重复。")]
            return False
        return sound

    def lines(self) -> list[Line]:
        """Return the milestones as typed."""
        return [Line(row["title"], row["due"]) for row in self.milestones.data]


class ReportForm(FiledForm):
    """That a milestone is done, with what bears it out."""

    version: Any = IntegerField(widget=HiddenInput())
    report = LongText(_l("完成情况"), [Required, longest(1000)])
    file = FileField(_l("佐证材料"))


class MeasuredRow(PlainForm):  # type: ignore[misc]  # WTForms is untyped
    """One indicator: what was asked, what was found, and whether that is enough."""

    indicator = Text(_l("指标"), [longest(60)])
    asked = Text(_l("要求"), [longest(80)])
    measured = Text(_l("实测"), [Required, longest(80)])
    passed = SelectField(
        _l("是否达标"), choices=[SelectChoice("yes", _l("达标")), SelectChoice("no", _l("未达标"))]
    )


class MeasuredForm(FiledForm):
    """A form with a row for each indicator."""

    measured = FieldList(
        FormField(MeasuredRow), _l("指标与实测"), min_entries=1, max_entries=MOST_INDICATORS
    )

    @classmethod
    def of(cls, asked: list[Asked]) -> Self:
        """Return the form with a row for each indicator that was asked for."""
        rows = [{"indicator": one.name, "asked": one.asked} for one in asked]
        return cls.submitted(data={"measured": rows})

    def values(self) -> dict[str, Any]:
        """Return what was typed, each indicator with whether it was met."""
        rows = [{**row, "passed": row["passed"] == "yes"} for row in self.measured.data]
        return {**super().values(), "measured": rows}


class TestForm(MeasuredForm):
    """A field test: where, when, under what conditions, and what was measured."""

    __test__ = False
    needs_file = False
    place = Text(_l("测试地点"), [Required, longest(80)])
    first_day = Day(_l("开始日期"), [InputRequired(message=_l("请填写此项。"))])
    last_day = Day(_l("结束日期"), [InputRequired(message=_l("请填写此项。"))])
    conditions = LongText(_l("测试条件"), [longest(500)])
    file = FileField(_l("测试报告（可不传）"))


class PersonRow(PlainForm):  # type: ignore[misc]  # WTForms is untyped
    """Who took part, by role: a name is not needed."""

    role = Text(_l("角色"), [Required, longest(40)])
    organisation = Text(_l("单位"), [Required, longest(60)])


class AcceptanceForm(MeasuredForm):
    """An acceptance: when, by whom, what was met, and what it came to."""

    version: Any = IntegerField(widget=HiddenInput())
    held_on = Day(_l("验收日期"), [InputRequired(message=_l("请填写此项。"))])
    people = FieldList(
        FormField(PersonRow),
        _l("参加人员"),
        min_entries=1,
        max_entries=MOST_PEOPLE,
        description=_l("只写角色和单位，不写姓名；签名在纸质验收意见上。"),
    )
    conclusion = RadioField(
        _l("结论"),
        [Chosen],
        choices=[
            SelectChoice(Conclusion.PASSED.value, _l("通过验收")),
            SelectChoice(Conclusion.CONDITIONAL.value, _l("整改后再次验收")),
            SelectChoice(Conclusion.FAILED.value, _l("未通过验收")),
        ],
    )
    opinion = LongText(_l("验收意见"), [Required, longest(1000)])
    file = FileField(_l("签字的验收意见（扫描件）"))


class ToleranceForm(Form):
    """Until when failing is tolerated, and why."""

    until = Day(_l("包容期至"), [InputRequired(message=_l("请填写此项。"))])
    reason = LongText(_l("理由"), [Required, longest(500)])


class UseForm(FiledForm):
    """Who really uses the product, since when, how much, and what bears it out."""

    unit = Text(_l("使用单位"), [Required, longest(60)])
    used_since = Day(_l("开始使用日期"), [InputRequired(message=_l("请填写此项。"))])
    extent = LongText(_l("使用范围和数量"), [Required, longest(500)])
    file = FileField(_l("使用证明"))


class CreditForm(Form):
    """On what the plus in a credit evaluation rests."""

    note = LongText(_l("核实情况"), [Required, longest(500)])
