"""What a visitor is told when something is refused or goes wrong."""

from __future__ import annotations

import secrets

import structlog
from flask import Flask, flash, g, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.csrf import CSRFError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from contest.core.actions import Refusal
from contest.core.lifecycle import IllegalMove
from contest.core.web import own_path

log = structlog.get_logger()
PAGES = frozenset({400, 401, 403, 404, 405, 409, 410, 413, 429, 500})
# What a script is told, to show where it sent something from; a page has a template of its own.
SENTENCES = {
    400: _l("请求不完整，没有生效。请刷新页面后重试；已填写的内容保留在本机。"),
    401: _l("登录已过期，请重新登录；已填写的内容保留在本机。"),
    403: _l("您没有权限执行这一步，请联系赛事组委会。"),
    404: _l("没有找到这项内容，可能已撤下或不对您开放。请刷新页面查看。"),
    405: _l("这个地址不能这样使用。请刷新页面后重试。"),
    409: _l("他人已更新同一内容。请刷新页面核对后再保存。"),
    410: _l("内容已不在存储中，请联系系统管理员。"),
    413: _l("文件太大，没有收下。请压缩图片或拆分后再传。"),
    429: _l("操作太频繁，请稍等一分钟再试；已填写的内容保留在本机。"),
}


def wants_json() -> bool:
    """Return whether the request came from a script rather than a page."""
    if request.path.startswith("/api/"):
        return True
    return request.is_json or request.accept_mimetypes.best == "application/json"


def _page(status: int, **details: object) -> ResponseReturnValue:
    if wants_json():
        return jsonify(status=status, **details), status
    return render_template(f"errors/{status if status in PAGES else 400}.html", **details), status


def explain_refusal(refusal: Refusal) -> ResponseReturnValue:
    """Take the visitor back to where they came from, told why."""
    g.reached = False  # what the form said was not taken in
    if wants_json():
        return jsonify(error=str(refusal)), refusal.status
    flash(str(refusal), "error")
    return redirect(own_path(request.referrer))


def explain_http(error: HTTPException) -> ResponseReturnValue:
    """Answer an HTTP error with a page that says what to do."""
    if error.code is None or error.response is not None:
        return error
    return _page(error.code, error=str(SENTENCES.get(error.code, SENTENCES[400])))


def explain_forgery(error: CSRFError) -> ResponseReturnValue:
    """Tell a visitor whose page is older than their sign-in to load it again."""
    return _page(400, error=_("页面已过期，请刷新后重新提交；已填写的内容会保留。"))


def explain_stale(error: StaleDataError) -> ResponseReturnValue:
    """Tell a visitor that somebody else changed the same thing meanwhile."""
    return _page(409, error=_("您编辑期间，他人已修改同一内容。请刷新页面核对后再保存。"))


def explain_illegal_move(error: IllegalMove) -> ResponseReturnValue:
    """Tell a visitor that what they asked for does not follow from where the thing is now."""
    log.warning("illegal move", move=str(error), path=request.path)
    sentence = _(
        "这一步与当前状态不符，没有执行：可能已由他人办理。请返回并刷新页面，核对后再操作。"
    )
    return _page(409, error=sentence, reason=sentence)


def explain_fault(error: Exception) -> ResponseReturnValue:
    """Answer a fault of ours with an id under which it stands in the log."""
    error_id = secrets.token_hex(4)
    log.error("fault", error_id=error_id, path=request.path, exc_info=error)
    return _page(500, error_id=error_id)


def init_app(app: Flask) -> None:
    """Put the answers in place; in tests a fault stays an exception."""
    app.register_error_handler(Refusal, explain_refusal)
    app.register_error_handler(CSRFError, explain_forgery)
    app.register_error_handler(HTTPException, explain_http)
    app.register_error_handler(StaleDataError, explain_stale)
    app.register_error_handler(IllegalMove, explain_illegal_move)
    if not app.config["TESTING"]:
        app.register_error_handler(Exception, explain_fault)
