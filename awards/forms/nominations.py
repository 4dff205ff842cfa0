"""The forms around nominations for the key R&D plan."""

from __future__ import annotations

from typing import Self

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectChoice
from wtforms.validators import InputRequired, NumberRange

from awards.actions.nominations import Research
from awards.models import Award
from contest.core.forms import LongText, Required, Yuan, longest
from contest.forms.versions import VersionedForm


class NominationForm(VersionedForm):
    """What would be researched, what for, for how much, and why."""

    research = LongText(_l("技术攻关内容"), [Required, longest(1000)])
    aims = LongText(_l("目标与考核指标"), [Required, longest(1000)])
    funding_fen = Yuan(
        _l("申请资助（万元）"),
        [
            InputRequired(message=_l("请填写此项。")),
            NumberRange(min=0, message=_l("金额不能为负。")),
        ],
    )
    grounds = LongText(_l("提名理由"), [Required, longest(500)])

    @classmethod
    def of_winner(cls, award: Award) -> Self:
        """Return the form to nominate a winner, begun with the aim of its challenge."""
        form = cls(research=award.entry.originality[:1000], aims=award.entry.challenge.goal[:1000])
        del form.version
        return form

    def described(self) -> Research:
        """Return the research as typed."""
        typed = {name: value for name, value in self.values().items() if name != "version"}
        return Research(**typed)


class DecideNominationForm(VersionedForm):
    """Whether a nomination is approved, and why."""

    decision = RadioField(
        _l("决定"),
        [InputRequired(message=_l("请选择一项。"))],
        choices=[SelectChoice("yes", _l("同意提名")), SelectChoice("no", _l("不提名"))],
    )
    reason = LongText(_l("理由和依据"), [Required, longest(500)])
