"""One's own account: name and addresses, password, second factor, signed-in devices."""

from __future__ import annotations

from flask import flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from contest import devices, passwords, second_factor
from contest.actions import accounts as actions
from contest.actions import sign_ins as sign_in_actions
from contest.core import limits
from contest.core.access import requires
from contest.core.limits import limiter
from contest.credentials import check_new_code, check_other_password, check_own_password
from contest.forms.accounts import ChangePasswordForm, CodeForm, ProfileForm
from contest.models import Role, SignIn, User
from contest.policies.accounts import END_SIGN_IN, OWN_ACCOUNT
from contest.queries import sign_ins
from contest.queries.accounts import is_demo_account
from contest.queries.tablets import unrevoked_of
from contest.views.accounts import bp

_SECRET = "totp"  # noqa: S105 -- where the browser keeps a secret not yet confirmed


@bp.route("/account", methods=["GET", "POST"])
@requires(OWN_ACCOUNT)
def profile(user: User) -> ResponseReturnValue:
    form = ProfileForm.submitted(obj=user)
    if (
        form.accepted
        and _is_themselves(form, user)
        and form.does(
            actions.revise_profile,
            user,
            name=form.name.data,
            phone=form.phone.data,
            email=form.email.data,
            version=form.version.data,
            by=user,
        )
    ):
        flash(_("已保存。"), "success")
        return redirect(url_for(".profile"))
    page = render_template(
        "contest/accounts/profile.html",
        form=form,
        devices=sign_ins.open_of(user),
        is_demo=is_demo_account(user),
        tablets=unrevoked_of(user) if user.role is Role.JUDGE else [],
    )
    return page, form.status


def _is_themselves(form: ProfileForm, user: User) -> bool:
    """Return whether who changes the e-mail address, and so who owns all, knows the password."""
    kept = form.email.data == user.email
    return kept or form.does(
        check_own_password, user, password=form.current.data or "", origin=devices.origin()
    )


@bp.route("/account/password", methods=["GET", "POST"])
@requires(OWN_ACCOUNT, before_hurdles=True)
@limiter.limit(limits.LINK, methods=["POST"])
def password(user: User) -> ResponseReturnValue:
    form = ChangePasswordForm.submitted()
    form.username = user.username
    if (
        form.accepted
        and form.does(check_own_password, user, password=form.current.data, origin=devices.origin())
        and form.does(check_other_password, user, password=form.password.data)
    ):
        new = passwords.hashed(form.password.data)
        actions.change_password(user, password_hash=new, by=user)
        flash(_("密码已修改，其他设备上的登录已全部退出。"), "success")
        return redirect(url_for("site.home"))
    return render_template("contest/accounts/password.html", form=form), form.status


@bp.route("/account/second-factor", methods=["GET", "POST"])
@requires(OWN_ACCOUNT, before_hurdles=True)
def second_step(user: User) -> ResponseReturnValue:
    form, secret = CodeForm.submitted(), session.setdefault(_SECRET, second_factor.new_secret())
    if form.accepted and form.does(check_new_code, secret, code=form.code.data):
        actions.confirm_second_factor(user, secret=secret, step=form.result, by=user)
        session.pop(_SECRET)
        flash(_("验证器已绑定，下次登录须输入验证码。"), "success")
        return redirect(url_for(".profile"))
    address = second_factor.address_of(secret, user.username)
    page = render_template(
        "contest/accounts/second_step.html",
        form=form,
        secret=secret,
        picture=second_factor.picture_of(address),
    )
    return page, form.status


@bp.post("/account/sign-ins/<int:sign_in_id>/end")
@requires(END_SIGN_IN)
def end_sign_in(sign_in: SignIn) -> ResponseReturnValue:
    sign_in_actions.end_sign_in(sign_in, by=sign_in.user)
    flash(_("该设备已退出登录。"), "success")
    return redirect(url_for(".profile"))
