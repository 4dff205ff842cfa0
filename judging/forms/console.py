"""The forms of the console: who is absent and why, words for a pause, reasons, names of screens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from contest.core.forms import Form, LongText, Required, Text, longest
from judging.running import Judge, Turn

WHOLE_SESSION = 0


class AbsenceForm(Form):
    """Which judge does not mark, what of the session, and why."""

    judge_id = SelectField(
        _l("评委"), coerce=int, validators=[InputRequired(message=_l("请选择评委。"))]
    )
    entry_id = SelectField(_l("范围"), coerce=int, default=WHOLE_SESSION)
    reason = Text(_l("原因"), [Required, longest(200)])

    def __init__(
        self, *args: Any, judges: Sequence[Judge], turns: Sequence[Turn], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.judge_id.choices = [SelectChoice(str(judge.id), judge.name) for judge in judges]
        self.entry_id.choices = [
            SelectChoice(str(WHOLE_SESSION), _("本场所有未提交的项目")),
            *(
                SelectChoice(str(turn.entry_id), f"{turn.position} {turn.title}")
                for turn in turns
                if turn.is_admitted
            ),
        ]

    def values(self) -> dict[str, Any]:
        """Return what was typed; the whole session is no entry."""
        found = super().values()
        return {**found, "entry_id": found["entry_id"] or None}


class PauseForm(Form):
    """Words that the hall reads while the session is paused."""

    words = Text(
        _l("大屏上的文字"),
        [Required, longest(30)],
        description=_l("例如“茶歇，到 15:30 继续”。"),
    )


class CloseForm(Form):
    """Why a session is closed with gaps that the rules leave to the organizer."""

    reason = LongText(_l("照此关闭的理由"), [longest(1000)])


class FreezeForm(Form):
    """The numbers that the organizer has read."""

    seen = HiddenField(validators=[Required])


class ScreenForm(Form):
    """What a screen is called, so that people know which one to end."""

    name = Text(_l("大屏名称"), [Required, longest(30)], description=_l("例如“主会场左屏”。"))
