"""A TrueType font whose text can be copied out of the PDF, rare characters included."""

import re
from typing import Any

from reportlab.pdfbase.ttfonts import TTFont

_BEYOND = re.compile(r"<([0-9A-F]{5,6})>$", re.MULTILINE)


class WideFont(TTFont):  # type: ignore[misc]  # untyped base
    """As reportlab's, with characters above U+FFFF mapped as the PDF standard asks.

    reportlab writes ``<20BB7>`` for 𠮷 where UTF-16 is due (ISO 32000-1, 9.10.3), so readers
    would search and copy another character than they see.
    """

    def addObjects(self, doc: Any) -> None:  # noqa: N802 -- reportlab's name
        super().addObjects(doc)
        for name, written in doc.idToObject.items():
            if name.startswith("toUnicodeCMap:"):
                stream = getattr(written, "content", None)
                if isinstance(stream, str):
                    written.content = _BEYOND.sub(_utf16, stream)


def _utf16(found: re.Match[str]) -> str:
    return f"<{chr(int(found[1], 16)).encode('utf-16-be').hex().upper()}>"
