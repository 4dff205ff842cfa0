"""The judges of a contest with their cards, PINs and tablets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy import Row, Select, func, select

from contest.core import clock
from contest.core.db import db
from contest.models import Card, Contest, Ending, SignIn, Tablet, User
from contest.models.tablets import GOOD_FOR
from judging.models import Panel, Seat

# How long a tablet that was revoked is still shown, with the reason.
SHOWN_FOR = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class CardRow:
    """A judge's newest card of the contest."""

    id: int
    printed_at: datetime
    expires_at: datetime
    used_at: datetime | None
    ending: Ending | None

    @property
    def state(self) -> str:
        """Return ``used``, ``revoked``, ``expired`` or ``open``."""
        if self.used_at:
            return "used"
        if self.ending:
            return "revoked"
        return "open" if clock.now() < self.expires_at else "expired"


@dataclass(frozen=True, slots=True)
class TabletRow:
    """A judge's tablet. ``signed_in`` while a session opened there has neither ended nor idled."""

    id: int
    name: str
    since: datetime
    seen_at: datetime | None
    signed_in: bool
    ending: Ending | None
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True)
class JudgeRow:
    """A seated judge, with the newest card and the tablets, those just revoked too."""

    judge_id: int
    name: str
    panels: tuple[str, ...]
    has_pin: bool
    card: CardRow | None
    tablets: tuple[TabletRow, ...]

    @property
    def good_tablets(self) -> tuple[TabletRow, ...]:
        """Return the tablets where the judge's PIN opens a session."""
        return tuple(tablet for tablet in self.tablets if tablet.ending is None)


def tablets_of(contest: Contest) -> list[JudgeRow]:
    """Return who sits on the contest's panels, in their order, with cards and tablets.

    Three statements for any number.
    """
    seated: dict[int, list[Row[int, str, str, str]]] = defaultdict(list)
    for row in db.session.execute(_seats(contest.id)):
        seated[row[0]].append(row)
    cards, tablets = _newest_cards(contest.id), _tablets(seated)
    return [
        JudgeRow(
            judge_id=judge,
            name=rows[0][1],
            panels=tuple(row[3] for row in rows),
            has_pin=bool(rows[0][2]),
            card=cards.get(judge),
            tablets=tuple(tablets[judge]),
        )
        for judge, rows in seated.items()
    ]


def seated_judges(contest_id: int) -> list[User]:
    """Return who sits on the contest's panels, in their order."""
    query = (
        select(User)
        .join(Seat, Seat.judge_id == User.id)
        .where(Seat.contest_id == contest_id, Seat.left_at.is_(None))
        .order_by(Seat.panel_id, Seat.position)
    )
    return list(dict.fromkeys(db.session.scalars(query)))


def _seats(contest_id: int) -> Select[int, str, str, str]:
    return (
        select(User.id, User.name, User.pin_hash, Panel.name)
        .join(Seat, Seat.judge_id == User.id)
        .join(Panel, Panel.id == Seat.panel_id)
        .where(Seat.contest_id == contest_id, Seat.left_at.is_(None))
        .order_by(Panel.id, Seat.position)
    )


def _newest_cards(contest_id: int) -> dict[int, CardRow]:
    columns = (Card.judge_id, Card.id, Card.printed_at, Card.expires_at, Card.used_at, Card.ending)
    query = select(*columns).where(Card.contest_id == contest_id).order_by(Card.id)
    return {row[0]: CardRow(*row[1:]) for row in db.session.execute(query)}


def _tablets(judges: Collection[int]) -> dict[int, list[TabletRow]]:
    now = clock.now()
    awake = now - timedelta(minutes=current_app.config["IDLE_MINUTES"])
    signed_in = func.count().filter(SignIn.ended_at.is_(None), SignIn.seen_at >= awake)
    query = (
        select(Tablet, func.max(SignIn.seen_at), signed_in)
        .outerjoin(SignIn, SignIn.tablet_id == Tablet.id)
        .where(Tablet.judge_id.in_(judges), Tablet.created_at > now - GOOD_FOR)
        .where(Tablet.revoked_at.is_(None) | (Tablet.revoked_at > now - SHOWN_FOR))
        .group_by(Tablet.id)
        .order_by(Tablet.id.desc())
    )
    found: dict[int, list[TabletRow]] = defaultdict(list)
    for tablet, seen_at, sessions in db.session.execute(query):
        found[tablet.judge_id].append(
            TabletRow(
                *(tablet.id, tablet.name, tablet.created_at, seen_at, bool(sessions)),
                *(tablet.ending, tablet.revoked_at),
            )
        )
    return found
