"""The pledge's signature, and the declaration of where a judge stands back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FieldList, FormField, HiddenField, SelectField
from wtforms import Form as Part
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from contest.core.forms import Form, Required, Text, longest
from judging.actions.pledges import Conflict
from judging.models import RecusalGround, Slot
from judging.recusal_words import ground_name


class PledgeForm(Form):
    """The signature under the wording that was shown."""

    text_digest = HiddenField(validators=[Required])
    agreed = BooleanField(
        _l("我已逐条阅读，并承诺遵守"),
        validators=[InputRequired(message=_l("请阅读后勾选，再签署。"))],
    )


class ConflictForm(Part):  # type: ignore[misc]
    """One entry: whether the judge stands back, on which ground, and why."""

    entry_id = HiddenField()
    conflict = BooleanField(_l("我应当回避"))
    ground = SelectField(_l("事由"))
    detail = Text(_l("说明"), validators=[longest(200)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ground.choices = [SelectChoice(g.value, ground_name(g)) for g in RecusalGround]

    def validate(self, **options: Any) -> bool:
        sound = bool(super().validate(**options))
        if self.conflict.data and not self.detail.data:
            self.detail.errors = [_("请简要说明关系，例如单位和起止时间。")]
            return False
        return sound


class DeclarationForm(Form):
    """The declaration over all entries a judge is to mark."""

    entries = FieldList(FormField(ConflictForm), label=_l("项目"))
    honest = BooleanField(
        _l("以上申报属实；没有勾选的项目，我没有应当回避的情形"),
        validators=[InputRequired(message=_l("请勾选这一句，再提交。"))],
    )

    def __init__(self, *args: Any, listed: Sequence[Slot], **kwargs: Any) -> None:
        rows = [{"entry_id": str(slot.entry_id)} for slot in listed]
        super().__init__(*args, data={"entries": rows}, **kwargs)

    def seen(self) -> frozenset[int]:
        """Return the entries, by number, that were listed when the judge filled the form."""
        listed = (part.form.entry_id.data for part in self.entries)
        return frozenset(int(number) for number in listed if number.isdecimal())

    def conflicts(self) -> dict[int, Conflict]:
        """Return the entries, by number, that the judge stands back from."""
        ticked = [part.form for part in self.entries if part.form.conflict.data]
        return {
            int(part.entry_id.data): Conflict(RecusalGround(part.ground.data), part.detail.data)
            for part in ticked
            if part.entry_id.data.isdecimal()
        }
