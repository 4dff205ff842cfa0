"""The formal check's form: each item in order or not, then the decision."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf

from contest.core.forms import Form, LongText, Required, longest
from contest.screening_items import ITEMS
from contest.words import SCREENING_HINTS, SCREENING_ITEMS

ANSWERS = [SelectChoice("yes", _l("符合")), SelectChoice("no", _l("不符合"))]


class ScreeningForm(Form):
    """Answers to every item, and what is to be said to the enterprise."""

    reason = LongText(
        _l("理由"),
        [longest(1000)],
        description=_l("不予通过时必填，企业会看到；信用核查不全而仍要通过时也必填。"),
    )
    confirmed = BooleanField(_l("我已知晓信用核查未完成或有失信记录，仍决定通过，并写明理由"))

    @property
    def answers(self) -> list[Any]:
        """Return the fields of the items, in the checklist's order."""
        return [self[item] for item in ITEMS]

    def values(self) -> dict[str, Any]:
        """Return the checklist as answered, the reason and the confirmation."""
        checklist = {item: self[item].data == "yes" for item in ITEMS}
        return {
            "checklist": checklist,
            "reason": self.reason.data or "",
            "confirmed": self.confirmed.data,
        }

    def refusal(self) -> dict[str, Any]:
        """Return the checklist and the reason: what a refusal needs."""
        values = self.values()
        return {name: values[name] for name in ("checklist", "reason")}


for _item in ITEMS:
    _field = RadioField(
        SCREENING_ITEMS[_item],
        [Required, AnyOf(["yes", "no"])],
        choices=ANSWERS,
        description=SCREENING_HINTS[_item],
        validate_choice=False,
    )
    setattr(ScreeningForm, _item, _field)
