"""Papers that bear out what was delivered in the demo: one page each, said to be invented."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask import current_app

from awards.documents.official import Body, Gap, Official, Part, Small, Title, pdf_of
from contest.core.intake import Kept, storage

ISSUER = "演示单位"


def evidence(title: str, lines: Sequence[str], day: date) -> Kept:
    """Keep a paper of one page in the storage."""
    from awards.documents.fonts import find_fonts  # noqa: PLC0415 -- loads reportlab

    told = [Body(line) for line in lines]
    parts: list[Part] = [Title(title), Gap(), *told, Gap(), Small("演示数据，并非真实的材料。")]
    made = pdf_of(
        Official(title, title, parts, ISSUER, day), find_fonts(current_app.config["FONT_PATH"])
    )
    stored = storage().put_bytes(made)
    return Kept(stored.digest, stored.size, "pdf", f"{title}.pdf", 1, "unscanned")
