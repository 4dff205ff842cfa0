"""Signing in and out, registering, one-time links, and one's own account."""

from __future__ import annotations

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from contest import credentials, devices, links, passwords, pending, signing_in
from contest.actions import accounts as actions
from contest.actions.organisations import register_enterprise
from contest.core import clock, limits
from contest.core.access import public, requires
from contest.core.limits import limiter
from contest.core.web import own_path
from contest.forms.accounts import (
    CodeForm,
    ForgottenForm,
    NewPasswordForm,
    RegistrationForm,
    SignInForm,
)
from contest.models import User
from contest.policies.accounts import OWN_ACCOUNT
from contest.queries import accounts as queries

bp = Blueprint("accounts", __name__)


def _let_in(user: User, onward: str, *, code_step: int | None = None) -> ResponseReturnValue:
    """Open a session, let the browser keep its token, and go where the visitor was going."""
    origin = devices.origin()
    token = signing_in.open_sign_in(
        user,
        address=origin.address,
        agent=origin.agent,
        second_factor=code_step is not None,
        code_step=code_step,
    )
    signing_in.enter(user, token)
    answer = make_response(redirect(own_path(onward)))
    devices.remember(answer, user.id)
    return answer


@bp.route("/sign-in", methods=["GET", "POST"])
@public
@limiter.limit(limits.SIGN_IN, methods=["POST"])
def sign_in() -> ResponseReturnValue:
    form, onward = SignInForm.submitted(), own_path(request.args.get("next"))
    if form.accepted and form.does(
        credentials.identify, form.typed.data, password=form.password.data, origin=devices.origin()
    ):
        if not form.result.totp_confirmed:
            return _let_in(form.result, onward)
        pending.ask_for_code(form.result, onward)
        return redirect(url_for(".enter_code"))
    return render_template("contest/accounts/sign_in.html", form=form), form.status


@bp.route("/sign-in/code", methods=["GET", "POST"])
@public
@limiter.limit(limits.SIGN_IN, methods=["POST"])
def enter_code() -> ResponseReturnValue:
    waits, form = pending.who_is_pending(), CodeForm.submitted()
    if waits is None:
        flash(_("请重新输入密码。"), "warning")
        return redirect(url_for(".sign_in"))
    if form.accepted and form.does(
        credentials.check_code, waits.user, code=form.code.data, origin=devices.origin()
    ):
        return _let_in(waits.user, waits.onward, code_step=form.result)
    return render_template("contest/accounts/enter_code.html", form=form), form.status


@bp.post("/sign-out")
@requires(OWN_ACCOUNT, before_hurdles=True)
def sign_out(user: User) -> ResponseReturnValue:
    signing_in.leave(user)
    flash(_("已退出登录。"), "success")
    return redirect(url_for("site.home"))


@bp.route("/register", methods=["GET", "POST"])
@public
@limiter.limit(limits.REGISTRATION, methods=["POST"])
def register() -> ResponseReturnValue:
    form = RegistrationForm.submitted()
    if form.accepted and form.does(
        register_enterprise,
        form.enterprise(),
        person=form.person(),
        password_hash=passwords.hashed(form.password.data),
        by=None,
    ):
        answer = _let_in(form.result, "/")
        flash(
            _("注册成功，登录名是 %(name)s，也可以用邮箱登录。", name=form.result.username),
            "success",
        )
        return answer
    return render_template("contest/accounts/register.html", form=form), form.status


@bp.route("/password/forgotten", methods=["GET", "POST"])
@public
@limiter.limit(limits.LINK, methods=["POST"])
def forgotten() -> ResponseReturnValue:
    form = ForgottenForm.submitted()
    if not form.accepted:
        return render_template("contest/accounts/forgotten.html", form=form), form.status
    if user := queries.by_name(form.email.data):
        actions.ask_reset(user, site=links.site_for_strangers(), by=None)
    return render_template("contest/accounts/letter_sent.html", email=form.email.data)


@bp.route("/link/<token>", methods=["GET", "POST"])
@public
@limiter.limit(limits.LINK)
def link(token: str) -> ResponseReturnValue:
    found, form = queries.by_link(links.token_hash(token)), NewPasswordForm.submitted()
    if found is None or not found.is_open(clock.now()):
        return render_template("contest/accounts/link_dead.html"), 410
    form.username = found.user.username
    if form.accepted and form.does(
        actions.set_password,
        found,
        password_hash=passwords.hashed(form.password.data),
        by=found.user,
    ):
        flash(_("密码已设置，请用登录名 %(name)s 登录。", name=form.username), "success")
        return redirect(url_for(".sign_in"))
    return render_template("contest/accounts/link.html", form=form, link=found), form.status
