"""Accounts, as the security administrator looks after them."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from contest import links
from contest.actions import security as actions
from contest.core.access import requires
from contest.forms.accounts import EmailForm
from contest.models import Role, User
from contest.policies.security import SECURE_ACCOUNT, VIEW_ACCOUNTS
from contest.queries import security as queries
from contest.queries import sign_ins
from contest.queries.people import Wanted

bp = Blueprint("security", __name__, url_prefix="/security/accounts")


@bp.get("/")
@requires(VIEW_ACCOUNTS)
def browse(_user: User) -> ResponseReturnValue:
    wanted = Wanted(request.args.get("q", "").strip(), request.args.get("role", ""))
    page = queries.page_of(wanted)
    seen = queries.last_seen(list(page.items))
    return render_template("contest/security/browse.html", page=page, seen=seen, roles=list(Role))


@bp.route("/<int:user_id>", methods=["GET", "POST"])
@requires(SECURE_ACCOUNT)
def show(user: User) -> ResponseReturnValue:
    form = EmailForm.submitted()
    if form.accepted and form.does(
        actions.change_email, user, email=form.email.data, by=current_user
    ):
        return _done(user, _("邮箱已更换，所有设备已退出，原链接已作废；原邮箱会收到通知。"))
    devices = sign_ins.open_of(user)
    page = render_template("contest/security/show.html", person=user, devices=devices, form=form)
    return page, form.status


def _done(user: User, said: str) -> ResponseReturnValue:
    flash(said, "success")
    return redirect(url_for(".show", user_id=user.id))


@bp.post("/<int:user_id>/lock")
@requires(SECURE_ACCOUNT)
def lock(user: User) -> ResponseReturnValue:
    actions.lock_account(user, by=current_user)
    return _done(user, _("账号已锁定，所有设备已退出。"))


@bp.post("/<int:user_id>/unlock")
@requires(SECURE_ACCOUNT)
def unlock(user: User) -> ResponseReturnValue:
    actions.unlock_account(user, by=current_user)
    return _done(user, _("账号已解锁。"))


@bp.post("/<int:user_id>/sessions")
@requires(SECURE_ACCOUNT)
def end_sessions(user: User) -> ResponseReturnValue:
    actions.end_sessions(user, by=current_user)
    return _done(user, _("所有设备已退出登录。"))


@bp.post("/<int:user_id>/second-factor")
@requires(SECURE_ACCOUNT)
def reset_second_factor(user: User) -> ResponseReturnValue:
    actions.reset_second_factor(user, by=current_user)
    return _done(user, _("验证器已重置，其下次登录时重新绑定。"))


@bp.post("/<int:user_id>/reset-link")
@requires(SECURE_ACCOUNT)
def send_reset_link(user: User) -> ResponseReturnValue:
    actions.send_reset_link(user, site=links.site(), by=current_user)
    return _done(user, _("重设密码的链接已寄给本人，2 小时内有效。"))
