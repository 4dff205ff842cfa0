"""Where one person plays the demo's roadshow day through: console, screen, phones and judges."""

from __future__ import annotations

from sqlalchemy import select

from contest.cards import Printed
from contest.core import clock
from contest.core.db import db
from contest.models import Contest, Role, User
from judging.actions.attending import make_screen_key
from judging.actions.cards import print_cards
from judging.models import Seat, Session
from judging.queries.screens import keys_of
from judging.states import SessionState

SCREEN = "演示大屏"
# So many judges get a link each; more would not be tried out.
JUDGES = 3


def evening_links(address: str) -> str:
    """Return the addresses for the session under way, or nothing where none is.

    The judges' cards are new ones each time: a card opens one tablet, once.
    """
    session = _under_way()
    if session is None:
        return ""
    number, contest = session.id, session.contest
    organizer = _organizer(contest)
    key, cards = _screen_token(session, organizer), _cards(number, contest, organizer)
    return "\n".join(
        [
            f"路演现场（{session.name}）：各开一个窗口，评委各用一个无痕窗口，一个人就能走一遍。",
            "",
            f"  控制台    {address}/sessions/{number}/console（organizer1 登录）",
            f"  大屏      {address}/screen/{key}",
            f"  观众手机  {address}/board/{number}",
            *(f"  评委      {address}/c/{card.token}（{card.name}）" for card in cards),
        ]
    )


def _under_way() -> Session | None:
    query = (
        select(Session)
        .join(Contest, Contest.id == Session.contest_id)
        .where(Session.state == SessionState.RUNNING, Contest.roadshow_until > clock.now())
        .order_by(Session.id)
    )
    return db.session.scalars(query).first()


def _organizer(contest: Contest) -> User:
    query = select(User).where(User.body_id == contest.body_id, User.role == Role.ORGANIZER)
    return db.session.scalars(query.order_by(User.id).limit(1)).one()


def _screen_token(session: Session, organizer: User) -> str:
    known = [key.token for key in keys_of(session.id) if key.ended_at is None]
    return known[0] if known else make_screen_key(session, by=organizer, name=SCREEN).token


def _cards(session_id: int, contest: Contest, organizer: User) -> list[Printed]:
    seated = (
        select(Seat.judge_id)
        .join(Session, Session.panel_id == Seat.panel_id)
        .where(Session.id == session_id, Seat.left_at.is_(None))
        .order_by(Seat.position)
    )
    judges = list(db.session.scalars(seated))[:JUDGES]
    return print_cards(contest, judge_ids=judges, until=contest.roadshow_until, by=organizer)
