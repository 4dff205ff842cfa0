"""Signing in and out, registering, one-time links, and one's own account."""

from __future__ import annotations

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from contest import credentials, devices, links, passwords, pending, signing_in, tablets
from contest.actions import accounts as actions
from contest.actions import organisations
from contest.core import clock, limits
from contest.core.access import public, requires
from contest.core.limits import limiter
from contest.core.mailboxes import normal_address
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
from contest.registrations import registration_in

bp = Blueprint("accounts", __name__)


_guesses_limited = limiter.limit(
    limits.SIGN_IN, methods=["POST"], key_func=devices.source, deduct_when=limits.was_guess
)


def _mailbox_asked_for() -> str:
    return f"{limits.network()} {normal_address(request.form.get('email'))}"


def _open(user: User, *, code_step: int | None = None) -> str:
    origin = devices.origin()
    return signing_in.open_sign_in(
        user,
        address=origin.address,
        agent=origin.agent,
        second_factor=code_step is not None,
        code_step=code_step,
    )


def _let_in(user: User, token: str, onward: str) -> ResponseReturnValue:
    """Let the browser keep the token of its session, and go where the visitor was going."""
    signing_in.enter(user, token)
    answer = make_response(redirect(own_path(onward)))
    devices.remember(answer, user.id)
    return answer


@bp.route("/sign-in", methods=["GET", "POST"])
@public
@_guesses_limited
def sign_in() -> ResponseReturnValue:
    form, onward = SignInForm.submitted(), own_path(request.args.get("next"))
    if request.method == "GET" and request.args.get("by") != "password" and tablets.here():
        return redirect(url_for("tablets.enter_pin", next=onward))
    if form.accepted and form.does(
        credentials.identify, form.typed.data, password=form.password.data, origin=devices.origin()
    ):
        if not form.result.totp_confirmed:
            return _let_in(form.result, _open(form.result), onward)
        pending.ask_for_code(form.result, onward)
        return redirect(url_for(".enter_code"))
    return render_template("contest/accounts/sign_in.html", form=form), form.status


@bp.route("/sign-in/code", methods=["GET", "POST"])
@public
@_guesses_limited
def enter_code() -> ResponseReturnValue:
    waits, form = pending.who_is_pending(), CodeForm.submitted()
    if waits is None:
        flash(_("请重新输入密码。"), "warning")
        return redirect(url_for(".sign_in"))
    if (
        form.accepted
        and form.does(
            credentials.check_code, waits.user, code=form.code.data, origin=devices.origin()
        )
        and form.does(_open, waits.user, code_step=form.result)
    ):
        return _let_in(waits.user, form.result, waits.onward)
    return render_template("contest/accounts/enter_code.html", form=form), form.status


@bp.post("/sign-out")
@requires(OWN_ACCOUNT, before_hurdles=True)
def sign_out(user: User) -> ResponseReturnValue:
    signing_in.leave(user)
    flash(_("已退出登录。"), "success")
    answer = make_response(redirect(url_for("site.home")))
    if request.form.get("device") == "cleared":  # its page has seen to it that nothing is unsent
        answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@bp.route("/register", methods=["GET", "POST"])
@public
@limiter.limit(limits.REGISTRATION, methods=["POST"])
@limiter.limit(limits.LETTER, methods=["POST"], key_func=_mailbox_asked_for)
def register() -> ResponseReturnValue:
    form = RegistrationForm.submitted()
    if form.accepted and form.does(organisations.ask_registration, form.registration(), by=None):
        if form.result:
            return redirect(url_for(".finish_registration", token=form.result))
        return render_template("contest/accounts/registration_sent.html", email=form.email.data)
    return render_template("contest/accounts/register.html", form=form), form.status


@bp.route("/register/<token>", methods=["GET", "POST"])
@public
@limiter.limit(limits.LINK, key_func=lambda: request.path)
def finish_registration(token: str) -> ResponseReturnValue:
    found, form = registration_in(token), NewPasswordForm.submitted()
    if found is None:
        return render_template("contest/accounts/link_dead.html"), 410
    form.username = found.username
    if form.accepted and form.does(
        organisations.register_enterprise,
        found.enterprise(),
        person=found.person(),
        password_hash=passwords.hashed(form.password.data),
        by=None,
    ):
        return _welcomed(form.result)
    page = render_template("contest/accounts/finish_registration.html", form=form, found=found)
    return page, form.status


def _welcomed(user: User) -> ResponseReturnValue:
    answer = _let_in(user, _open(user), "/")
    flash(_("注册成功，登录名是 %(name)s，也可以用邮箱登录。", name=user.username), "success")
    return answer


@bp.route("/password/forgotten", methods=["GET", "POST"])
@public
@limiter.limit(limits.LETTER, methods=["POST"], key_func=_mailbox_asked_for)
def forgotten() -> ResponseReturnValue:
    form = ForgottenForm.submitted()
    if not form.accepted:
        return render_template("contest/accounts/forgotten.html", form=form), form.status
    if user := queries.by_name(form.email.data):
        actions.ask_reset(user, site=links.site_for_strangers(), by=None)
    return render_template("contest/accounts/letter_sent.html", email=form.email.data)


@bp.route("/link/<token>", methods=["GET", "POST"])
@public
@limiter.limit(limits.LINK, key_func=lambda: request.path)
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
        answer = make_response(redirect(url_for(".sign_in")))
        # Whoever came by the mailbox waits for nobody else behind the same address.
        devices.remember(answer, found.user_id)
        return answer
    return render_template("contest/accounts/link.html", form=form, link=found), form.status
