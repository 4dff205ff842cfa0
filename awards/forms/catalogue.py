"""The forms around catalogue items: a product, a decision, a year's conditions, an import."""

from __future__ import annotations

from typing import Any, Self

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import DateField, FieldList, FormField, HiddenField, RadioField, SelectChoice
from wtforms import Form as Part
from wtforms.fields import SelectField
from wtforms.validators import InputRequired, Optional

from awards.catalogue_words import CHECKS, IP_KINDS, VERDICTS
from awards.conditions import Check, Condition, Verdict
from awards.models import Award, CatalogueItem, CatalogueRule
from awards.product import Product
from awards.queries.catalogue_rules import rules_of
from awards.rules_digest import rules_digest
from contest.core.forms import CreditCode, Form, LongText, Required, Text, longest
from contest.forms.versions import VersionedForm
from contest.models import Body
from contest.queries import fields

Chosen = InputRequired(message=_l("请选择一项。"))
MOST_CONDITIONS = 20
# The fields of a form that are the product's own.
WRITTEN = frozenset(Product.__dataclass_fields__) - {"answers"}


class AnswerPart(Part):  # type: ignore[misc]  # WTForms is untyped
    """What a person found of a condition that only people can check."""

    wording = HiddenField()
    verdict = SelectField(
        _l("核实结果"),
        choices=[
            SelectChoice(verdict.value, VERDICTS[verdict][0])
            for verdict in (Verdict.UNKNOWN, Verdict.MET, Verdict.CONFLICT)
        ],
    )
    note = Text(_l("依据或说明"), [longest(200)])


class ProductForm(VersionedForm):
    """A product for the catalogue; of a winner, the enterprise is given."""

    product = Text(_l("产品名称"), [Required, longest(100)])
    model = Text(_l("规格型号"), [longest(100)])
    field_id = SelectField(_l("领域"), coerce=lambda typed: int(typed) if typed else None)
    summary = LongText(_l("产品简介"), [longest(500)])
    enterprise = Text(_l("企业名称"), [Required, longest(100)])
    uscc = CreditCode(_l("统一社会信用代码"), [Required])
    ip_kind = SelectField(
        _l("主要知识产权"),
        choices=[
            SelectChoice("", _l("未登记")),
            *(SelectChoice(kind, name) for kind, name in IP_KINDS.items()),
        ],
    )
    ip_number = Text(_l("专利号或登记号"), [longest(60)])
    ip_holder = Text(_l("权利人"), [longest(100)])
    ip_until = DateField(_l("有效期至"), [Optional()])
    other_ip = LongText(_l("其他知识产权"), [longest(500)])
    answers = FieldList(FormField(AnswerPart), _l("须核实的条件"))

    @classmethod
    def blank(cls, body: Body, year: int) -> Self:
        """Return the form of a product that passed a review."""
        form = cls(answers=_answers(body.id, year, {}))
        del form.version
        return form._offering(body)

    @classmethod
    def of_winner(cls, award: Award) -> Self:
        """Return the form of a winner's product, begun with what its entry says."""
        contest, entry = award.contest, award.entry
        form = cls(
            product=entry.title,
            summary=entry.summary[:500],
            field_id=entry.challenge.field_id,
            ip_holder=award.enterprise.name,
            answers=_answers(contest.body_id, contest.year, {}),
        )
        del form.version, form.enterprise, form.uscc
        return form._offering(contest.body)

    @classmethod
    def of(cls, item: CatalogueItem, **given: Any) -> Self:
        """Return the form of an item, bound to what was posted if anything was."""
        names = ("product", "model", "field_id", "summary", "enterprise", "uscc", "ip_number")
        more = ("ip_holder", "ip_until", "other_ip", "version")
        kept = {name: getattr(item, name) for name in (*names, *more)}
        answers = _answers(item.body_id, item.year, item.answers)
        form = cls(**kept, ip_kind=item.ip_kind or "", answers=answers, **given)
        if item.award_id:
            del form.enterprise, form.uscc
        return form._offering(item.body)

    @classmethod
    def saved(cls, item: CatalogueItem) -> Self:
        """Return the form as the item stands now."""
        return cls.of(item, formdata=None)

    def _offering(self, body: Body) -> Self:
        known = [(str(field.id), field.name) for field in fields.of_body(body)]
        self.field_id.choices = [SelectChoice("", _l("未选择")), *map(_choice, known)]
        return self

    def described(self, *, enterprise: str = "", uscc: str = "") -> Product:
        """Return the product as typed; a winner's enterprise is named by the caller."""
        typed = {n: v for n, v in self.values().items() if n in WRITTEN}
        owner = {"enterprise": enterprise, "uscc": uscc} if enterprise else {}
        return Product(
            **{**typed, **owner, "ip_kind": typed["ip_kind"] or None},
            answers={
                row["wording"]: {"verdict": row["verdict"], "note": row["note"] or ""}
                for row in (self.answers.data if self.answers else ())
            },
        )


def _choice(pair: tuple[str, str]) -> SelectChoice:
    return SelectChoice(*pair)


def _answers(body_id: int, year: int, given: dict[str, Any]) -> list[dict[str, str]]:
    """Return a row for each condition that people check, with what was said of it."""
    asked = [rule for rule in rules_of(body_id, year) if rule.kind is Check.DECLARED]
    return [{"wording": rule.wording, **given.get(rule.wording, {})} for rule in asked]


class DecideItemForm(VersionedForm):
    """Whether a product is listed, and why."""

    decision = RadioField(
        _l("决定"),
        [Chosen],
        choices=[SelectChoice("yes", _l("列入目录")), SelectChoice("no", _l("不列入"))],
    )
    reason = LongText(_l("理由和依据"), [Required, longest(500)])


class CorrectionForm(ProductForm):
    """What a listed product is called rightly, and why it is put right.

    What people found of the conditions before the decision stays as it was. Products brought in
    from earlier years may have no code.
    """

    answers = None
    uscc = CreditCode(_l("统一社会信用代码"))
    reason = LongText(_l("更正原因（将公开显示）"), [Required, longest(500)])


class RemoveForm(VersionedForm):
    """Why a product is taken out."""

    reason = LongText(_l("移出原因"), [Required, longest(500)])


class ConditionRow(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    """A condition: its wording, how it is checked, and where it stands."""

    class Meta:
        """The token stands once, in the form around the rows."""

        csrf = False

    wording = LongText(_l("条件"), [Required, longest(200)])
    check = SelectField(
        _l("核对方式"),
        choices=[SelectChoice(check, name) for check, name in CHECKS.items()],
    )
    parameter = Text(_l("区划代码"), [longest(6)])
    source = LongText(_l("出处"), [Required, longest(200)])


class ConditionsForm(VersionedForm):
    """All conditions of a year; the version is the digest of them all."""

    conditions = FieldList(
        FormField(ConditionRow), _l("目录条件"), min_entries=1, max_entries=MOST_CONDITIONS
    )
    version = HiddenField()

    @classmethod
    def of(cls, body: Body, year: int, begin: list[Condition] | None = None, **given: Any) -> Self:
        """Return the form of a year's conditions; ``begin`` is offered where there are none."""
        rules = rules_of(body.id, year)
        rows = [*map(_row, rules)] or [*map(_begun, begin or [])]
        form = cls(conditions=rows, version=rules_digest(rules), **given)
        form.year = year
        return form

    year: int = 0

    def does(self, action: Any, subject: Any, /, **details: Any) -> bool:
        """Carry out the action, with this form's year."""
        return super().does(action, subject, year=self.year, **details)

    def saved(self, body: Body) -> Self:  # type: ignore[override]  # a year has no row of its own
        """Return the form as the year's conditions stand now."""
        return self.of(body, self.year, formdata=None)

    def version_of(self, body: Body) -> str:  # type: ignore[override]
        """Return the digest of the year's conditions."""
        return rules_digest(rules_of(body.id, self.year))

    def described(self) -> list[Condition]:
        """Return the conditions as typed."""
        return [
            Condition(row["wording"], Check(row["check"]), row["parameter"] or "", row["source"])
            for row in self.conditions.data
        ]


def _row(rule: CatalogueRule) -> dict[str, str]:
    told = {"wording": rule.wording, "parameter": rule.parameter, "source": rule.source}
    return {**told, "check": rule.kind.value}


def _begun(condition: Condition) -> dict[str, str]:
    told = {"wording": condition.wording, "parameter": condition.parameter}
    return {**told, "source": condition.source, "check": condition.check.value}


class ImportForm(Form):
    """Items of earlier years as a file."""

    file = FileField(_l("历年目录"), [FileRequired(message=_l("请选择 xlsx 或 csv 文件。"))])


class ConfirmImportForm(Form):
    """The rows that were looked at, as the page carries them on."""

    rows = HiddenField()
