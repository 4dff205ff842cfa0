"""The way in, the language, and whether the machine is well."""

from __future__ import annotations

from flask import Blueprint, abort, current_app, jsonify, make_response, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from contest.core import intake
from contest.core.access import public
from contest.core.db import db
from contest.core.head_checks import quick
from contest.core.language import COOKIE, LANGUAGES
from contest.core.web import own_path

bp = Blueprint("site", __name__)


@bp.get("/language/<lang>")
@public
def language(lang: str) -> ResponseReturnValue:
    if lang not in LANGUAGES:
        abort(404)
    answer = make_response(redirect(own_path(request.referrer)))
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    answer.set_cookie(COOKIE, lang, max_age=365 * 86_400, samesite="Lax", secure=secure)
    return answer


@bp.get("/healthz")
@public
def healthz() -> ResponseReturnValue:
    return jsonify(status="ok")


@bp.get("/readyz")
@public
def readyz() -> ResponseReturnValue:
    try:
        db.session.execute(text("SELECT 1"))
    except SQLAlchemyError as trouble:
        return jsonify(status="unavailable", database=type(trouble).__name__), 503
    if not intake.storage().ready():
        return jsonify(status="unavailable", database="ok", storage="not ready"), 503
    # It goes on serving: what is older may be all that is left, and people have to decide.
    log = "not what was signed" if quick() else "ok"
    return jsonify(status="ok", database="ok", storage="ok", log=log)
