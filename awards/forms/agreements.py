"""The forms of a task agreement: what it says, and that it was signed by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Self

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import FieldList, Form, FormField, SelectChoice, SelectField
from wtforms.validators import InputRequired

from awards.agreement_content import Content
from awards.forms.days import PAPER, Day, FiledForm, SeenForm
from awards.forms.deliveries import MOST_INDICATORS, MOST_MILESTONES, MOST_PEOPLE, MilestoneRow
from contest.core.forms import LongText, Required, Text, Yuan, longest
from contest.forms.challenges import COMPARATORS

Number = InputRequired(message=_l("请填写此项。"))


class IndicatorRow(Form):  # type: ignore[misc]  # WTForms is untyped
    """One indicator of the agreement."""

    name = Text(_l("指标"), [Required, longest(60)])
    baseline = Text(_l("现状"), [longest(40)])
    comparator = SelectField(_l("比较"), choices=COMPARATORS, default=COMPARATORS[0])
    target = Text(_l("目标值"), [Required, longest(40)])
    unit = Text(_l("单位"), [longest(20)])
    verification = Text(_l("如何验证"), [longest(120)])


class DutyRow(Form):  # type: ignore[misc]  # WTForms is untyped
    """Who does what, by role: names stand on the paper only."""

    role = Text(_l("角色"), [Required, longest(40)])
    organisation = Text(_l("单位"), [Required, longest(60)])
    duty = Text(_l("职责"), [longest(120)])


class AgreementForm(SeenForm):
    """All that the parties may settle in a version."""

    aim = LongText(_l("攻关目标"), [Required, longest(1000)])
    task = LongText(_l("攻关内容"), [Required, longest(3000)])
    begins = Day(_l("开始日期"), [Number])
    ends = Day(_l("结束日期"), [Number])
    indicators = FieldList(
        FormField(IndicatorRow), _l("考核指标"), min_entries=1, max_entries=MOST_INDICATORS
    )
    milestones = FieldList(
        FormField(MilestoneRow), _l("里程碑"), min_entries=1, max_entries=MOST_MILESTONES
    )
    own_fen = Yuan(_l("揭榜方自筹（万元）"), [Number])
    issuer_fen = Yuan(_l("发榜方投入（万元）"), [Number])
    money_note = LongText(_l("经费说明"), [longest(500)])
    people = FieldList(FormField(DutyRow), _l("人员分工"), min_entries=0, max_entries=MOST_PEOPLE)
    ip = SelectField(
        _l("知识产权归属"),
        choices=[
            SelectChoice("separate", _l("各自完成的归各自，共同完成的共有")),
            SelectChoice("enterprise", _l("归揭榜方，发榜方在本场景免费使用")),
            SelectChoice("shared", _l("双方共有")),
            SelectChoice("issuer", _l("归发榜方")),
        ],
    )
    ip_note = LongText(_l("知识产权补充约定"), [longest(500)])
    tolerance = LongText(_l("包容条款"), [Required, longest(500)])
    reason = LongText(_l("为什么修改"), [Required, longest(500)])

    @classmethod
    def of(cls, content: Content, *, seen: int) -> Self:
        """Return the form as a version stands, or as it was typed."""
        told: dict[str, Any] = {
            **content,
            "begins": date.fromisoformat(content["begins"]),
            "ends": date.fromisoformat(content["ends"]),
            "milestones": [
                {"title": one["title"], "due": date.fromisoformat(one["due"])}
                for one in content["milestones"]
            ],
            "own_fen": content["money"]["own_fen"],
            "issuer_fen": content["money"]["issuer_fen"],
            "money_note": content["money"]["note"],
            "seen": seen,
        }
        return cls.submitted(data=told)

    def validate(self, **options: Any) -> bool:
        """Refuse a period that runs backward, and two lines of one name."""
        sound = bool(super().validate(**options))
        if self.begins.data and self.ends.data and self.ends.data < self.begins.data:
            self.ends.errors = [_("结束日期早于开始日期，请核对。")]
            sound = False
        for rows, key in ((self.indicators, "name"), (self.milestones, "title")):
            names = [row[key] for row in rows.data if row[key]]
            if len(set(names)) < len(names):
                rows.errors = [*rows.errors, _("名称不能重复。")]
                sound = False
        return sound

    def content(self) -> Mapping[str, Any]:
        """Return what was typed as a version holds it."""
        kept = ("aim", "task", "indicators", "people", "ip", "ip_note", "tolerance")
        typed = self.values()
        return {
            **{name: typed[name] for name in kept},
            "begins": typed["begins"].isoformat(),
            "ends": typed["ends"].isoformat(),
            "milestones": [
                {"title": one["title"], "due": one["due"].isoformat()}
                for one in sorted(typed["milestones"], key=lambda one: one["due"])
            ],
            "money": {
                "own_fen": typed["own_fen"],
                "issuer_fen": typed["issuer_fen"],
                "note": typed["money_note"],
            },
        }


class SignForm(FiledForm, SeenForm):
    """The scan of the paper with all signatures, and its day."""

    accepts = PAPER
    signed_on = Day(_l("签署日期"), [Number])
    file = FileField(_l("三方签字盖章的任务书（扫描件）"))
