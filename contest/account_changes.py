"""What a change of an account brings with it, inside an action: its sessions and links end."""

from __future__ import annotations

from contest import letters, tablets
from contest.core import clock
from contest.invitations import EmailTaken
from contest.models import Ending, User
from contest.queries import accounts, sign_ins
from contest.queries.tablets import unrevoked_of
from contest.refusals import refuse_stale


def take_email(user: User, email: str, *, kept: User | None = None) -> bool:
    """Give an account another e-mail address, and return whether it is another.

    The old address is told, links mailed to it end, and so do all sessions
    but the one ``kept`` came with. Refused as ``EmailTaken``.
    """
    other = accounts.by_name(email)
    if other is not None and other.id != user.id:
        raise EmailTaken
    before, user.email = user.email, email
    if email == before:
        return False
    user.version += 1
    letters.tell_old_address(user, before)
    end_links(user)
    end_sign_ins(user, kept=kept)
    return True


def take_details(user: User, *, name: str, phone: str, version: int | None) -> None:
    """Give a person another name and telephone; refused as ``Stale`` by a version overtaken."""
    refuse_stale(user, version)
    if (user.name, user.phone) != (name, phone):
        user.name, user.phone = name, phone
        user.version += 1


def disable(user: User) -> None:
    """Let a person no longer sign in; what they did stays, and their sessions end."""
    user.is_disabled = True
    end_sign_ins(user)


def end_sign_ins(user: User, *, kept: User | None = None) -> None:
    """End an account's sessions, but for the one ``kept`` came with, and its other tablets.

    A tablet that stayed would let its holder in again by no more than the PIN.
    """
    spared = kept.sign_in if kept and kept.sign_in else None
    for sign_in in sign_ins.open_of(user):
        if not spared or sign_in.id != spared.id:
            sign_in.ended_at = clock.now()
    for tablet in unrevoked_of(user):
        if not spared or tablet.id != spared.tablet_id:
            tablets.revoke(tablet, Ending.ACCOUNT, by=kept)


def end_links(user: User) -> None:
    """End an account's one-time links that were not used."""
    for link in accounts.open_links(user):
        link.used_at = clock.now()
