"""The outbox: letters, for an installation without a mail server or for when it fails."""

from __future__ import annotations

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from contest import links
from contest.actions import outbox as actions
from contest.core.access import Policy, requires
from contest.core.mail import MailMessage
from contest.models import User
from contest.policies.security import VIEW_OUTBOX
from contest.queries import outbox as queries

bp = Blueprint("outbox", __name__, url_prefix="/outbox")
READ_LETTER = Policy("outbox.read", VIEW_OUTBOX.see, find=queries.by_id)


@bp.get("/")
@requires(VIEW_OUTBOX)
def browse(_user: User) -> ResponseReturnValue:
    asked = request.args
    page = queries.page_of(asked.get("q", "").strip(), links_only=asked.get("links") == "yes")
    has_server = bool(current_app.config["SMTP_URL"])
    return render_template("contest/outbox/browse.html", page=page, has_server=has_server)


@bp.get("/<int:message_id>")
@requires(READ_LETTER)
def show(message: MailMessage) -> ResponseReturnValue:
    return _page(message)


def _page(message: MailMessage, address: str = "") -> str:
    return render_template(
        "contest/outbox/show.html",
        message=message,
        body=queries.shown_body(message),
        is_live=queries.live_link(message) is not None,
        address=address,
    )


@bp.post("/<int:message_id>/link")
@requires(READ_LETTER)
def read_link(message: MailMessage) -> ResponseReturnValue:
    path = actions.read_link(message, by=current_user)
    return _page(message, address=links.site().rstrip("/") + path)


@bp.post("/<int:message_id>/delivered")
@requires(READ_LETTER)
def deliver(message: MailMessage) -> ResponseReturnValue:
    actions.mark_delivered(message, by=current_user)
    flash(_("已记为转交给 %(recipient)s。", recipient=message.recipient), "success")
    return redirect(url_for(".browse", links="yes"))
