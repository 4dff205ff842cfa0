"""The form of printing cards: for whom, and good until the end of which day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from contest.core.forms import Form
from judging.card_days import end_of
from judging.queries.cards import JudgeRow


class PrintForm(Form):
    """Which judges get a new card."""

    judge_ids = SelectMultipleField(
        _l("专家"),
        coerce=int,
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
        validators=[InputRequired(message=_l("请至少勾选一位专家。"))],
    )
    until = SelectField(_l("有效至"))

    def __init__(
        self, *args: Any, judges: Sequence[JudgeRow], days: Sequence[date], **kwargs: Any
    ) -> None:
        kwargs.setdefault("data", {"until": days[-1].isoformat()})
        super().__init__(*args, **kwargs)
        self.judges = judges
        self.judge_ids.choices = [SelectChoice(str(row.judge_id), row.name) for row in judges]
        self.until.choices = [
            SelectChoice(day.isoformat(), _("%(day)s 当天结束", day=day)) for day in days
        ]

    def chosen(self) -> dict[str, Any]:
        """Return what the action takes."""
        until = end_of(date.fromisoformat(self.until.data))
        return {"judge_ids": self.judge_ids.data, "until": until}
