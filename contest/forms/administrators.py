"""The form in which an administrator is invited."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice

from contest.core.forms import Required
from contest.forms.people import PersonForm
from contest.models import Role

KINDS = [
    SelectChoice(Role.SYSTEM_ADMIN.value, _l("系统管理员")),
    SelectChoice(Role.SECURITY_ADMIN.value, _l("安全管理员")),
    SelectChoice(Role.AUDIT_ADMIN.value, _l("审计管理员")),
]


class AdministratorForm(PersonForm):
    role = RadioField(_l("类别"), [Required], choices=KINDS)
