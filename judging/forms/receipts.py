"""Handing in a whole receipt, pasted or as the file that was downloaded."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import StringField, ValidationError
from wtforms.widgets import TextArea

from contest.core.forms import Form
from judging.claims import LONGEST, Claim, NoReceipt, read_claim


class ReceiptForm(Form):
    """A receipt as JSON; ``claim`` is what it says once the form is accepted."""

    receipt = StringField(_l("完整回执（JSON）"), widget=TextArea())
    file = FileField(_l("或选择回执文件"))
    claim: Claim

    def validate_receipt(self, field: StringField) -> None:
        """Read what was pasted, or else the file."""
        text = field.data or self._file()
        if not text.strip():
            raise ValidationError(_l("请粘贴回执，或选择下载的回执文件。"))
        try:
            self.claim = read_claim(text)
        except NoReceipt:
            raise ValidationError(
                _l("这不是本系统的评分回执。请从“我的回执”下载文件，不要改动内容。")
            ) from None

    def _file(self) -> str:
        if not self.file.data:
            return ""
        return str(self.file.data.stream.read(LONGEST + 1).decode("utf-8", "replace"))
