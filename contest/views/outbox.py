"""The outbox: letters, for an installation without a mail server or for when it fails."""

from __future__ import annotations

from flask import Blueprint, current_app, render_template, request
from flask.typing import ResponseReturnValue

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
    page = queries.page_of(request.args.get("q", "").strip())
    has_server = bool(current_app.config["SMTP_URL"])
    return render_template("contest/outbox/browse.html", page=page, has_server=has_server)


@bp.get("/<int:message_id>")
@requires(READ_LETTER)
def show(message: MailMessage) -> ResponseReturnValue:
    body = queries.shown_body(message)
    return render_template("contest/outbox/show.html", message=message, body=body)
