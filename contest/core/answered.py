"""Telling the browser that a form was taken in, so that it forgets what it kept of it.

A form carries an id of its own in the field ``draft``; the answer of a view
that took it in names the id in a cookie. An answer without it (a refusal, the
sign-in page, an error) leaves the typed text where it is.
"""

from __future__ import annotations

import re

from flask import Flask, Response, current_app, g, request

FIELD = "draft"
COOKIE = "answered"
_ID = re.compile(r"[0-9a-f]{16}")


def tell(response: Response) -> Response:
    """Name the form that was taken in, if one was: no refusal, and no detour before the view."""
    if request.method != "POST" or response.status_code >= 400 or not g.get("reached"):  # noqa: PLR2004 -- where HTTP's errors begin
        return response
    draft = request.form.get(FIELD, "")
    if _ID.fullmatch(draft):
        # Read by the page's script, so not HttpOnly; it opens nothing.
        secure = current_app.config["SESSION_COOKIE_SECURE"]
        response.set_cookie(COOKIE, draft, samesite="Lax", secure=secure)
    return response


def init_app(app: Flask) -> None:
    """Look at every answer."""
    app.after_request(tell)
