"""The forms of panels: a name, a judge for a seat, and why a seat changes hands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from contest.core.forms import Form, LongText, Required, Text, longest
from contest.models import JudgeKind, JudgeProfile
from judging.recusal_words import kind_name


class PanelForm(Form):
    """A panel's name."""

    name = Text(_l("名称"), validators=[Required, longest(40)])


class SeatForm(Form):
    """A judge for a seat; the kind is the one in the judge's profile unless chosen."""

    judge_id = SelectField(
        _l("专家"), coerce=int, validators=[InputRequired(message=_l("请选择一位专家。"))]
    )
    kind = SelectField(
        _l("类别"),
        choices=[
            SelectChoice("", _l("按专家登记的类别")),
            SelectChoice(JudgeKind.TECHNICAL.value, _l("技术")),
            SelectChoice(JudgeKind.COMMERCIAL.value, _l("商务")),
        ],
    )

    def __init__(self, *args: Any, profiles: Sequence[JudgeProfile], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = {profile.user_id: profile.kind for profile in profiles}
        self.judge_id.choices = [
            SelectChoice(str(profile.user_id), _label(profile)) for profile in profiles
        ]

    def chosen(self) -> dict[str, Any]:
        """Return the judge and the kind they sit for."""
        judge = self.judge_id.data
        kind = JudgeKind(self.kind.data) if self.kind.data else self.kinds[judge]
        return {"judge_id": judge, "kind": kind}


class ReplaceForm(SeatForm):
    """Who takes a seat over, and why."""

    reason = LongText(_l("理由"), validators=[Required, longest(300)])


class LeaveForm(Form):
    """Why a judge leaves a panel; needed once they have begun to mark."""

    reason = LongText(_l("理由"), validators=[longest(300)])


def _label(profile: JudgeProfile) -> str:
    return " · ".join(
        part for part in (profile.user.name, kind_name(profile.kind), profile.title) if part
    ) or _("（未填姓名）")
