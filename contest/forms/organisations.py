"""The forms of an organisation's own page."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from contest.core.forms import LongText, Required, Text, longest
from contest.forms.versions import VersionedForm


class OrganisationForm(VersionedForm):
    name = Text(_l("单位名称"), [Required, longest(100)])
    region = Text(_l("所在地"), [longest(50)])
    profile = LongText(
        _l("单位简介"),
        [longest(2000)],
        description=_l("主营业务、代表项目与资质，组委会和评审专家可见。"),
    )
