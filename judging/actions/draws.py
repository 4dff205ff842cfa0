"""The verifiable draw: promise an order without knowing it, then let a public number decide.

Until then the salt is in a table of its own that no page and no line of the log
reads; ``judging.draw`` says why nobody can choose what comes of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from contest.core import clock
from contest.core.actions import Refusal, action
from contest.core.db import db
from contest.core.web import moment
from contest.models import User
from judging.draw import commitment_to, draw, new_salt
from judging.draw_letters import tell_drawn, tell_sealed
from judging.models import Draw, DrawSalt, OrderMethod, Session, Slot
from judging.queries.draws import (
    drawable,
    latecomers,
    next_number,
    sealed_draw_of,
    sealed_salt,
)
from judging.reordering import in_order, put_in_order, require_reason, supersede_draws
from judging.states import DrawState

# Fewer need no draw.
FEWEST = 2


class TooFew(Refusal):
    """Chance decides between at least two."""

    reason = _l("参加抽签的待评审项目不足 2 个，不用抽签。")


class AlreadySealed(Refusal):
    """One promise at a time."""

    reason = _l("本场已有一次等待公开数字的抽签。请先完成或取消它。")


class KnownAlready(Refusal):
    """A number that can be known beforehand proves nothing."""

    reason = _l("公开数字的公布时间须晚于现在：已经公布的数字不能用来抽签。")


class NotSealed(Refusal):
    """A draw happens once."""

    reason = _l("这次抽签已经完成或取消，请刷新页面查看记录。")


class NotKnownYet(Refusal):
    """Nobody types a number before it is announced."""


class SaltBroken(Refusal):
    """What was sealed is not what was promised."""

    reason = _l(
        "封存的随机数与公布的承诺不符，不能用它抽签。请联系系统管理员查明原因，取消后重新抽签。"
    )


@action("draw.sealed")
def seal_draw(
    session: Session,
    *,
    by: User,
    source: str,
    known_at: datetime,
    late_only: bool = False,
    reason: str = "",
) -> Draw:
    """Fix who takes part and which number decides, and publish the commitment to a new salt.

    ``late_only``: only those who joined after the last draw, behind the others.
    Raise TooFew, AlreadySealed, KnownAlready, ReasonNeeded.
    """
    if sealed_draw_of(session.id):
        raise AlreadySealed
    if known_at <= clock.now():
        raise KnownAlready
    slots = latecomers(session) if late_only else drawable(session)
    if len(slots) < FEWEST:
        raise TooFew
    if not late_only:
        require_reason(session, reason)
    salt, entries = new_salt(), sorted(slot.entry.number for slot in slots)
    others = [slot.entry.number for slot in in_order(session)] if late_only else []
    sealed = Draw(
        contest_id=session.contest_id,
        session_id=session.id,
        number=next_number(session.id),
        source=source,
        known_at=known_at,
        late_only=late_only,
        entries=entries,
        ahead=[entry for entry in others if entry not in entries],
        commitment=commitment_to(salt),
        reason=reason,
        sealed_at=clock.now(),
        sealed_by_id=by.id,
    )
    db.session.add(sealed)
    db.session.flush()
    db.session.add(DrawSalt(draw_id=sealed.id, salt=salt))
    tell_sealed(sealed, slots)
    return sealed


@action("draw.drawn")
def reveal_draw(sealed: Draw, *, by: User, public_number: str, witness: str) -> None:
    """Reveal the salt, and put the session in the order that it and the number give.

    Entries that have left are passed over; who joined since stands at the end.
    Raise NotSealed, NotKnownYet, SaltBroken.
    """
    _require_sealed(sealed)
    if clock.now() < sealed.known_at:
        when = moment(sealed.known_at)
        raise NotKnownYet(_("公开数字 %(when)s 才公布，到时再输入。", when=when))
    salt = _unseal(sealed)
    if commitment_to(salt) != sealed.commitment:
        raise SaltBroken
    drawn = [one.entry for one in draw(sealed.entries, salt=salt, number=public_number)]
    sealed.drawn_at, sealed.drawn_by_id, sealed.witness = clock.now(), by.id, witness
    sealed.salt, sealed.public_number, sealed.order = salt, public_number, drawn
    sealed.state = DrawState.DRAWN
    if not sealed.late_only:
        supersede_draws(sealed.session, by=by, reason=sealed.reason, but=sealed)
    order = _order_of(sealed.session, [*sealed.ahead, *drawn])
    told = {"draw_id": sealed.id, "witness": witness, "reason": sealed.reason}
    put_in_order(sealed.session, order, by=by, method=OrderMethod.DRAWN, **told)
    tell_drawn(sealed, order)


@action("draw.cancelled")
def cancel_draw(sealed: Draw, *, by: User, reason: str) -> None:
    """Call a draw off before its number was typed; its salt is revealed, so nothing is hidden."""
    _require_sealed(sealed)
    sealed.state = DrawState.CANCELLED
    sealed.salt = _unseal(sealed)
    sealed.ended_at, sealed.ended_by_id, sealed.end_reason = clock.now(), by.id, reason


def _require_sealed(sealed: Draw) -> None:
    if sealed.state is not DrawState.SEALED:
        raise NotSealed


def _unseal(sealed: Draw) -> str:
    """Return the salt, and take it out of its seal: from now on it stands in the record."""
    kept = sealed_salt(sealed)
    if kept is None:
        raise SaltBroken
    db.session.delete(kept)
    return kept.salt


def _order_of(session: Session, numbers: Sequence[str]) -> list[Slot]:
    """Return the slots of these entries in that order, then those of all others as they stand."""
    rank = {number: place for place, number in enumerate(numbers)}
    return sorted(in_order(session), key=lambda slot: rank.get(slot.entry.number, len(rank)))
