"""What people do with their own account."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from contest import administrations, letters
from contest.account_changes import end_links, end_sign_ins, take_details, take_email
from contest.core import clock
from contest.core.actions import Refusal, action
from contest.core.db import db
from contest.models import ADMINISTRATORS, LinkPurpose, OneTimeLink, User
from contest.queries import accounts

# A mailbox is not filled by others: so many reset letters a person gets in the time one is good.
MOST_RESETS = 3


class LinkDead(Refusal):
    reason = _l("这个链接已使用或已过期。请用“忘记密码”重新获取，或请邀请您的人重新发送。")


class DifferentAccount(Refusal):
    reason = _l("只能修改自己的账号。")


class AlreadyConnected(Refusal):
    reason = _l("这个账号已绑定验证器。更换手机请联系安全管理员重置后再绑定。")


@action("account.password_set")
def set_password(link: OneTimeLink, *, password_hash: str, by: User) -> None:
    """Use up a one-time link: the new password holds, every session and other link ends.

    Refused as ``LinkDead`` when used, expired, or of an account that was locked.
    """
    if not link.is_open(clock.now()) or link.user_id != by.id:
        raise LinkDead
    _take_password(link.user, password_hash)
    end_links(link.user)
    end_sign_ins(link.user)


@action("account.password_changed")
def change_password(user: User, *, password_hash: str, by: User) -> None:
    """Change one's own password; the other sessions of the account end."""
    _only_own(user, by)
    _take_password(user, password_hash)
    end_sign_ins(user, kept=by)


@action("account.first_password_given")
def give_first_password(user: User, *, password_hash: str, by: User | None) -> None:
    """Give a person a password that somebody else knows: they change it before anything else."""
    _take_password(user, password_hash)
    user.must_change_password = True
    end_links(user)
    end_sign_ins(user)


@action("account.reset_asked")
def ask_reset(user: User, *, site: str, by: User | None) -> None:
    """Mail a person a link to set a new password; more than three in its lifetime are not sent."""
    if user.is_active and accounts.resets_since(user, clock.now()) < MOST_RESETS:
        letters.send_link(user, LinkPurpose.RESET, site=site)


@action("account.revised")
def revise_profile(
    user: User, *, name: str, phone: str, email: str, version: int | None, by: User
) -> None:
    """Change one's own name, telephone and e-mail; an address of another account is refused.

    With another address the other sessions end. An administrator's telephone
    is not another administrator's (``SamePerson``).
    """
    _only_own(user, by)
    if user.role in ADMINISTRATORS:
        administrations.refuse_second(phone, but=user)
    take_details(user, name=name, phone=phone, version=version)
    take_email(user, email, kept=by)


@action("account.second_factor_confirmed")
def confirm_second_factor(user: User, *, secret: str, step: int, by: User) -> None:
    """Connect an authenticator app whose first code was right; the other sessions end."""
    _only_own(user, by)
    if user.totp_confirmed:
        raise AlreadyConnected
    user.totp_secret, user.totp_confirmed = secret, True
    end_sign_ins(user, kept=by)
    if by.sign_in:
        sign_in = db.session.merge(by.sign_in)
        sign_in.second_factor, sign_in.code_step = True, step


def _only_own(user: User, by: User) -> None:
    if user.id != by.id:
        raise DifferentAccount


def _take_password(user: User, password_hash: str) -> None:
    user.password_hash, user.must_change_password = password_hash, False
