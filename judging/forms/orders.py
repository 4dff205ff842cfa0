"""The forms of running orders: a draw, its public number, an order drawn by hand, one turn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, HiddenField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, ValidationError

from contest.core.forms import (
    Form,
    LocalTime,
    LongText,
    Required,
    Text,
    Whole,
    longest,
    required_when,
)
from judging.draw import normal_number
from judging.models import Session, Slot

WHY = _l("改动的理由")


class ReasonedForm(Form):
    """A change of an order: whoever changes what came by lot says why."""

    reason = LongText(WHY, validators=[longest(300)])

    def __init__(self, *args: Any, by_lot: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        required_when(self.reason, needed=by_lot)
        self.reason.flags.required = by_lot


class DrawForm(ReasonedForm):
    """What is promised: which number decides, and when it becomes known."""

    scope = RadioField(_l("谁参加抽签"), default="all")
    source = Text(
        _l("用哪个公开数字"),
        description=_l(
            "写清楚来源、日期和写法，谁看了都只会写出同一个数。"
            "例如：2026-11-27 上证指数收盘点位，写到小数点后两位，不加逗号。"
        ),
        validators=[Required, longest(200)],
    )
    known_at = LocalTime(
        _l("公布时间"),
        description=_l("北京时间，须晚于现在。数字在这之前谁也不能知道；到时才能输入。"),
        validators=[Required],
    )

    def __init__(self, *args: Any, everybody: int, late: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scope.choices = [("all", _("本场全部 %(n)s 个待评审项目", n=everybody))]
        if late > 1:
            text = _("只抽后来加入的 %(n)s 个，排在已定顺序之后", n=late)
            self.scope.choices.append(("late", text))
        if self.scope.data == "late":
            required_when(self.reason, needed=False)

    def told(self) -> dict[str, Any]:
        """Return what the action wants to know."""
        values = self.values()
        late_only = values.pop("scope") == "late"
        return {**values, "late_only": late_only}


class NumberForm(Form):
    """The public number, twice: what follows from it cannot be taken back."""

    public_number = Text(_l("公开数字"), validators=[Required, longest(100)])
    again = Text(
        _l("再输一次"),
        description=_l("照着来源再输一次，防止输错。"),
        validators=[Required, longest(100)],
    )
    witness = LongText(
        _l("来源与见证"),
        description=_l("从哪里查到、谁在场核对。例如：上交所网站，监督人张某、公证员李某在场。"),
        validators=[Required, longest(300)],
    )

    def validate_again(self, field: Field) -> None:
        """Refuse two different numbers."""
        if normal_number(field.data or "") != normal_number(self.public_number.data or ""):
            raise ValidationError(_("两次输入不一致，请对照来源核对。"))

    def told(self) -> dict[str, Any]:
        """Return the number as it is hashed, and where it was read."""
        return {
            "public_number": normal_number(self.public_number.data),
            "witness": self.witness.data,
        }


class TypedOrderForm(ReasonedForm):
    """A box for each entry's place, and before whom it was drawn."""

    witness = LongText(
        _l("抽签的主持与见证"),
        description=_l("谁主持、谁在场、用什么办法抽。例如：各队代表上台抽号球，监督人签字确认。"),
        validators=[Required, longest(300)],
    )

    @classmethod
    def of(cls, slots: Sequence[Slot], *, by_lot: bool) -> TypedOrderForm:
        """Return the form with a box for each of these slots."""
        boxes = {
            _box(slot): Whole(
                _("%(n)s 抽到的序号", n=slot.entry.number),
                validators=[InputRequired(message=_("请填写序号。"))],
            )
            for slot in slots
        }
        with_boxes: type[TypedOrderForm] = type("TypedOrderForm", (cls,), boxes)
        form = with_boxes.submitted(by_lot=by_lot)
        form.slots = list(slots)
        return form

    slots: list[Slot]

    def box(self, slot: Slot) -> Field:
        """Return the box of a slot."""
        return self[_box(slot)]

    def validate(self, extra_validators: Any = None) -> bool:
        """Refuse places that are not there, and those given twice, each beside its box."""
        good = super().validate(extra_validators)
        boxes = [self.box(slot) for slot in self.slots]
        given = [box.data for box in boxes]
        for box in boxes:
            if box.data is not None and not box.errors:
                box.errors = _wrong_places(box.data, given)
        return bool(good) and not any(box.errors for box in boxes)

    def told(self) -> dict[str, Any]:
        """Return the slots in the order that was typed, and what was said of it."""
        order = sorted(self.slots, key=lambda slot: self.box(slot).data)
        said = {"witness": self.witness.data, "reason": self.reason.data or ""}
        return {"slot_ids": [slot.id for slot in order], **said}


class RearrangeForm(ReasonedForm):
    """The order that was shown, to be applied as it was seen."""

    shown = HiddenField()

    def told(self) -> dict[str, Any]:
        """Return the slots as they were shown, and why."""
        numbers = (self.shown.data or "").split()
        shown = [int(number) for number in numbers if number.isdecimal()]
        return {"shown": shown, "reason": self.reason.data or ""}


class PlaceForm(ReasonedForm):
    """The place an entry goes to."""

    place = Whole(_l("移到第几个"), validators=[InputRequired(message=_l("请填写位置。"))])


class SwapForm(ReasonedForm):
    """The entry to change places with."""

    other_id = SelectField(
        _l("与谁互换"), coerce=int, validators=[InputRequired(message=_l("请选择项目。"))]
    )

    def __init__(self, *args: Any, others: Sequence[Slot], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.other_id.choices = [
            SelectChoice(str(slot.id), f"{slot.position}. {slot.entry.number} {slot.entry.title}")
            for slot in others
        ]


class TransferForm(ReasonedForm):
    """The session an entry goes to."""

    session_id = SelectField(
        _l("移到哪一场"), coerce=int, validators=[InputRequired(message=_l("请选择场次。"))]
    )

    def __init__(self, *args: Any, sessions: Sequence[Session], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.session_id.choices = [
            SelectChoice(str(one.id), f"{one.number}. {one.name}（{one.panel.name}，{one.room}）")
            for one in sessions
        ]


class MissedForm(Form):
    """Why a team counts as not there."""

    reason = LongText(
        _l("情况"),
        description=_l("例如：叫号三次无人应答；来电说堵车，约 20 分钟后到。"),
        validators=[Required, longest(300)],
    )


def _box(slot: Slot) -> str:
    return f"place_{slot.id}"


def _wrong_places(place: int, given: Sequence[int | None]) -> list[str]:
    if not 1 <= place <= len(given):
        return [_("请填写 1 到 %(n)d 之间的序号。", n=len(given))]
    if given.count(place) > 1:
        return [_("序号 %(n)d 填了不止一次。", n=place)]
    return []
