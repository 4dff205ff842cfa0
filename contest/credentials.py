"""Who is at the door: user name and password, then a one-time code, with growing pauses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import delete

from contest import backoff, passwords, pins, second_factor, visits
from contest.core import clock, limits
from contest.core.actions import Refusal, operating
from contest.devices import Origin
from contest.models import SignInFailure, User
from contest.queries import accounts

LONGEST_NAME = 200


class WrongPassword(Refusal):
    reason = _l("登录名或密码不正确。请检查大小写；忘记密码可以用邮箱重新设置。")


class Locked(Refusal):
    reason = _l("此账号已停用。请联系邀请您的单位或系统管理员。")


class WrongCurrent(Refusal):
    reason = _l("当前密码不正确，请重新输入。")


class WrongSecret(Refusal):
    reason = _l("当前的 PIN 或密码不正确，请重新输入。")


class SamePassword(Refusal):
    reason = _l("新密码与当前密码相同，请换一个。")


class WrongCode(Refusal):
    reason = _l("验证码不正确或已过期。请输入验证器应用里当前显示的 6 位数字。")


class CodeUsed(Refusal):
    reason = _l("这个验证码已经用过。请等验证器应用显示下一个。")


class Waiting(Refusal):
    """Too many failed tries; the next may be made after some seconds."""

    def __init__(self, seconds: int) -> None:
        minutes = -(-seconds // 60)
        span = _("%(n)d 秒", n=seconds) if minutes == 1 else _("%(n)d 分钟", n=minutes)
        super().__init__(_("失败次数过多，请在 %(span)s后再试；此前的尝试不会被检查。", span=span))


@dataclass(frozen=True, slots=True)
class _Try:
    """A try at an account, existing or not, from a source."""

    user: User | None
    name: str
    origin: Origin

    @property
    def source(self) -> str:
        return self.origin.source_for(self.user and self.user.id)

    @property
    def is_familiar(self) -> bool:
        """Return whether this account has come from there before: others' failures do not count."""
        user, origin = self.user, self.origin
        return user is not None and (
            origin.knows(user.id) or accounts.has_signed_in_from(user, origin.address)
        )

    def refuse_haste(self) -> None:
        now = clock.now()
        since = now - backoff.WINDOW
        own = accounts.failures_at(self.name, self.source, since=since)
        seconds = backoff.seconds_to_wait(own, now)
        if own.number:
            seconds = max(seconds, self.seconds_for_others(since, now))
        if seconds:
            raise Waiting(seconds)

    def seconds_for_others(self, since: datetime, now: datetime) -> int:
        """Return how long to wait because the same source failed at many accounts.

        Asked only of who has failed here already: whoever types their password
        right is let in, whatever is tried behind the same address.
        """
        spread, last = accounts.accounts_failed_from(self.source, since=since)
        seconds = backoff.seconds_to_wait(backoff.over_accounts(spread, last), now)
        return 0 if seconds and self.is_familiar else seconds

    def note_failure(self, reason: str) -> None:
        now = clock.now()
        limits.note_guess()
        with operating() as session:
            session.execute(delete(SignInFailure).where(SignInFailure.at < now - backoff.WINDOW))
            session.add(SignInFailure(username=self.name, address=self.source, at=now))
        visits.turned_away(self.user, reason=reason)

    def forget_failures(self) -> None:
        mine = SignInFailure.username == self.name, SignInFailure.address == self.source
        with operating() as session:
            session.execute(delete(SignInFailure).where(*mine))


def _try(user: User | None, typed: str, origin: Origin) -> _Try:
    # One name an account, however it was typed: or e-mail and user name would be tried in turn.
    name = user.username if user else typed.strip().lower()[:LONGEST_NAME]
    return _Try(user, name, origin)


def identify(typed: str, *, password: str, origin: Origin) -> User:
    """Return whose user name (or e-mail) and password these are.

    Raises ``Waiting`` without looking, ``WrongPassword``, or ``Locked``. The
    same work is done, and the same said, whether or not the account exists.
    """
    user = accounts.by_name(typed)
    attempt = _try(user, typed, origin)
    attempt.refuse_haste()
    if not passwords.matches(user.password_hash if user else "", password) or user is None:
        attempt.note_failure("密码不正确")
        attempt.refuse_haste()
        raise WrongPassword
    if not user.is_active:
        visits.turned_away(user, reason="账号已停用")
        raise Locked
    if not user.totp_confirmed:
        attempt.forget_failures()
    return user


def check_code(user: User, *, code: str, origin: Origin) -> int:
    """Return the step of a one-time code, or raise ``Waiting``, ``WrongCode`` or ``CodeUsed``."""
    attempt = _try(user, user.username, origin)
    attempt.refuse_haste()
    step = second_factor.matching_step(user.totp_secret, code, clock.now())
    if step is None:
        attempt.note_failure("验证码不正确")
        raise WrongCode
    if step <= accounts.last_code_step(user):
        visits.turned_away(user, reason="验证码已用过")
        raise CodeUsed
    attempt.forget_failures()
    return step


def check_own_password(user: User, *, password: str, origin: Origin) -> None:
    """Raise ``WrongCurrent`` unless this is the password the signed-in person has now.

    Failures count with those of signing in: raise ``Waiting``, without looking, after too many.
    """
    attempt = _try(user, user.username, origin)
    attempt.refuse_haste()
    if not passwords.matches(user.password_hash, password):
        attempt.note_failure("当前密码不正确")
        attempt.refuse_haste()
        raise WrongCurrent
    attempt.forget_failures()


def check_own_secret(user: User, *, typed: str, origin: Origin) -> None:
    """Raise ``WrongSecret`` unless this is the PIN or the password the signed-in judge has now.

    Failures count with those of signing in: raise ``Waiting``, without looking, after too many.
    """
    attempt = _try(user, user.username, origin)
    attempt.refuse_haste()
    if not pins.matches(user, typed) and not passwords.matches(user.password_hash, typed):
        attempt.note_failure("当前的 PIN 或密码不正确")
        attempt.refuse_haste()
        raise WrongSecret
    attempt.forget_failures()


def check_other_password(user: User, *, password: str) -> None:
    """Raise ``SamePassword`` where this is the password the person has now."""
    if passwords.matches(user.password_hash, password):
        raise SamePassword


def check_new_code(secret: str, *, code: str) -> int:
    """Return the step of a first code of a new authenticator, or raise ``WrongCode``."""
    step = second_factor.matching_step(secret, code, clock.now())
    if step is None:
        raise WrongCode
    return step
