"""The guided form of a challenge, in four short parts, and the organizer's decision."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    FieldList,
    FormField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
)
from wtforms import Form as PlainForm
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from contest.core.forms import Form, LocalTime, LongText, Required, Text, longest
from contest.forms.versions import VersionedForm
from contest.models import Challenge, Contest, Cooperation, Stage
from contest.queries import challenges as queries
from contest.states import ContestState

COMPARATORS = ("≥", "≤", "=", ">", "<")
MOST_INDICATORS = 20


def cooperation_name(kind: Cooperation) -> str:
    """Return what a kind of cooperation is called."""
    return {
        Cooperation.DIRECT_PURCHASE: _("直接采购"),
        Cooperation.JOINT_DEVELOPMENT: _("联合开发"),
        Cooperation.JOINT_RESEARCH: _("联合攻关"),
    }[kind]


def stage_name(stage: Stage) -> str:
    """Return what a stage of a project is called."""
    return {Stage.IN_BUILDING: _("在建项目"), Stage.PLANNED: _("待建项目")}[stage]


class NewChallengeForm(Form):
    """What a challenge needs to begin: where, and a title."""

    contest_id = SelectField(_l("参加哪一届大赛"), [Required], coerce=int)
    title = Text(
        _l("榜单名称"),
        [Required, longest(60)],
        description=_l("一句话说清要解决什么，例如“地铁隧道渗漏水智能巡检与早期预警”。"),
    )

    def offer(self, contests: list[Contest]) -> None:
        """Offer the contests to choose from."""
        self.contest_id.choices = [SelectChoice(each.id, _offered(each)) for each in contests]


def _offered(contest: Contest) -> str:
    if contest.state is ContestState.DRAFT:
        return _("%(name)s（筹备中，尚未公告）", name=contest.name)
    return contest.name


class GoalForm(VersionedForm):
    """Part 1: 痛点与目标."""

    title = Text(_l("榜单名称"), [Required, longest(60)])
    field_id = SelectField(
        _l("领域"),
        description=_l("按项目所属的行业或公共服务选一个。"),
        coerce=lambda value: int(value) if value else None,
    )
    stage = RadioField(
        _l("项目阶段"),
        choices=[
            SelectChoice(Stage.PLANNED, _l("待建：已立项或已列入计划")),
            SelectChoice(Stage.IN_BUILDING, _l("在建：正在建设")),
        ],
        coerce=Stage,
    )
    site = Text(
        _l("实施地点"), [longest(80)], description=_l("例如“轨道交通 2 号线二期，3 公里试验段”。")
    )
    pain_point = LongText(
        _l("痛点"),
        [longest(1000)],
        description=_l("现在怎么做、差在哪里、造成什么后果；尽量用数字。"),
    )
    goal = LongText(_l("目标"), [longest(1000)], description=_l("希望做到什么程度，由谁受益。"))

    def offer(self, challenge: Challenge) -> None:
        """Offer the fields of the challenge's body, in their groups."""
        found = queries.fields_of(challenge.contest.body_id, keep=challenge.field_id)
        fields = [SelectChoice(field.id, field.name, optgroup=field.group) for field in found]
        self.field_id.choices = [SelectChoice("", _("请选择")), *fields]


class IndicatorForm(PlainForm):  # type: ignore[misc]  # WTForms is untyped
    """One row of the table of indicators."""

    name = Text(_l("指标"), [longest(60)])
    baseline = Text(_l("现状"), [longest(40)])
    comparator = SelectField(_l("比较"), choices=COMPARATORS, default=COMPARATORS[0])
    target = Text(_l("目标值"), [longest(40)])
    unit = Text(_l("单位"), [longest(20)])
    verification = Text(_l("如何验证"), [longest(120)])


class IndicatorsForm(VersionedForm):
    """Part 2: 指标."""

    indicators = FieldList(
        FormField(IndicatorForm), _l("指标"), min_entries=0, max_entries=MOST_INDICATORS
    )

    def offer(self, challenge: Challenge) -> None:
        """Begin with three empty rows rather than none."""
        while len(self.indicators) < (0 if self.is_submitted() else 3):
            self.indicators.append_entry()


class ResourcesForm(VersionedForm):
    """Part 3: 资源与合作方式."""

    resources = LongText(
        _l("我们提供"),
        [longest(1000)],
        description=_l("场地、数据、设备、人员、资金等，写清数量和期限。"),
    )
    cooperation = SelectMultipleField(
        _l("合作方式"),
        choices=[
            SelectChoice(Cooperation.DIRECT_PURCHASE.value, _l("直接采购")),
            SelectChoice(Cooperation.JOINT_DEVELOPMENT.value, _l("联合开发")),
            SelectChoice(Cooperation.JOINT_RESEARCH.value, _l("联合攻关")),
        ],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    eligibility = LongText(
        _l("谁可以揭榜"),
        [longest(1000)],
        description=_l(
            "不写即为：企业、高校院所或其联合体。不得以规模、营收、年限、业绩或注册地设门槛。"
        ),
    )


class ScheduleForm(VersionedForm):
    """Part 4: 时间与附件. Attachments go up by themselves, outside this form."""

    questions_until = LocalTime(_l("提问截止"))
    challenge: Challenge

    def offer(self, challenge: Challenge) -> None:
        """Know when entries close."""
        self.challenge = challenge

    def validate_questions_until(self, field: LocalTime) -> None:
        """Refuse a date after entries close: its answers would help nobody."""
        if field.data and field.data >= self.challenge.contest.entries_close_at:
            raise ValidationError(_("须在报名截止之前，请改为更早的时间。"))


PART_FORMS: dict[str, type[VersionedForm]] = {
    "goal": GoalForm,
    "indicators": IndicatorsForm,
    "resources": ResourcesForm,
    "schedule": ScheduleForm,
}


def part_form(challenge: Challenge, part: str) -> Any:
    """Return the form of one part, ready to show or to take in."""
    form = PART_FORMS[part].submitted(obj=challenge)
    form.offer(challenge)
    return form
