"""Cards and tablets for the judges of the little world."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from contest import pins
from contest.cards import Printed, make_card
from contest.core import clock
from contest.core.actions import acting
from contest.core.db import db
from contest.models import Card, Tablet, User
from contest.queries.tablets import card_by_secret

PIN, OTHER_PIN = "804217", "530962"


def printed(world: Any, judge: User | None = None, *, hours: int = 8) -> Printed:
    """Return a card of a judge that is good for some hours."""
    until = clock.now() + timedelta(hours=hours)
    with acting("test.printed", world.contest, by=None):
        made = make_card(
            judge or world.judge, world.contest, until=until, by=db.session.merge(world.organizer)
        )
    db.session.rollback()
    return made


def choose_pin(judge: User, pin: str = PIN) -> None:
    """Let a judge have a PIN."""
    with acting("test.pin", judge, by=None):
        judge.pin_hash, judge.pin_set_at = pins.hashed(judge, pin), clock.now()


def use(client: Any, card: Printed, pin: str = PIN, **more: str) -> Any:
    """Confirm a card's page with a PIN, typed twice as for the first time."""
    return client.post(f"/c/{card.token}", data={"pin": pin, "again": pin, **more})


def tablet_for(app: Any, world: Any, judge: User | None = None, pin: str = PIN) -> Any:
    """Return a client that is a tablet of a judge, signed in."""
    client = app.test_client()
    assert use(client, printed(world, judge), pin, name="平板 7").status_code == 302
    return client


def expire(client: Any, time: Any) -> None:
    """Let the client's sign-in idle out."""
    time.now += timedelta(minutes=121)


def card_of(made: Printed) -> Card:
    """Return the card as it is now."""
    db.session.rollback()
    found = card_by_secret(made.token)
    assert found is not None
    return found


def tablets_of(judge: User) -> list[Tablet]:
    """Return the judge's tablets but the one that the little world begins with, oldest first."""
    db.session.rollback()
    query = db.session.query(Tablet).filter_by(judge_id=judge.id).filter(Tablet.token_hash != "0")
    return query.order_by(Tablet.id).all()
