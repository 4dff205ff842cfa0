"""The entry's form, in parts; nothing is required until it is submitted."""

from __future__ import annotations

from typing import Any, Self

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FieldList, FormField, HiddenField
from wtforms.validators import ValidationError

from contest.core.forms import Form, LongText, Required, Text, longest
from contest.entering import wrong_consortium
from contest.forms.members import MemberForm
from contest.forms.versions import VersionedForm
from contest.models import Entry
from contest.queries.submissions import fingerprint
from contest.submitted import Member
from contest.words import PARTS


class EntryForm(VersionedForm):
    """What an enterprise writes about its proposal."""

    version = HiddenField()
    title = Text(PARTS["title"], [longest(60)])
    summary = LongText(
        PARTS["summary"],
        [longest(500)],
        description=_l("300 字左右：解决什么问题、怎么解决、达到什么指标。评委最先读这一段。"),
    )
    understanding = LongText(
        PARTS["understanding"],
        [longest(3000)],
        description=_l("痛点从哪里来，现有做法差在哪里，指标怎么理解。"),
    )
    solution = LongText(
        PARTS["solution"],
        [longest(8000)],
        description=_l("总体架构、关键技术、与现有系统的衔接、数据与安全。"),
    )
    feasibility = LongText(
        PARTS["feasibility"],
        [longest(4000)],
        description=_l("里程碑与日期、人员、投入、风险与应对。"),
    )
    evaluation = LongText(
        PARTS["evaluation"],
        [longest(4000)],
        description=_l("逐项对照榜单指标：目标值、测量方法、验收条件。"),
    )
    originality = LongText(
        PARTS["originality"],
        [longest(4000)],
        description=_l("首创点、先进性依据、专利与软件著作权。规模与市场业绩不是门槛，不必罗列。"),
    )
    members = FieldList(
        FormField(MemberForm),
        _l("联合体成员"),
        description=_l(
            "单独参赛留空。牵头单位就是贵单位，不必列入。成员须事先同意，提交后会邮件通知成员；"
            "同一单位在一个榜单中只能牵头或参加一个项目，形式审查时核对。"
        ),
    )
    contact_name = Text(PARTS["contact_name"], [longest(40)])
    contact_phone = Text(PARTS["contact_phone"], [longest(40)])
    credit_pledged = BooleanField(
        _l(
            "本单位及联合体成员承诺：所报内容真实，无知识产权争议，近三年无重大失信行为，接受信用核查。"
        )
    )

    entry: Entry

    @classmethod
    def of(cls, entry: Entry) -> Self:
        """Return the entry's form, bound to what was posted if anything was."""
        form = cls.submitted(obj=entry)
        form.offer(entry)
        if not form.is_submitted():
            form.version.data = fingerprint(entry)
        return form

    def offer(self, entry: Entry) -> None:
        """Know whose consortium it is."""
        self.entry = entry

    @staticmethod
    def version_of(entry: Entry) -> str:
        """Return a fingerprint of what is typed into the form: documents are no part of it."""
        return fingerprint(entry)

    def validate_members(self, field: FieldList) -> None:
        """Tell of an impossible consortium beside its rows."""
        if wrong := wrong_consortium(self.entry, [Member(**row) for row in self._rows()]):
            raise ValidationError(wrong)

    def values(self) -> dict[str, Any]:
        """Return what was typed, without the rows in which nothing was."""
        return {**super().values(), "members": self._rows()}

    def _rows(self) -> list[dict[str, Any]]:
        return [row.form.data for row in self.members if not row.form.is_empty]


class WithdrawalForm(Form):
    """Why an entry is withdrawn; may be left empty."""

    reason = LongText(_l("撤回原因（选填）"), [longest(500)], default="")


class ReasonForm(Form):
    """The reason for a decision about an entry."""

    reason = LongText(_l("理由"), [Required, longest(1000)])
