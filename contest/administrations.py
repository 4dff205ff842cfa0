"""The three administrations (三员): one person holds one, told apart by telephone too."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from contest.core.actions import Refusal
from contest.core.forms import half_width
from contest.models import User
from contest.queries import security

LOCAL_DIGITS = 11  # of a number in China, without the country's 86


class SamePerson(Refusal):
    reason = _l(
        "系统、安全、审计三类管理员不得由一人兼任：这个电话已属于另一位管理员。请填写本人的电话。"
    )


def refuse_second(phone: str, *, but: User | None = None) -> None:
    """Raise ``SamePerson`` where an administrator other than ``but`` has this telephone."""
    others = (user for user in security.administrators() if but is None or user.id != but.id)
    if number_of(phone) in {number_of(user.phone) for user in others} - {""}:
        raise SamePerson


def number_of(phone: str) -> str:
    """Return a telephone's digits alone: the same number, however it was typed.

    Without the country's code and the zero of a city's, so that
    ``+86 574-8718 0000`` is ``0574 87180000``.
    """
    digits = "".join(c for c in half_width(phone) if c.isdecimal()).removeprefix("00")
    if len(digits) > LOCAL_DIGITS:
        digits = digits.removeprefix("86")
    return digits.lstrip("0")
