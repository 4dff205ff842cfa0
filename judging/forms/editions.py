"""What an organizer writes to compute an edition."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from contest.core.forms import Form, LongText, longest, required_when


class ComputeForm(Form):
    """Why the count goes on with the gaps there are; needed only where there are some."""

    reason = LongText(
        _l("为什么照此计算"),
        description=_l(
            "例如：评委某某因病缺席，经组委会商定由其余 6 位评委评分。将写入日志和版次说明。"
        ),
        validators=[longest(500)],
    )

    @classmethod
    def asking(cls, *, needed: bool) -> ComputeForm:
        """Return the form, whose reason is required where ``needed``."""
        form = cls.submitted()
        required_when(form.reason, needed=needed)
        form.reason.flags.required = needed
        return form
