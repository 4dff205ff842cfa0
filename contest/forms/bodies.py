"""The forms of organizing bodies and of their lists of fields."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from contest.core.forms import Form, Required, Text, longest
from contest.forms.people import PersonForm
from contest.forms.versions import VersionedForm
from contest.models import Body


class BodyForm(VersionedForm):
    name = Text(_l("单位名称"), [Required, longest(100)], description=_l("如“宁波市科学技术局”。"))
    region = Text(_l("地区"), [Required, longest(50)], description=_l("如“宁波市”。"))
    supervisor_phone = Text(
        _l("监督电话"), [longest(50)], description=_l("印在公示上，供反映问题；公示前必须填写。")
    )


class NewBodyForm(PersonForm):
    body_name = Text(
        _l("单位名称"), [Required, longest(100)], description=_l("如“宁波市科学技术局”。")
    )
    region = Text(_l("地区"), [Required, longest(50)], description=_l("如“宁波市”。"))

    def body(self) -> Body:
        """Return the body described."""
        return Body(name=self.body_name.data, region=self.region.data)


class FieldForm(Form):
    group = Text(_l("类别"), [Required, longest(50)], description=_l("如“面向城市治理”。"))
    name = Text(_l("领域"), [Required, longest(50)], description=_l("如“交通”。"))
