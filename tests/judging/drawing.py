"""A session with entries of its own, and draws of it."""

from __future__ import annotations

from datetime import timedelta

from contest.core.db import db
from judging.actions.draws import reveal_draw, seal_draw
from judging.actions.sessions import add_entries, create_session
from judging.models import Draw, Session
from judging.models.orders import DrawSalt
from tests.judging.people import add_entry
from tests.world import MONDAY

HOUR = timedelta(hours=1)
SOURCE = "上证指数收盘点位，写到小数点后两位，不加逗号"
NUMBER = "3912.45"
WITNESS = "监督人在场核对"


def a_session(world, *, entries: int = 4, first: int = 1, **changes) -> Session:
    """Add a session after the little world's, with new entries in it."""
    details = {"name": "医疗专场", "room": "一号厅", "starts_at": MONDAY + 4 * HOUR, **changes}
    details.setdefault("panel_id", world.panel.id)
    session = create_session(world.contest, by=world.organizer, **details)
    numbers = [add_entry(world, first + n).id for n in range(entries)]
    if numbers:
        add_entries(session, by=world.organizer, entry_ids=numbers)
    return db.session.get(Session, session.id)


def sealed(world, session: Session, **changes) -> Draw:
    """Publish the commitment to a draw whose number is known in an hour."""
    details = {"source": SOURCE, "known_at": MONDAY + HOUR, **changes}
    return seal_draw(session, by=world.organizer, **details)


def drawn(world, time, session: Session, **changes) -> Draw:
    """Seal a draw, wait for its number, and draw."""
    draw = sealed(world, session, **changes)
    time.now = max(time.now, draw.known_at)
    reveal_draw(draw, by=world.organizer, public_number=NUMBER, witness=WITNESS)
    return db.session.get(Draw, draw.id)


def numbers(session: Session) -> list[str]:
    """Return the entry numbers in running order, asked afresh."""
    db.session.expire_all()
    slots = db.session.get(Session, session.id).slots
    assert [slot.position for slot in slots] == list(range(1, len(slots) + 1))
    return [slot.entry.number for slot in slots]


def salt_of(draw: Draw) -> str:
    """Return the sealed salt, which no page shows."""
    return db.session.get(DrawSalt, draw.id).salt
