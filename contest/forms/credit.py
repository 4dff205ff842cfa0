"""The form of a credit check."""

from __future__ import annotations

from typing import Any, Self

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import RadioField, SelectField
from wtforms.fields.choices import SelectChoice

from contest.core import clock
from contest.core.forms import Form, LocalTime, LongText, Required, longest
from contest.models import CreditResult, Entry
from contest.queries.submissions import entry_as_submitted
from contest.words import SOURCES

RESULTS = [
    SelectChoice(CreditResult.CLEAR.value, _l("无记录")),
    SelectChoice(CreditResult.LISTED.value, _l("有失信记录")),
]


class CreditForm(Form):
    """What was looked up on the public site, and what was found."""

    uscc = SelectField(_l("单位"), [Required])
    source = SelectField(
        _l("名单"), [Required], choices=[SelectChoice(*each) for each in SOURCES.items()]
    )
    result = RadioField(_l("结果"), [Required], choices=RESULTS)
    checked_at = LocalTime(_l("查询时间"), [Required])
    note = LongText(_l("备注"), [longest(500)], description=_l("有记录时写明内容和日期。"))
    record = FileField(_l("查询结果打印件"))

    @classmethod
    def of(cls, entry: Entry, chosen: dict[str, str]) -> Self:
        """Return the form for the entry's organisations; ``chosen`` is selected at first."""
        form = cls.submitted(data={**chosen, "checked_at": clock.now()})
        form.uscc.choices = [
            SelectChoice(uscc, f"{name}（{uscc}）")
            for name, uscc in entry_as_submitted(entry).organisations
        ]
        return form

    def values(self) -> dict[str, Any]:
        """Return what was typed, without the file, which is taken in by itself."""
        return {name: value for name, value in super().values().items() if name != "record"}
