"""What the security administrator does about accounts."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from contest import letters
from contest.account_changes import end_sign_ins, take_email
from contest.core.actions import Refusal, action
from contest.models import LinkPurpose, User


class NotYourself(Refusal):
    reason = _l("不能对自己的账号这样操作。请由另一位安全管理员办理。")


class NoPassword(Refusal):
    reason = _l("此人还没有接受邀请。请由邀请其的单位重新发送邀请。")


@action("account.locked")
def lock_account(user: User, *, by: User) -> None:
    """Keep a person out, whatever their organisation says; their sessions end."""
    _not_oneself(user, by)
    user.is_locked = True
    end_sign_ins(user)


@action("account.unlocked")
def unlock_account(user: User, *, by: User) -> None:
    """Let a locked person in again."""
    user.is_locked = False


@action("account.sessions_ended")
def end_sessions(user: User, *, by: User) -> None:
    """End every session of a person: a copy of a cookie opens nothing any more."""
    end_sign_ins(user)


@action("account.second_factor_reset")
def reset_second_factor(user: User, *, by: User) -> None:
    """Forget a lost authenticator app; at the next sign-in a new one is connected."""
    _not_oneself(user, by)
    user.totp_secret, user.totp_confirmed = "", False
    end_sign_ins(user)


@action("account.reset_link_sent")
def send_reset_link(user: User, *, site: str, by: User) -> None:
    """Mail a person, and nobody else, a link to set a new password."""
    if not user.password_hash:
        raise NoPassword
    letters.send_link(user, LinkPurpose.RESET, site=site)


@action("account.email_changed")
def change_email(user: User, *, email: str, by: User) -> None:
    """Give an account its person's new address; the old is told, sessions and links end."""
    _not_oneself(user, by)
    take_email(user, email)


def _not_oneself(user: User, by: User) -> None:
    if user.id == by.id:
        raise NotYourself
