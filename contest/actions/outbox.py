"""What the system administrator does about letters that no mail server takes."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from contest.core import clock
from contest.core.actions import Refusal, action
from contest.core.mail import MailMessage
from contest.models import User
from contest.queries import outbox


class LinkGone(Refusal):
    reason = _l("这封邮件里没有仍然有效的链接。请让本人重新获取，或由邀请其的单位重新邀请。")


@action("outbox.link_read")
def read_link(message: MailMessage, *, by: User) -> str:
    """Return the path of the link in a letter that did not leave; who reads it could use it."""
    path = outbox.live_link(message)
    if path is None:
        raise LinkGone
    return path


@action("outbox.delivered")
def mark_delivered(message: MailMessage, *, by: User) -> None:
    """Note that a letter was handed to its recipient; it is not sent any more."""
    message.delivered_at = message.delivered_at or clock.now()
