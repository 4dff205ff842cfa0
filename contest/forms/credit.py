"""The form of a credit check."""

from __future__ import annotations

from typing import Any, Self

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import RadioField, SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.widgets import CheckboxInput, ListWidget

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
    sources = SelectMultipleField(
        _l("名单"),
        [Required],
        choices=[SelectChoice(*each) for each in SOURCES.items()],
        description=_l("查询结果相同的名单可以一次记录。"),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    result = RadioField(_l("结果"), [Required], choices=RESULTS)
    checked_at = LocalTime(_l("查询时间"), [Required])
    note = LongText(_l("备注"), [longest(500)], description=_l("有记录时写明内容和日期。"))
    record = FileField(_l("查询结果打印件"))

    @classmethod
    def of(cls, entry: Entry, *, uscc: str | None, source: str | None) -> Self:
        """Return the form for the entry's organisations, with what to look up chosen at first.

        What was found is never chosen: a person has to say it.
        """
        sources = [source] if source in SOURCES else list(SOURCES)
        form = cls.submitted(data={"uscc": uscc, "sources": sources, "checked_at": clock.now()})
        form.uscc.choices = [
            SelectChoice(uscc, f"{name}（{uscc}）")
            for name, uscc in entry_as_submitted(entry).organisations
        ]
        return form

    def mind_the_file(self) -> None:
        """Say that a file was chosen and is not taken: browsers keep none over an answer."""
        if (chosen := request.files.get("record")) and chosen.filename:
            again = _("请重新选择打印件“%(name)s”，浏览器不保留上次的选择。", name=chosen.filename)
            self.record.errors = [*self.record.errors, again]

    def values(self) -> dict[str, Any]:
        """Return what was typed, without the file, which is taken in by itself."""
        return {name: value for name, value in super().values().items() if name != "record"}
