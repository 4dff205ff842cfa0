"""The forms of sessions: when, where, before whom, and with which entries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from contest.core.forms import Form, LocalTime, Required, Text, longest
from contest.models import Entry
from judging.models import MarksWhen, Panel


class SessionForm(Form):
    """A session."""

    name = Text(_l("场次名称"), validators=[Required, longest(40)])
    room = Text(_l("地点"), validators=[Required, longest(60)])
    starts_at = LocalTime(_l("开始时间"), validators=[Required])
    panel_id = SelectField(
        _l("评审组"), coerce=int, validators=[InputRequired(message=_l("请选择评审组。"))]
    )
    marks_when = RadioField(
        _l("何时评分"),
        choices=[
            SelectChoice(
                MarksWhen.CALLED, _l("叫到才评：控制台对台上项目按“开放评分”之后，评委才能提交")
            ),
            SelectChoice(MarksWhen.ANYTIME, _l("随时可评：路演期间都能提交，适合书面评审")),
        ],
        coerce=MarksWhen,
        default=MarksWhen.CALLED,
    )

    def __init__(self, *args: Any, panels: Sequence[Panel], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.panel_id.choices = [SelectChoice(str(panel.id), panel.name) for panel in panels]


class EntriesForm(Form):
    """Entries that shall join the running order."""

    entry_ids = SelectMultipleField(
        _l("未排场次的项目"),
        coerce=int,
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
        validators=[InputRequired(message=_l("请至少选择一个项目。"))],
    )

    def __init__(self, *args: Any, entries: Sequence[Entry], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.entry_ids.choices = [
            SelectChoice(str(entry.id), f"{entry.number} {entry.title}（{entry.enterprise.name}）")
            for entry in entries
        ]
