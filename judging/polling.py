"""Answering machines that ask every few seconds: at little cost while nothing has changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

from flask import Response, current_app, jsonify, request

from contest.core import clock
from contest.core.language import chosen

# Answers that many machines share, kept in the process: a session each, and a few languages.
MOST_KEPT = 200
MILLISECONDS = 1000
Content = dict[str, Any]


def tag_of(*revision: object) -> str:
    """Return the ETag of what has this revision; it tells nobody how much has happened."""
    return hashlib.sha256(repr(revision).encode()).hexdigest()[:32]


def unchanged(tag: str) -> Response | None:
    """Return the answer 304 to who already has what ``tag`` stands for."""
    if not request.if_none_match.contains_weak(tag):
        return None
    return _dressed(Response(status=304), tag)


def told(content: Content, tag: str) -> Response:
    """Return the answer with its ETag, for the asker alone."""
    return _dressed(jsonify(content), tag)


def shared(key: tuple[object, ...], make: Callable[[], Content]) -> Response:
    """Return an answer that is the same for all who ask, made once for each ``key``.

    The tag is of what is told: who polls is not disturbed by what they cannot see.
    """
    kept: dict[tuple[object, ...], tuple[str, bytes]]
    kept = current_app.extensions.setdefault("told", {})
    key = (*key, chosen())
    if key not in kept:
        body = json.dumps(make(), ensure_ascii=False, default=str).encode()
        while len(kept) >= MOST_KEPT:
            kept.pop(next(iter(kept)), None)
        kept[key] = (tag_of(body), body)
    tag, body = kept[key]
    answer = unchanged(tag) or _dressed(Response(body, mimetype="application/json"), tag)
    answer.headers["Cache-Control"] = "public, max-age=1"
    answer.headers["Vary"] = "Cookie"
    return answer


def _dressed(answer: Response, tag: str) -> Response:
    answer.set_etag(tag)
    # A page counts down by the server's clock, to the tenth of a second.
    answer.headers["Server-Time"] = str(round(clock.now().timestamp() * MILLISECONDS))
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer
