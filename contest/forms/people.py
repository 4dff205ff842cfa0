"""The forms in which organizers invite people and correct what is known of them."""

from __future__ import annotations

from typing import Any, Self

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import DateField, FieldList, FormField, RadioField
from wtforms import Form as Part
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from contest.core.forms import CreditCode, Form, Required, Text, longest
from contest.forms.accounts import Email, Phone
from contest.forms.versions import VersionedForm
from contest.invitations import Person
from contest.models import JudgeKind, Role, User
from contest.queries import people
from contest.rosters import Employer

KINDS = [
    SelectChoice(JudgeKind.COMMERCIAL.value, _l("商务")),
    SelectChoice(JudgeKind.TECHNICAL.value, _l("技术")),
]
STAFF = [
    SelectChoice(Role.ORGANIZER.value, _l("组委会")),
    SelectChoice(Role.SUPERVISOR.value, _l("监督")),
]


class PersonForm(Form):
    """A person's name and addresses."""

    name = Text(_l("姓名"), [Required, longest(50)])
    email = Email(description=_l("邀请链接寄到这里，也用来登录。"))
    phone = Phone()

    def keep_email(self) -> None:
        """Show the e-mail as what only its owner, or the security administrator, changes."""
        self.email.render_kw = {**self.email.render_kw, "readonly": True}
        self.email.description = _l(
            "此人已设置密码，邮箱由本人在“账户与安全”中修改，或请安全管理员修改。"
        )

    def person(self) -> Person:
        """Return the person described."""
        return Person(self.name.data, self.email.data, self.phone.data or "")


class RevisedPersonForm(VersionedForm, PersonForm):
    """What is known of a person already."""


class StaffForm(PersonForm):
    role = RadioField(_l("身份"), choices=STAFF, default=Role.ORGANIZER.value)


class IssuerForm(PersonForm):
    uscc = CreditCode(_l("统一社会信用代码"), [Required])
    organisation = Text(
        _l("单位名称"),
        [Required, longest(100)],
        description=_l("与登记证书一致的全称。代码已登记的单位，只增加一位人员。"),
    )
    region = Text(_l("所在地"), [longest(50)])


class EmployerPart(Part):  # type: ignore[misc]  # WTForms is untyped
    """An employer of a judge."""

    organisation_name = Text(_l("单位名称"), [longest(100)])
    uscc = CreditCode(_l("统一社会信用代码"))
    began_on = DateField(_l("起"), [Optional()])
    ended_on = DateField(_l("止（在职留空）"), [Optional()])


class JudgeForm(PersonForm):
    kind = RadioField(_l("类别"), [Required], choices=KINDS)
    title = Text(_l("职称或职务"), [longest(50)])
    expertise = Text(_l("专业领域"), [longest(100)])
    employments = FieldList(
        FormField(EmployerPart),
        _l("近三年任职单位"),
        max_entries=10,
        description=_l(
            "按统一社会信用代码与牵头企业、联合体成员、发榜方比对，发现潜在回避（政府采购法实施条例第九条）。"
        ),
    )

    def described(self) -> dict[str, Any]:
        """Return what the judge's actions take."""
        return {
            "person": self.person(),
            "kind": JudgeKind(self.kind.data),
            "title": self.title.data or "",
            "expertise": self.expertise.data or "",
            "employers": [
                Employer(
                    part.organisation_name.data or part.uscc.data,
                    part.uscc.data or "",
                    part.began_on.data,
                    part.ended_on.data,
                )
                for part in self.employments
                if part.organisation_name.data or part.uscc.data
            ],
        }


class RevisedJudgeForm(VersionedForm, JudgeForm):
    """What is known of a judge already; any of it changes the person's version."""

    @classmethod
    def about(cls, judge: User, **how: Any) -> Self:
        """Return the form filled with what is known of a judge."""
        if (profile := people.profiles_of([judge]).get(judge.id)) is None:
            return cls(obj=judge, **how)
        return cls(
            obj=judge,
            kind=profile.kind.value,
            title=profile.title,
            expertise=profile.expertise,
            employments=profile.employments,
            **how,
        )

    @classmethod
    def saved(cls, judge: User) -> Self:
        """Return the form as the judge is known now."""
        return cls.about(judge, formdata=None)


class RosterForm(Form):
    file = FileField(_l("名册"), [FileRequired(message=_l("请选择 xlsx 或 csv 文件。"))])
