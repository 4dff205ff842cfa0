"""The order that a vote or a lot gave to equal entries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FieldList, SelectField
from wtforms.validators import ValidationError

from contest.core.forms import Form, LongText, Required, longest
from judging.queries.ties import Equal


class TieForm(Form):
    """One select a place, first place first, and what the order rests on."""

    order = FieldList(SelectField(coerce=int), label=_l("裁定的先后"))
    reason = LongText(
        _l("依据"),
        description=_l("谁主持、谁在场、结果如何。例如：公证员在场抽签，监督人签字确认。"),
        validators=[Required, longest(500)],
    )

    @classmethod
    def about(cls, equals: Sequence[Equal]) -> TieForm:
        """Return the form for these equals, bound to what was posted only if it was this one."""
        prefix = "-".join(["tie", *(str(number) for number in sorted(e.entry_id for e in equals))])
        given: dict[str, Any] = {} if f"{prefix}-reason" in request.form else {"formdata": None}
        form = cls.submitted(prefix=prefix, data={"order": [0] * len(equals)}, **given)
        for field in form.order:
            field.choices = [
                (0, _("请选择")),
                *((e.entry_id, f"{e.number} {e.title}") for e in equals),
            ]
        return form

    @property
    def accepted(self) -> bool:
        """Return whether this very form was posted and holds good input."""
        return f"{self._prefix}reason" in request.form and super().accepted

    def validate_order(self, field: FieldList) -> None:
        """Refuse an order in which an entry is missing or stands twice."""
        chosen = [entry for entry in field.data if entry]
        if len(set(chosen)) != len(field.data):
            raise ValidationError(_("请为每个名次选择一个不同的项目。"))
