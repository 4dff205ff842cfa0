"""The seed of a paper audit, and what a person found on paper."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, IntegerField, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange

from contest.core.forms import Form, LongText, Required, Text, longest
from judging.draw import normal_number
from judging.models import PaperMatch

SHORTEST = 6


class SampleForm(Form):
    """The seed that was made in public, how, and how many ballots to draw."""

    seed = Text(
        _l("现场产生的随机数"),
        description=_l("例如当众掷骰子，逐位记下 20 个点数。至少 6 个字符，录入后不能更改。"),
        validators=[
            Required,
            Length(min=SHORTEST, message=_l("至少 %(min)d 个字符。")),
            longest(100),
        ],
    )
    source = LongText(
        _l("怎样产生、谁在场"),
        description=_l("例如：监督人掷骰子 20 次，三位评委和公证员在场。"),
        validators=[Required, longest(500)],
    )
    size = IntegerField(
        _l("抽取份数"),
        validators=[
            InputRequired(message=_l("请填写此项。")),
            NumberRange(min=1, max=10_000, message=_l("请填写 1 以上的整数。")),
        ],
    )
    seen = HiddenField()

    def asked(self) -> dict[str, Any]:
        """Return the seed as it is hashed, and the rest as typed."""
        return {**self.values(), "seed": normal_number(self.seed.data)}


class MatchForm(Form):
    """What the paper shows."""

    found = RadioField(
        _l("核对结果"),
        choices=[
            SelectChoice(PaperMatch.SAME.value, _l("一致：每一项分数和签名都对得上")),
            SelectChoice(PaperMatch.DIFFERS.value, _l("不一致")),
            SelectChoice(PaperMatch.NO_PAPER.value, _l("没有找到纸质评分表")),
        ],
        validators=[InputRequired(message=_l("请选择一项。"))],
    )
    note = LongText(_l("说明"), validators=[longest(500)])

    def seen(self) -> dict[str, Any]:
        """Return what was found."""
        return {"found": PaperMatch(self.found.data), "note": self.note.data or ""}
