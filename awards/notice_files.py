"""Notices as files: what the database holds, set on official paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from flask import current_app, has_request_context, url_for
from flask_babel import lazy_gettext as _l

from awards.models import Announcement, Notice, NoticeLine, Objection
from awards.noticing import lines_now
from awards.queries.notices import awards_announced
from awards.states import NoticeState
from contest.core.actions import Refusal
from contest.links import site_for_strangers

if TYPE_CHECKING:
    from awards.documents.official import Official


class NotDecided(Refusal):
    """There is no decision to set on paper yet."""

    reason = _l("异议尚未作出决定，没有决定书。")


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


def objection_official(objection: Objection) -> Official:
    """Return the decision on an objection as a document. Raise NotDecided before there is one."""
    from awards.documents.decisions import objection_decision  # noqa: PLC0415 -- loads reportlab

    if objection.decided_at is None:
        raise NotDecided
    return objection_decision(objection)


def announcement_official(announcement: Announcement) -> Official:
    """Return the decision that announces awards as a document."""
    from awards.documents.decisions import announcement_decision  # noqa: PLC0415 -- the same

    return announcement_decision(announcement, awards_announced(announcement.id))
