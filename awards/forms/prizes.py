"""The forms around prizes, plans and what follows from awards."""

from __future__ import annotations

from typing import Any, Self

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    HiddenField,
    PasswordField,
    RadioField,
    SelectChoice,
)
from wtforms.validators import InputRequired, NumberRange

from awards.actions.plans import NotWhatWasShown
from awards.actions.prizes import PrizeLine
from awards.queries.prizes import prizes_digest, prizes_of
from contest.core.forms import Form, LongText, Required, Text, Whole, Yuan, longest
from contest.forms.versions import VersionedForm
from contest.models import Contest

MOST_SEATS = 200
Number = InputRequired(message=_l("请填写此项。"))


class PrizeRow(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    """One prize: what it is called, how many get it, and how much each."""

    class Meta:
        """The token stands once, in the form around the rows."""

        csrf = False

    name = Text(_l("奖项"), [Required, longest(20)])
    seats = Whole(
        _l("席位"),
        [Number, NumberRange(1, MOST_SEATS, message=_l("请填写 1 至 %(max)s 之间的整数。"))],
    )
    amount = Yuan(_l("每个奖励（万元）"), [Number])


class PrizesForm(VersionedForm):
    """All prizes of a contest, the first prize first; the version is the digest of them all."""

    prizes = FieldList(FormField(PrizeRow), label=_l("奖项"), min_entries=1, max_entries=12)
    version = HiddenField()
    over_budget = BooleanField(_l("知道合计超过预算：预算用完为止，后面的席位可能发不出"))

    @classmethod
    def saved(cls, contest: Contest) -> Self:
        """Return the form as the contest's prizes stand now."""
        form = cls.of(contest, formdata=None)
        del form.over_budget
        return form

    @classmethod
    def of(cls, contest: Contest, **given: Any) -> Self:
        """Return the form of a contest's prizes, bound to what was posted if anything was."""
        rows = [
            {"name": p.name, "seats": p.seats, "amount": p.amount_fen}
            for p in prizes_of(contest.id)
        ]
        return cls(prizes=rows, version=prizes_digest(contest.id), **given)

    @staticmethod
    def version_of(contest: Contest) -> str:
        """Return the digest of the contest's prizes."""
        return prizes_digest(contest.id)

    def lines(self) -> list[PrizeLine]:
        """Return the prizes as typed, amounts in fen."""
        return [
            PrizeLine(name=row["name"], seats=row["seats"], amount_fen=row["amount"])
            for row in self.prizes.data
        ]


class ProposeForm(Form):
    """A note to the person who approves."""

    note = LongText(_l("给批准人的说明"), [longest(500)])


class DecidingForm(Form):
    """A form about a plan as it was shown: 409 where the plan is no longer that one."""

    @property
    def status(self) -> int:
        """Return the answer's status."""
        return 409 if isinstance(self.refused, NotWhatWasShown) else super().status


class ApproveForm(DecidingForm):
    """The digest of what was shown, and the password of who approves it."""

    digest = HiddenField()
    password = PasswordField(_l("您的登录密码"), [Required])


class ReturnForm(DecidingForm):
    """Why a plan is sent back."""

    reason = LongText(_l("退回原因"), [Required, longest(500)])


class DecideForm(VersionedForm):
    """Whether a policy applies to an award, and why."""

    granted = RadioField(
        _l("决定"),
        [InputRequired(message=_l("请选择一项。"))],
        choices=[SelectChoice("yes", _l("是")), SelectChoice("no", _l("否"))],
    )
    reason = LongText(_l("理由和依据"), [Required, longest(500)])
