"""The forms of the two people who decide on late marks."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from contest.core.forms import Form, LongText, Required, longest


class ProposalForm(Form):
    """Whether to count the marks, and why."""

    counts = RadioField(
        _l("提议"),
        choices=[
            SelectChoice("yes", _l("计入：按这些分数提交评分表")),
            SelectChoice("no", _l("不计入：留存备查，不影响得分")),
        ],
        validators=[InputRequired(message=_l("请选择一项。"))],
    )
    reason = LongText(
        _l("理由"),
        description=_l("写明核实了什么。例如：关闭前已在平板提交，会场断网，监督人在场见证。"),
        validators=[Required, longest(500)],
    )

    def proposed(self) -> dict[str, object]:
        """Return the proposal."""
        return {"counts": self.counts.data == "yes", "reason": self.reason.data}


class ReturnForm(Form):
    """Why a proposal is not confirmed."""

    reason = LongText(_l("退回理由"), validators=[Required, longest(500)])
