"""The forms of recusals: a decision, a request in writing, and its answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from contest.core.actions import Refusal
from contest.core.forms import Form, LongText, Required, Text, longest
from contest.core.intake import Accepts, Kept, receive
from contest.models import User
from judging.models import RecusalGround
from judging.recusal_words import ground_name

EVIDENCE = Accepts(kinds=("pdf", "jpg", "png"), max_bytes=20 * 1024 * 1024)
Chosen = InputRequired(message=_l("请选择一项。"))


class DecisionForm(Form):
    """Whether a judge stands back, and why."""

    decision = RadioField(
        _l("结论"),
        choices=[
            SelectChoice("confirm", _l("确认回避：不评审此项目，已有评分作废")),
            SelectChoice("dismiss", _l("解除：不构成回避，可以评审此项目")),
        ],
        validators=[Chosen],
    )
    reason = LongText(_l("理由"), validators=[Required, longest(500)])


class RequestForm(Form):
    """An entrant's request: whom they mean, why, and a file of evidence if there is one."""

    named = Text(_l("申请回避的人或单位"), validators=[Required, longest(100)])
    detail = LongText(_l("事实和理由"), validators=[Required, longest(2000)])
    evidence = FileField(_l("证据（可不传）"))

    file: Kept | None = None

    def takes_in_evidence(self) -> bool:
        """Take in as ``file`` what was sent, if anything; tell beside the field if refused."""
        sent = self.evidence.data
        if not sent or not sent.filename:
            return True
        try:
            self.file = receive(sent.stream, name=sent.filename, accepts=EVIDENCE)
        except Refusal as refusal:
            self.evidence.errors = [str(refusal)]
        return self.file is not None


class AnswerForm(Form):
    """What comes of a request: a recusal of a judge, or a refusal with its reason."""

    decision = RadioField(
        _l("处理"),
        choices=[
            SelectChoice("grant", _l("涉及本项目的评委：登记为回避，随后确认或解除")),
            SelectChoice("decline", _l("不涉及，或理由不成立：不予登记")),
        ],
        validators=[Chosen],
    )
    judge_id = SelectField(_l("涉及的专家"), coerce=int, default=0)
    ground = SelectField(_l("事由"), default=RecusalGround.OTHER.value)
    reason = LongText(
        _l("答复"),
        description=_l("参赛单位会看到这段话。公示前请不要写出评委姓名。"),
        validators=[Required, longest(500)],
    )

    def __init__(self, *args: Any, judges: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.judge_id.choices = [
            SelectChoice("0", _("（请选择）")),
            *(SelectChoice(str(judge.id), judge.name) for judge in judges),
        ]
        self.ground.choices = [SelectChoice(g.value, ground_name(g)) for g in RecusalGround]

    def validate(self, **options: Any) -> bool:
        sound = bool(super().validate(**options))
        if self.decision.data == "grant" and not self.judge_id.data:
            self.judge_id.errors = [_("请选择申请所指的专家。")]
            return False
        return sound

    @property
    def grants(self) -> bool:
        """Return whether a recusal shall be raised."""
        return bool(self.decision.data == "grant")
