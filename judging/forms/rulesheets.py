"""The editor of a rule sheet, and the forms that seal, propose or give up a version."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Self

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FieldList, FormField, HiddenField, SelectField
from wtforms import Form as Part
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange, Optional

from contest.core.forms import Exact, Form, LongText, Required, Text, Whole, longest
from contest.core.language import say
from contest.forms.versions import VersionedForm
from judging.models import RuleSheet
from judging.queries.rulesheets import content_of, digest_of
from judging.rules import RoundOrder, Trim
from judging.rulesheet import DIMENSIONS, Content, Line, bands_from, next_key, number_text
from judging.rulesheet_faults import faults

BANDS = 4
TIE_STEPS = 6
# Fields whose value is the content's own.
PLAIN = (
    *("technical_weight", "commercial_weight", "trim_each_end", "min_to_trim", "decimals"),
    *("quorum", "quorum_technical", "quorum_commercial", "pass_mark"),
)
Needed = InputRequired(message=_l("请填写此项。"))


def between(low: int, high: int) -> NumberRange:
    """Return a validator for whole numbers from ``low`` to ``high``."""
    return NumberRange(low, high, message=_l("应在 %(min)s 到 %(max)s 之间。"))


class Number(Exact):
    """An exact number, shown without needless zeros."""

    def _value(self) -> str:
        if self.raw_data or self.data is None:
            return str(self.raw_data[0]) if self.raw_data else ""
        return number_text(self.data)


class BandForm(Part):  # type: ignore[misc]
    """From which mark a band begins, and what it stands for; left empty, there is none."""

    low = Number(_l("起始分"), validators=[Optional()])
    label = Text(_l("名称"), validators=[longest(8)])
    text = Text(_l("说明"), validators=[longest(200)])

    def validate(self, **options: Any) -> bool:
        sound = bool(super().validate(**options))
        if sound and bool(self.label.data) != (self.low.data is not None):
            self.label.errors = [_("起始分和名称须一起填写；不用这一档请都留空。")]
            return False
        return sound


class CriterionForm(Part):  # type: ignore[misc]
    """One criterion."""

    key = HiddenField()
    name = Text(_l("评分项"), validators=[Required, longest(40)])
    hint = LongText(_l("看什么"), validators=[longest(300)])
    dimension = SelectField(
        _l("维度"),
        choices=[
            SelectChoice("technical", _l("技术维度")),
            SelectChoice("commercial", _l("商务维度")),
        ],
    )
    top = Number(_l("满分"), validators=[Needed])
    step = Number(_l("步长"), validators=[Needed], default=Decimal("0.5"))
    weight = Number(_l("权重"), validators=[Needed])
    bands = FieldList(FormField(BandForm), min_entries=BANDS, label=_l("评分档"))


class RuleSheetForm(VersionedForm):
    """Everything a rule sheet fixes; the hard limits are checked over the whole."""

    version = HiddenField()
    technical_weight = Number(_l("技术维度权重"), validators=[Needed])
    commercial_weight = Number(_l("商务维度权重"), validators=[Needed])
    criteria = FieldList(FormField(CriterionForm), min_entries=1, label=_l("评分项"))
    trim = SelectField(
        _l("去掉最高分和最低分"),
        choices=[
            SelectChoice(Trim.PER_JUDGE_TOTAL.value, _l("按评委总分去")),
            SelectChoice(Trim.PER_CRITERION.value, _l("按每个评分项去")),
            SelectChoice(Trim.NONE.value, _l("不去，取全部平均")),
        ],
    )
    trim_each_end = Whole(_l("两端各去掉（个）"), validators=[Needed, between(0, 5)])
    min_to_trim = Whole(_l("至少几份才去"), validators=[Needed, between(1, 30)])
    decimals = Whole(_l("得分保留小数位"), validators=[Needed, between(0, 2)])
    round_order = SelectField(
        _l("四舍五入的次序"),
        choices=[
            SelectChoice(RoundOrder.TOTAL.value, _l("全部精确相加，最后四舍五入一次")),
            SelectChoice(RoundOrder.CRITERION.value, _l("每个评分项先四舍五入，再相加")),
        ],
    )
    ties = FieldList(SelectField(_l("同分处理")), min_entries=TIE_STEPS, label=_l("同分处理"))
    quorum = Whole(_l("每个项目最少评分表（份）"), validators=[Needed, between(1, 30)])
    quorum_technical = Whole(_l("其中技术评委最少"), validators=[Needed, between(0, 30)])
    quorum_commercial = Whole(_l("其中商务评委最少"), validators=[Needed, between(0, 30)])
    pass_mark = Number(_l("及格线（分）"), validators=[Optional()])

    def __init__(self, *args: Any, content: Content, **kwargs: Any) -> None:
        super().__init__(*args, data=filled_from(content), **kwargs)
        self.known = {line.key for line in content.lines}
        for step in self.ties:
            step.choices = [SelectChoice(*choice) for choice in tie_choices(content)]

    @classmethod
    def saved(cls, sheet: RuleSheet) -> Self:
        """Return the form as the sheet stands now."""
        return cls(formdata=None, content=content_of(sheet))

    @staticmethod
    def version_of(sheet: RuleSheet) -> str:
        """Return the digest of everything the sheet says."""
        return digest_of(sheet)

    def validate(self, **options: Any) -> bool:
        if not super().validate(**options):
            return False
        self.form_errors.extend(say(fault) for fault in faults(self.content()))
        return not self.form_errors

    def content(self) -> Content:
        """Return what was typed; only after the fields were found good."""
        plain: dict[str, Any] = {name: self[name].data for name in PLAIN}
        return Content(
            lines=tuple(self._lines()),
            trim=Trim(self.trim.data),
            round_order=RoundOrder(self.round_order.data),
            ties=tuple(step.data for step in self.ties if step.data),
            **plain,
        )

    def _lines(self) -> Iterator[Line]:
        taken = set(self.known)
        for part in self.criteria:
            typed = part.form
            key = typed.key.data if typed.key.data in self.known else next_key(taken)
            taken.add(key)
            yield Line(
                key=key,
                bands=bands_from(_bands(typed), top=typed.top.data, step=typed.step.data),
                **{n: getattr(typed, n).data for n in ("name", "hint", "dimension")},
                **{n: getattr(typed, n).data for n in ("top", "step", "weight")},
            )


class SealForm(Form):
    """The sealing of exactly what was shown, each finding acknowledged by its code."""

    digest = HiddenField(validators=[Required])

    def acknowledged(self, posted: Mapping[str, str]) -> frozenset[str]:
        """Return the codes of the findings that were ticked."""
        return frozenset(
            name.removeprefix("known-") for name in posted if name.startswith("known-")
        )


class ReasonForm(Form):
    """Why."""

    reason = LongText(_l("理由"), validators=[Required, longest(500)])
    digest = HiddenField()


def _bands(typed: CriterionForm) -> list[tuple[Decimal, str, str]]:
    filled = [band.form for band in typed.bands if band.form.low.data is not None]
    return [(band.low.data, band.label.data, band.text.data or "") for band in filled]


def filled_from(content: Content) -> dict[str, Any]:
    """Return the content as the form's fields hold it."""
    return {
        **{name: getattr(content, name) for name in PLAIN},
        "trim": content.trim.value,
        "round_order": content.round_order.value,
        "ties": [*content.ties, *[""] * max(0, TIE_STEPS - len(content.ties))],
        "criteria": [_filled_line(line) for line in content.lines],
    }


def _filled_line(line: Line) -> dict[str, Any]:
    names = ("key", "name", "hint", "dimension", "top", "step", "weight")
    bands = [{"low": b.low, "label": b.label, "text": b.text} for b in line.bands]
    blank: list[dict[str, Any]] = [{} for _row in range(BANDS - len(bands))]
    return {**{name: getattr(line, name) for name in names}, "bands": [*bands, *blank]}


def tie_choices(content: Content) -> list[tuple[str, Any]]:
    """Return the steps that may separate equal scores, by their code."""
    names = {"technical": _("技术维度得分高者在前"), "commercial": _("商务维度得分高者在前")}
    return [
        ("", _("（不再继续）")),
        *((f"dimension:{dimension}", names[dimension]) for dimension in DIMENSIONS),
        *(
            (f"criterion:{line.key}", _("“%(name)s”得分高者在前", name=line.name))
            for line in content.lines
        ),
        ("vote", _("评审组表决")),
        ("lot", _("抽签")),
        ("share", _("名次并列")),
    ]
