"""The forms around notices: their words, and what is published, confirmed and announced."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, IntegerField
from wtforms.widgets import HiddenInput

from awards.actions.notices import NotWhatWasShown
from contest.core.forms import Form, LongText, Required, Text, longest
from contest.forms.versions import VersionedForm


class NoticeForm(VersionedForm):
    """The words of a draft; what it lists follows from the awards."""

    title = Text(_l("标题"), [Required, longest(80)])
    text = LongText(_l("正文"), [Required, longest(2000)])
    phone = Text(_l("监督电话"), [Required, longest(40)])


class SeenForm(Form):
    """What the page showed: 409 where it is something else by now."""

    @property
    def status(self) -> int:
        """Return the answer's status."""
        return 409 if isinstance(self.refused, NotWhatWasShown) else super().status


class PublishForm(SeenForm):
    """The digest of what becomes public."""

    seen = HiddenField()


class WithdrawForm(Form):
    """Why a notice no longer holds."""

    reason = LongText(_l("撤回原因（将公开显示）"), [Required, longest(500)])


class ConfirmForm(SeenForm):
    """How many awards are confirmed."""

    seen = IntegerField(widget=HiddenInput())


class AnnounceForm(ConfirmForm):
    """The number of the decision that announces the awards."""

    document_number = Text(_l("发布决定文号"), [Required, longest(40)])
