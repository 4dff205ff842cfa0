"""The forms of evaluations, typical cases and the benchmark list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Self

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import FieldList, FormField, RadioField, SelectChoice, SelectField
from wtforms import Form as PlainForm
from wtforms.validators import InputRequired, NumberRange

from awards.evaluation_criteria import CONDITIONS
from awards.forms.days import FiledForm, SeenForm
from awards.models import TypicalCase
from awards.queries.evaluations import LevelForm
from contest.core.forms import Form, LongText, Required, Text, Whole, longest
from contest.forms.versions import VersionedForm

MOST_CRITERIA, HUNDRED = 12, 100
Number = InputRequired(message=_l("请填写此项。"))
Points = NumberRange(0, HUNDRED, message=_l("请填写 0 至 100 之间的整数。"))


class CriterionRow(PlainForm):  # type: ignore[misc]  # WTForms is untyped
    """A criterion with the most points it gives, and the clause it rests on."""

    name = Text(_l("评估内容"), [Required, longest(60)])
    most = Whole(_l("满分"), [Number, Points])
    basis = Text(_l("依据"), [longest(80)])


class CriteriaForm(SeenForm):
    """All criteria of a level."""

    criteria = FieldList(
        FormField(CriterionRow), _l("评估内容"), min_entries=1, max_entries=MOST_CRITERIA
    )

    @classmethod
    def of(cls, form: LevelForm) -> Self:
        """Return the form as the criteria stand, or as they were typed."""
        return cls.submitted(data={"criteria": form.criteria, "seen": form.version})


class PointsRow(PlainForm):  # type: ignore[misc]  # WTForms is untyped
    """The points that a criterion got, with a remark."""

    points = Whole(_l("得分"), [Number, Points])
    remark = Text(_l("说明"), [longest(120)])


class EvaluateForm(FiledForm):
    """An evaluation: points by criterion, who evaluated, and what they say."""

    needs_file = False
    rows = FieldList(FormField(PointsRow), _l("各项得分"))
    experts = LongText(
        _l("专家团队"), [Required, longest(300)], description=_l("写角色和单位，不写姓名。")
    )
    opinion = LongText(_l("评估意见"), [Required, longest(1000)])
    file = FileField(_l("评估报告（可不传）"))

    @classmethod
    def of(cls, form: LevelForm) -> Self:
        """Return the form with a row for each criterion, whatever was posted."""
        made = cls.submitted()
        while len(made.rows) < len(form.criteria):
            made.rows.append_entry()
        while len(made.rows) > len(form.criteria):
            made.rows.pop_entry()
        return made

    def marked(self, criteria: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Return the criteria with the points and remarks as typed."""
        return [{**one, **row} for one, row in zip(criteria, self.rows.data, strict=True)]


class TypicalCaseForm(SeenForm):
    """A typical case, told for everybody."""

    title = Text(_l("案例名称"), [Required, longest(60)])
    summary = LongText(_l("一句话介绍"), [Required, longest(200)])
    problem = LongText(_l("场景痛点"), [Required, longest(1500)])
    practice = LongText(_l("做法"), [Required, longest(3000)])
    effect = LongText(
        _l("成效"), [Required, longest(1500)], description=_l("用指标和数字说明；不写合同金额。")
    )
    replication = LongText(_l("可复制推广的经验"), [Required, longest(1500)])

    @classmethod
    def of(cls, case: TypicalCase | None) -> Self:
        """Return the form as the case stands, or as it was typed."""
        if case is None:
            return cls.submitted(data={"seen": 0})
        return cls.submitted(obj=case, seen=case.version)

    def texts(self) -> dict[str, str]:
        """Return what was typed, without the version."""
        return {name: text for name, text in self.values().items() if name != "seen"}


class ConditionRow(PlainForm):  # type: ignore[misc]  # WTForms is untyped
    """Whether a condition of the list is met, and what shows it."""

    met = SelectField(
        _l("是否符合"), choices=[SelectChoice("yes", _l("符合")), SelectChoice("no", _l("不符合"))]
    )
    proof = Text(_l("说明"), [longest(120)])


class BenchmarkForm(Form):
    """A proposal: each condition with whether it is met, and why the award should be listed."""

    rows = FieldList(FormField(ConditionRow), _l("条件"))
    reason = LongText(_l("提名理由"), [Required, longest(1000)])

    @classmethod
    def of(cls) -> Self:
        """Return the form with a row for each condition, whatever was posted."""
        made = cls.submitted()
        while len(made.rows) < len(CONDITIONS):
            made.rows.append_entry()
        while len(made.rows) > len(CONDITIONS):
            made.rows.pop_entry()
        return made

    def conditions(self) -> list[dict[str, Any]]:
        """Return each condition with whether it is met, and what shows it."""
        return [
            {"key": key, "text": text, "met": row["met"] == "yes", "proof": row["proof"]}
            for (key, text), row in zip(CONDITIONS, self.rows.data, strict=True)
        ]


class GrantForm(VersionedForm):
    """The decision on a proposal, and why."""

    granted = RadioField(
        _l("决定"),
        [InputRequired(message=_l("请选择一项。"))],
        choices=[SelectChoice("yes", _l("列入")), SelectChoice("no", _l("不列入"))],
    )
    reason = LongText(_l("理由"), [Required, longest(500)])
