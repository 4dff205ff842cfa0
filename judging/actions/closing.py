"""Closing a session with everything named, opening it again, freezing it, and revealing scores."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from contest.core import clock
from contest.core.actions import action
from contest.core.heads import sign_afterwards
from contest.models import User
from judging.closing import Blocker
from judging.console_refusals import (
    AlreadyPublished,
    Blocked,
    IsFrozen,
    LateWaiting,
    NotNext,
    OtherNumbers,
    ReasonNeeded,
)
from judging.console_words import say_blocker
from judging.head_letters import send_head
from judging.models import Session, Slot
from judging.queries.closings import numbers_of
from judging.queries.editions import published_edition
from judging.queries.live import Live, live_of
from judging.revealing import last_revealed, next_to_reveal
from judging.states import SessionState
from judging.timer import Timer

MOST_NAMED = 3


@action("session.closed")
def close_session(session: Session, *, by: User, reason: str | None = None) -> None:
    """Take no more marks. Raise Blocked with names, ReasonNeeded.

    A missing ballot is submitted, or its judge is on record as absent; nothing makes marks.
    """
    if session.state is SessionState.CLOSED:
        return
    found = live_of(session).blockers
    _refuse_forbidden([blocker for blocker in found if blocker.forbids])
    if any(blocker.needs_reason for blocker in found) and not reason:
        raise ReasonNeeded
    session.state, session.closed_at = SessionState.CLOSED, clock.now()
    session.close_reason, session.timer = reason or "", Timer()
    session.paused_at, session.pause_words = None, ""
    for slot in session.slots:
        if slot.is_on_stage:
            slot.left_at = session.closed_at
    sign_afterwards(session, why="session.closed")  # for the slips, which are printed from now on


@action("session.reopened")
def reopen_session(session: Session, *, by: User, reason: str) -> None:
    """Take marks again; what was revealed is hidden. Raise AlreadyPublished, IsFrozen."""
    if session.state is SessionState.RUNNING:
        return
    if session.state is SessionState.FROZEN:
        raise IsFrozen
    if published_edition(session.contest_id):
        raise AlreadyPublished
    session.state, session.closed_at, session.close_reason = SessionState.RUNNING, None, ""
    for slot in session.slots:
        slot.revealed_at = None


@action("session.frozen")
def freeze_session(session: Session, *, by: User, seen: str) -> None:
    """Make the session final; ``seen`` are the numbers that were confirmed.

    Raise LateWaiting, OtherNumbers.
    """
    if session.state is SessionState.FROZEN:
        return
    live = live_of(session)
    if live.late:
        raise LateWaiting
    if numbers_of(live).stamp != seen:
        raise OtherNumbers
    session.state, session.frozen_at = SessionState.FROZEN, clock.now()
    occasion = _l("“%(session)s”已封场", session=session.name)
    send_head(session.contest, why="session.frozen", occasion=occasion, panel_id=session.panel_id)


@action("slot.revealed")
def reveal_score(slot: Slot, *, by: User) -> None:
    """Let the hall see a team's score, from the last place upwards. Raise NotNext."""
    if slot.revealed_at:
        return
    following = next_to_reveal(_live(slot).places)
    if following is None or following.turn.slot_id != slot.id:
        raise NotNext
    slot.revealed_at = clock.now()


@action("slot.hidden")
def hide_score(slot: Slot, *, by: User) -> None:
    """Take back what was shown last. Raise NotNext."""
    if not slot.revealed_at:
        return
    last = last_revealed(_live(slot).places)
    if last is None or last.turn.slot_id != slot.id:
        raise NotNext
    slot.revealed_at = None


def _live(slot: Slot) -> Live:
    return live_of(slot.session)


def _refuse_forbidden(found: Sequence[Blocker]) -> None:
    if not found:
        return
    named = "；".join(say_blocker(blocker, clock.now()) for blocker in found[:MOST_NAMED])
    raise Blocked(
        _(
            "不能关闭，还有 %(n)s 份评分没有提交：%(named)s。请催交，或记为缺席。",
            n=len(found),
            named=named,
        )
    )
