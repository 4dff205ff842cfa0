"""Refusals that several kinds of things share."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from contest.core.actions import Refusal


class Stale(Refusal):
    """Somebody else has saved the same thing since the page was opened."""

    reason = _l(
        "您编辑期间，他人（或另一个页面）已保存了新的内容。您填写的没有丢失："
        "两边不同的各项旁边列出了他人保存的内容，请逐项核对，再次保存即以表中填写的为准。"
    )


def refuse_stale(thing: Any, version: int | None) -> None:
    """Raise ``Stale`` where ``version``, which the page was opened with, is not the thing's."""
    if thing.version != version:
        raise Stale
