"""A judge's PIN asked at a tablet or a card: five wrong ones in a row end what it was asked at.

A try is counted before it is looked at, in one statement: of many made at the same moment no
more are looked at than of those made one after the other.
"""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, text

from contest import pins, visits
from contest.actions import tablets as actions
from contest.core import clock, limits
from contest.core.actions import Refusal, operating
from contest.models import Card, Ending, PinTries, Tablet, User

_TRY = text(
    "INSERT INTO pin_tries (holder, number) VALUES (:holder, 1) ON CONFLICT (holder) "
    "DO UPDATE SET number = pin_tries.number + 1 WHERE pin_tries.number < :most RETURNING number"
)


class WrongPin(Refusal):
    """Not this one; some tries are left."""

    status = 401

    def __init__(self, left: int) -> None:
        self.left = left
        super().__init__(_("PIN 不正确，还可以试 %(left)d 次。", left=left))


class NoTriesLeft(Refusal):
    """Too many wrong PINs in a row."""

    status = 410
    reason = _l("PIN 连续输错 5 次，这台平板已停用。请找工作人员重新打印登录卡。")


class NoCardTriesLeft(NoTriesLeft):
    """Too many wrong PINs in a row at a card."""

    reason = _l("PIN 连续输错 5 次，这张登录卡已作废。请找工作人员重新打印登录卡。")


class NoPin(Refusal):
    """There is none to be right."""

    reason = _l("您的 PIN 已由工作人员重置。请领取新的登录卡，扫码后重新设置。")


def check_at_tablet(tablet: Tablet, *, pin: str) -> None:
    """Raise ``NoPin``, ``WrongPin``, or ``NoTriesLeft`` and end the tablet."""
    judge = tablet.judge
    if not judge.pin_hash:
        raise NoPin
    if left := _wrong(judge, pin, holder=f"tablet:{tablet.id}"):
        raise WrongPin(left)
    if left is not None:
        if tablet.is_good(clock.now()):
            actions.revoke_tablet(tablet, ending=Ending.WRONG_PINS, by=None)
        raise NoTriesLeft


def check_at_card(card: Card, *, pin: str) -> None:
    """Raise ``WrongPin``, or ``NoCardTriesLeft`` and end the card."""
    if left := _wrong(card.judge, pin, holder=f"card:{card.id}"):
        raise WrongPin(left)
    if left is not None:
        if card.is_unused:
            actions.revoke_card(card, ending=Ending.WRONG_PINS, by=None)
        raise NoCardTriesLeft


def _wrong(judge: User, pin: str, *, holder: str) -> int | None:
    """Return None for the right PIN, else how many tries are left."""
    number = _take_try(holder)
    if number is not None and pins.matches(judge, pin):
        _forget_tries(holder)
        return None
    limits.note_guess()
    visits.turned_away(judge, reason="PIN 不正确")
    return 0 if number is None else pins.MOST_TRIES - number


def _take_try(holder: str) -> int | None:
    """Count a try; return which it is, or None after the last."""
    with operating() as session:
        number = session.execute(_TRY, {"holder": holder, "most": pins.MOST_TRIES}).scalar()
    return None if number is None else int(number)


def _forget_tries(holder: str) -> None:
    with operating() as session:
        session.execute(delete(PinTries).where(PinTries.holder == holder))
