"""Tablets, cards and PINs: used, set, reset, and taken back."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from contest import cards, letters, tablets
from contest.core import clock
from contest.core.actions import Refusal, action
from contest.core.db import db
from contest.models import Card, Ending, Tablet, User
from contest.tablets import Bound


class CardDead(Refusal):
    """A card opens one session, and none after its time."""

    status = 410
    reason = _l("这张登录卡已使用、已过期或已作废。请找工作人员重新打印登录卡。")


class PinChanged(Refusal):
    """Whether the judge has a PIN is not as the page said."""

    reason = _l("您的 PIN 刚刚有变化。请重新扫描登录卡。")


class NotYours(Refusal):
    """A PIN is its judge's own."""

    reason = _l("只能修改自己的 PIN。")


@action("card.used")
def use_card(
    card: Card, *, name: str, pin_hash: str | None, instead_of: Tablet | None, by: User
) -> Bound:
    """Use a card up: this browser becomes the judge's tablet, and the judge is told by letter.

    ``pin_hash`` is of the PIN that a judge without one has chosen. Refused as
    ``CardDead`` when used, expired or revoked, and as ``PinChanged``.
    """
    judge = card.judge
    if not card.is_open(clock.now()):
        raise CardDead
    if (pin_hash is None) != bool(judge.pin_hash):
        raise PinChanged
    if pin_hash is not None:
        _take_pin(judge, pin_hash)
    bound = tablets.bind(judge, name, instead_of=instead_of)
    card.used_at, card.tablet_id = clock.now(), bound.tablet.id
    letters.tell_of_tablet(judge, bound.tablet)
    return bound


@action("tablet.bound")
def bind_tablet(judge: User, *, name: str, instead_of: Tablet | None, by: User) -> Bound:
    """Make the browser that a judge is signed in with the judge's tablet, and its session too."""
    bound = tablets.bind(judge, name, instead_of=instead_of)
    _join(by, bound.tablet)
    return bound


@action("tablet.joined")
def join_tablet(tablet: Tablet, *, by: User) -> None:
    """Count the session of a judge, who signed in by password, as one of the judge's tablet."""
    _join(by, tablet)


@action("tablet.revoked")
def revoke_tablet(tablet: Tablet, *, ending: Ending = Ending.STAFF, by: User | None) -> None:
    """End a tablet at once, with its sessions; one that has ended stays as it is."""
    if tablet.revoked_at is None:
        tablets.revoke(tablet, ending, by=by)


@action("card.revoked")
def revoke_card(card: Card, *, ending: Ending = Ending.STAFF, by: User | None) -> None:
    """Let a lost card open nothing; one that was used stays as it is."""
    if card.is_unused:
        cards.revoke(card, ending)


@action("pin.changed")
def change_pin(judge: User, *, pin_hash: str, by: User) -> None:
    """Give oneself a PIN, or another one."""
    if judge.id != by.id:
        raise NotYours
    _take_pin(judge, pin_hash)


@action("pin.reset")
def reset_pin(judge: User, *, by: User) -> None:
    """Let the judge's next card ask for a new PIN; the judge is told by letter."""
    judge.pin_hash, judge.pin_set_at = "", None
    letters.tell_of_reset_pin(judge)


def _take_pin(judge: User, pin_hash: str) -> None:
    judge.pin_hash, judge.pin_set_at = pin_hash, clock.now()


def _join(judge: User, tablet: Tablet) -> None:
    if judge.sign_in:
        db.session.merge(judge.sign_in).tablet_id = tablet.id
