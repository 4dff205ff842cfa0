"""Letters to the people around a contest, posted inside actions: names in them are plain text."""

from __future__ import annotations

from collections.abc import Iterable

from flask import current_app
from flask_babel import gettext as _

from contest.core import language, mail


def tell(addresses: Iterable[str], *, subject: object, body: object, path: str = "/") -> None:
    """Post the same letter to each address, one by one; ``path`` is where to read more."""
    site = current_app.config["PUBLIC_URL"]
    with language.of_the_product():
        where = f"{site.rstrip('/')}{path}" if site else _("登录平台后查看。")
        text = f"{body}\n\n{where}\n"
    for address in addresses:
        mail.post(address, subject=subject, body=text)
