"""Notices as files: what the database holds, set on official paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from flask import current_app, has_request_context, url_for

from awards.models import Notice, NoticeLine
from awards.noticing import lines_now
from awards.states import NoticeState
from contest.links import site_for_strangers

if TYPE_CHECKING:
    from awards.documents.official import Official


def lines_of(notice: Notice) -> Sequence[NoticeLine]:
    """Return the lines of a notice: as published, or of a draft as they would be now."""
    return lines_now(notice.contest_id) if notice.state is NoticeState.DRAFT else notice.lines


def address_of(notice: Notice) -> str:
    """Return the address of a notice's public page, for codes on paper."""
    if has_request_context():
        return url_for("notices.read", notice_id=notice.id, _external=True)
    return f"{site_for_strangers().rstrip('/')}/notices/{notice.id}"


def notice_official(notice: Notice) -> Official:
    """Return the notice as a document."""
    from awards.documents.notice import notice_document  # noqa: PLC0415 -- loads reportlab

    return notice_document(notice, lines_of(notice), address_of(notice))


def notice_pdf(notice: Notice) -> tuple[str, bytes]:
    """Return the notice's file name and content."""
    from awards.documents.fonts import find_fonts  # noqa: PLC0415 -- loads reportlab
    from awards.documents.official import pdf_of  # noqa: PLC0415 -- the same

    official = notice_official(notice)
    return f"{official.name}.pdf", pdf_of(official, find_fonts(current_app.config["FONT_PATH"]))
