"""When and where the sessions of a body are, and who sits in them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, func, select

from contest.core.db import db
from contest.models import Contest, User
from contest.states import ContestState
from judging.clashes import Sitting, ends_at
from judging.models import Seat, Session, Slot


def sittings_of(body_id: int) -> list[Sitting]:
    """Return the sessions of all contests of a body that are not over, in one statement."""
    found: dict[int, Sitting] = {}
    for row in db.session.execute(_sessions().where(Contest.body_id == body_id)):
        if row.id not in found:
            found[row.id] = Sitting(
                session_id=row.id,
                title=f"{row.contest} · {row.name}",
                room=row.room,
                panel_id=row.panel_id,
                starts_at=row.starts_at,
                ends_at=ends_at(row.starts_at, row.minutes, row.turns),
            )
        if row.judge_id is not None:
            found[row.id].judges[row.judge_id] = row.judge
    return list(found.values())


def _sessions() -> Select[Any]:
    turns = select(func.count()).where(Slot.session_id == Session.id).scalar_subquery()
    minutes = Contest.talk_minutes + Contest.question_minutes
    return (
        select(
            *(Session.id, Session.name, Session.room, Session.panel_id, Session.starts_at),
            *(Contest.name.label("contest"), minutes.label("minutes"), turns.label("turns")),
            *(Seat.judge_id, User.name.label("judge")),
        )
        .join(Contest, Contest.id == Session.contest_id)
        .outerjoin(Seat, (Seat.panel_id == Session.panel_id) & Seat.left_at.is_(None))
        .outerjoin(User, User.id == Seat.judge_id)
        .where(Contest.state.in_((ContestState.DRAFT, ContestState.ANNOUNCED)))
        .order_by(Session.starts_at, Session.id, Seat.position)
    )
