"""The forms of an amendment: what shall change and why, and who agrees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, PasswordField, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from contest.core.forms import Exact, Form, LongText, Required, longest, required_when
from judging.actions.amendments import Request
from judging.amendment_words import GROUNDS
from judging.forms.paper_ballots import Allowed, Line
from judging.models import AmendmentGround, Ballot
from judging.sheet import plain

Given = InputRequired(message=_l("请填写分数；不改的保留原分。"))


class ProposalForm(Form):
    """The new marks of some ballots, a box each, and the ground; made by ``proposal_form``."""

    ground = RadioField(
        _l("更正依据"),
        choices=[SelectChoice(ground.value, name) for ground, name in GROUNDS.items()],
        validators=[InputRequired(message=_l("请选择一项。"))],
    )
    reason = LongText(
        _l("更正理由"),
        description=_l("写明哪里有误、依据什么材料核实。专家、会签人和监督人员都会看到。"),
        validators=[Required, longest(500)],
    )
    occasion = LongText(
        _l("起因"),
        description=_l("因异议成立等引起的，写明是哪一件，如“异议 2026-03：……成立”。"),
        validators=[longest(500)],
    )

    ballots: Sequence[Ballot] = ()
    lines: Sequence[Line] = ()

    @classmethod
    def asking(cls, *, published: bool, occasion: str = "") -> Any:
        """Return the form; after the publication what led to the correction is required."""
        form = cls.submitted(occasion=occasion)
        required_when(form.occasion, needed=published)
        form.occasion.flags.required = published
        return form

    def boxes(self, ballot: Ballot) -> list[tuple[Line, Exact]]:
        """Return the lines with the boxes of a ballot."""
        return [(line, self[_name(ballot, n)]) for n, line in enumerate(self.lines)]

    def request(self, objection: int | None) -> Request:
        """Return what is asked for, on account of an objection if there is one."""
        marks = {
            ballot.id: {line.key: f"{box.data:.2f}" for line, box in self.boxes(ballot)}
            for ballot in self.ballots
        }
        ground = AmendmentGround(self.ground.data)
        return Request(marks, ground, self.occasion.data or "", objection)


def proposal_form(
    ballots: Sequence[Ballot], lines: Sequence[Line], stands: Mapping[int, Mapping[str, str | None]]
) -> type[ProposalForm]:
    """Return the form with a box for each line of each ballot, filled with what stands there."""
    boxes: dict[str, Any] = {
        _name(ballot, n): Exact(
            line.name,
            default=_exact(stands[ballot.id][line.key]),
            description=_(
                "原分 %(mark)s；0 至 %(top)s，每步 %(step)s",
                mark=stands[ballot.id][line.key] or _("未打分"),
                top=plain(line.top),
                step=plain(line.step),
            ),
            validators=[Given, Allowed(line)],
        )
        for ballot in ballots
        for n, line in enumerate(lines)
    }
    fixed = {"ballots": tuple(ballots), "lines": tuple(lines)}
    return type("ProposalOfBallots", (ProposalForm,), {**fixed, **boxes})


def _exact(mark: str | None) -> Decimal | None:
    return None if mark is None else Decimal(mark)


def _name(ballot: Ballot, n: int) -> str:
    return f"mark_{ballot.id}_{n}"


class SignForm(Form):
    """The judge proves who they are, once more."""

    secret = PasswordField(
        _l("PIN 或登录密码"),
        description=_l("由您本人输入，作为对这份更正的签认。"),
        validators=[Required],
        render_kw={"autocomplete": "current-password"},
    )


class DigestForm(Form):
    """Which consequences the co-signer saw."""

    digest = HiddenField(validators=[Required])


class CancelForm(Form):
    """Why an amendment is given up."""

    reason = LongText(_l("理由"), validators=[Required, longest(500)])
