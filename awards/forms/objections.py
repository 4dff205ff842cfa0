"""The forms of objections: what somebody says, and what comes of it."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, MultipleFileField
from wtforms import BooleanField, IntegerField, RadioField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget

from awards.actions.objections import Claim
from awards.models import Award, Notice
from contest.core.actions import Refusal
from contest.core.forms import Form, LongText, Required, Text, longest
from contest.core.intake import Accepts, Kept, receive
from contest.forms.accounts import Email, Phone
from contest.refusals import Stale

EVIDENCE = Accepts(kinds=("pdf", "jpg", "png"), max_bytes=20 * 1024 * 1024)
MOST_FILES = 5


def _taken_in(field: Any, sent: list[Any]) -> list[Kept] | None:
    """Return the files as kept, or None where one was refused, which is told beside the field."""
    try:
        return [receive(one.stream, name=one.filename, accepts=EVIDENCE) for one in sent]
    except Refusal as refusal:
        field.errors = [str(refusal)]
        return None


class ObjectionForm(Form):
    """Who objects, how to reach them, and what they say, with up to five files."""

    name = Text(_l("姓名"), [Required, longest(40)])
    organisation = Text(_l("单位（个人可不填）"), [longest(100)])
    phone = Phone(_l("联系电话"))
    email = Email(_l("邮箱（接收回执和处理决定）"))
    statement = LongText(_l("异议的事实和理由"), [Required, longest(3000)])
    evidence = MultipleFileField(_l("证据材料"))
    consents = BooleanField(_l("同意向所涉企业公开我的姓名和单位"))

    files: tuple[Kept, ...] = ()

    def takes_in_evidence(self) -> bool:
        """Take in as ``files`` what was sent; tell beside the field if anything is refused."""
        sent = [one for one in self.evidence.data or () if one and one.filename]
        if len(sent) > MOST_FILES:
            self.evidence.errors = [_("最多上传 %(n)s 个文件，可合并为一份 PDF。", n=MOST_FILES)]
            return False
        kept = _taken_in(self.evidence, sent)
        self.files = tuple(kept or ())
        return kept is not None

    def claim(self, notice: Notice, award: Award | None) -> Claim:
        """Return what was typed as an objection to an award, or to one's own result."""
        names = ("name", "organisation", "phone", "email", "statement", "consents")
        return Claim(
            notice=notice,
            award=award,
            files=self.files,
            **{name: self[name].data for name in names},
        )


class SeenForm(Form):
    """A form about an objection as the page showed it: 409 where it is otherwise by now."""

    version = IntegerField(widget=HiddenInput())

    @property
    def status(self) -> int:
        """Return the answer's status."""
        return Stale.status if isinstance(self.refused, Stale) else super().status


class AcceptForm(SeenForm):
    """Which awards the objection concerns, beside those it names."""

    awards = SelectMultipleField(
        _l("涉及的奖励"),
        coerce=int,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )


class ReasonForm(SeenForm):
    """Why an objection is not taken up."""

    reason = LongText(_l("不予受理的理由（将告知异议人）"), [Required, longest(1000)])


class DecideForm(SeenForm):
    """Whether it is upheld, and why."""

    upheld = RadioField(
        _l("决定"),
        [InputRequired(message=_l("请选择一项。"))],
        choices=[SelectChoice("yes", _l("异议成立")), SelectChoice("no", _l("异议不成立"))],
    )
    reason = LongText(_l("事实与理由（将告知异议人）"), [Required, longest(2000)])


class InquiryForm(Form):
    """What was found out, with a file if there is one."""

    text = LongText(_l("调查情况"), [Required, longest(2000)])
    file = FileField(_l("材料（可不传）"))

    kept: Kept | None = None

    def takes_in_file(self) -> bool:
        """Take in as ``kept`` what was sent, if anything; tell beside the field if refused."""
        sent = self.file.data
        kept = _taken_in(self.file, [sent] if sent and sent.filename else [])
        self.kept = kept[0] if kept else None
        return kept is not None


class RemedyForm(Form):
    """How an upheld objection was put right."""

    remedy = LongText(_l("处理结果"), [Required, longest(1000)])


class RevokeForm(Form):
    """Why awards are taken back for good."""

    reason = LongText(_l("撤销奖励的理由"), [Required, longest(500)])
