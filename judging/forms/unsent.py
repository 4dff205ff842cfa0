"""The form that takes in what tablets could not send: a file, or codes that a scanner types."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField

from contest.core.forms import Form, LongText
from judging.unsent import MOST_BYTES, Gathered, NoExport, Unsent, gathered, read_unsent


class UnsentForm(Form):
    """A file, scanned or pasted text, or both; the text stays in its box."""

    file = FileField(_l("导出的文件"))
    text = LongText(_l("扫描或粘贴二维码内容"))

    found: Gathered = Gathered()

    def exports(self) -> list[Unsent]:
        """Return what could be read; what could not is told beside its field."""
        made = [one for one in (self._of_file(), *self._of_text()) if one]
        if not made and not self.errors:
            self.form_errors.append(_("请选择文件，或把二维码逐个扫进文本框。"))
        return made

    def _of_file(self) -> Unsent | None:
        sent = self.file.data
        if not sent or not sent.filename:
            return None
        return self._read(sent.stream.read(MOST_BYTES + 1), self.file)

    def _of_text(self) -> list[Unsent | None]:
        text = self.text.data or ""
        if text.lstrip().startswith("{"):
            return [self._read(text.encode(), self.text)]
        self.found = gathered(text)
        self.text.errors = [*self.text.errors, *self._faults(text)]
        return [self._read(whole, self.text) for whole in self.found.whole]

    def _faults(self, text: str) -> list[str]:
        faults = [
            _(
                "%(name)s：还缺第 %(parts)s 段，请继续扫描；已扫的都在框里。",
                name=name,
                parts="、".join(map(str, parts)),
            )
            for name, parts in self.found.missing.items()
        ]
        faults += [_("%(name)s：内容损坏，请重新扫描每一段。", name=n) for n in self.found.damaged]
        if text and not faults and not self.found.whole:
            faults.append(
                _("框里没有评分二维码的内容。每段以“JB1:”开头，请从平板上的第一个码扫起。")
            )
        return faults

    def _read(self, content: bytes, field: Any) -> Unsent | None:
        try:
            return read_unsent(content)
        except NoExport as fault:
            words = {
                "json": _("文件损坏或不是导出的评分，请在平板上重新导出。"),
                "kind": _("这不是平板导出的“未发送评分”，请核对文件。"),
                "size": _("文件太大，不是平板导出的评分。"),
            }
            field.errors = [*field.errors, words[fault.kind]]
            return None
