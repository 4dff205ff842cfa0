"""Letters to the people around a contest, posted inside actions: names in them are plain text."""

from __future__ import annotations

from collections.abc import Iterable

from flask import current_app
from flask_babel import gettext as _

from contest.core import mail


def tell(addresses: Iterable[str], *, subject: str, body: str, path: str = "/") -> None:
    """Post the same letter to each address, one by one; ``path`` is where to read more."""
    site = current_app.config["PUBLIC_URL"]
    where = f"{site.rstrip('/')}{path}" if site else _("登录平台后查看。")
    for address in addresses:
        mail.post(address, subject=subject, body=f"{body}\n\n{where}\n")
