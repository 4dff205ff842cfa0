"""What every answer carries, and how templates write times, amounts and addresses."""

from __future__ import annotations

import hashlib
from datetime import datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, request
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.middleware.proxy_fix import ProxyFix

from contest.core import clock
from contest.core.language import chosen
from contest.core.money import show_capitals, wan_figure

# No script, style or picture from anywhere but here; nobody may frame a page.
CSP = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    # A venue's sign-in page answers 200 too; a tablet keeps and shows only what says this.
    "X-Jiebang": "1",
}


def _harden(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if current_app.config["SESSION_COOKIE_SECURE"]:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if request.endpoint and not request.endpoint.endswith("static"):
        response.headers.setdefault("Cache-Control", "no-store")
    return response


@cache
def _fingerprint(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def moment(value: datetime | None) -> str:
    """Write a time as people in China read it: ``2026-11-21 14:30``."""
    return clock.local(value).strftime("%Y-%m-%d %H:%M") if value else "—"


def day(value: datetime | None) -> str:
    """Write a day: ``2026-11-21``."""
    return clock.local(value).strftime("%Y-%m-%d") if value else "—"


def away(value: datetime | None) -> str:
    """Say how far away a time is, in the largest whole unit."""
    if value is None:
        return ""
    seconds = int((value - clock.now()).total_seconds())
    size = abs(seconds)
    if size >= 86_400:  # noqa: PLR2004 -- seconds of a day
        span = ngettext("%(num)d 天", "%(num)d 天", size // 86_400)
    elif size >= 3_600:  # noqa: PLR2004 -- seconds of an hour
        span = ngettext("%(num)d 小时", "%(num)d 小时", size // 3_600)
    else:
        span = ngettext("%(num)d 分钟", "%(num)d 分钟", max(size // 60, 1))
    return _("%(span)s后", span=span) if seconds > 0 else _("%(span)s前", span=span)


def wan(fen: int | None) -> str:
    """Write an amount of fen in 万元 with two decimals: ``100.00``; more only where needed."""
    return "—" if fen is None else wan_figure(fen)


def points(value: Decimal | None) -> str:
    """Write a mark or score with its two decimals; no mark is a dash, never a zero."""
    return "—" if value is None else f"{value:.2f}"


def own_path(address: str | None) -> str:
    """Return the path and query of an address, without its host: never a way out of here."""
    parts = urlsplit(address or "/")
    path = "/" + parts.path.replace("\\", "/").lstrip("/")
    return f"{path}?{parts.query}" if parts.query else path


def init_app(app: Flask) -> None:
    """Give answers their headers, static files a hash in the address, templates their filters."""
    if count := app.config["TRUSTED_PROXIES"]:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
    app.after_request(_harden)
    app.jinja_env.filters.update(moment=moment, day=day, away=away, wan=wan, points=points)
    app.jinja_env.filters["capitals"] = show_capitals
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(now=clock.now, language=chosen)

    @app.url_defaults
    def _hashed(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static" and (name := values.get("filename")):
            path = Path(str(app.static_folder), name)
            if path.is_file():
                values["v"] = _fingerprint(path)
