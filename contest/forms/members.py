"""A row of the consortium's table."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import Form

from contest.core.forms import CreditCode, Text, longest


class MemberForm(Form):  # type: ignore[misc]  # WTForms is untyped
    """One member: a row in which nothing is typed is no member."""

    name = Text(_l("单位名称"), [longest(100)])
    uscc = CreditCode(_l("统一社会信用代码"))
    share_of_work = Text(_l("承担的工作"), [longest(200)])

    @property
    def is_empty(self) -> bool:
        """Return whether nothing was typed into the row."""
        return not any(self.data.values())
