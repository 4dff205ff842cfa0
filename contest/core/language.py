"""Chinese is the source language; a visitor may choose English."""

from __future__ import annotations

from typing import Any

from flask import Flask, g, has_request_context, request
from flask_babel import get_translations

LANGUAGES = {"zh": "zh_Hans_CN", "en": "en"}
COOKIE = "language"


def chosen() -> str:
    """Return the locale of the visitor's choice, Chinese where none was made."""
    wanted = request.cookies.get(COOKIE, "zh") if has_request_context() else "zh"
    return LANGUAGES.get(wanted, LANGUAGES["zh"])


def init_app(app: Flask) -> None:
    """Let templates look up the visitor's catalogue once a page, not once a sentence."""
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # of its i18n extension
        gettext=lambda said: _catalogue().ugettext(said),
        ngettext=lambda one, many, count: _catalogue().ungettext(one, many, count),
        newstyle=True,
    )


def _catalogue() -> Any:
    if "catalogue" not in g:
        g.catalogue = get_translations()
    return g.catalogue
