"""What is asked before a bundle is made."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from contest.core.forms import Form, LongText, longest, required_when


class BundleForm(Form):
    """Whether to open what is personal, which only some may, and for what."""

    opens = BooleanField(_l("附上个人信息的原文（姓名，回避、缺席的事由）"))
    reason = LongText(
        _l("用途"),
        description=_l("附上原文时必填，写入日志。例如：市纪委来函（文号）调取原始依据。"),
        validators=[longest(500)],
    )

    @classmethod
    def asking(cls, *, may_open: bool) -> BundleForm:
        """Return the form; whoever may not open anything is not asked, and not heard."""
        form = cls.submitted()
        if may_open:
            required_when(form.reason, needed=bool(form.opens.data))
        else:
            del form.opens, form.reason
        return form

    @property
    def purpose(self) -> str:
        """Return for what personal values are opened; "" where none are."""
        return str(self.reason.data) if "opens" in self and self.opens.data else ""
