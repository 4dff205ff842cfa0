"""Tablets and cards, found by their secrets or by their judge."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from contest.cards import code_hash, is_code, normal_code
from contest.core.db import db
from contest.links import token_hash
from contest.models import Card, Tablet, User


def by_id(tablet_id: int) -> Tablet | None:
    """Return a tablet by number."""
    return db.session.get(Tablet, tablet_id)


def card_by_id(card_id: int) -> Card | None:
    """Return a card by number."""
    return db.session.get(Card, card_id)


def by_token(token: str) -> Tablet | None:
    """Return the tablet of a cookie, good or not."""
    found = select(Tablet).where(Tablet.token_hash == token_hash(token))
    return db.session.scalar(found.options(joinedload(Tablet.judge)))


def card_by_secret(secret: str) -> Card | None:
    """Return the card of a token, or of a short code however it was typed; used or not."""
    held = Card.token_hash == token_hash(secret)
    if is_code(secret):
        held |= Card.code_hash == code_hash(normal_code(secret))
    found = select(Card).where(held)
    return db.session.scalar(found.options(joinedload(Card.judge), joinedload(Card.contest)))


def unused_cards(contest_id: int, judge_ids: Collection[int]) -> list[Card]:
    """Return the judges' cards of a contest that were neither used nor revoked."""
    query = select(Card).where(
        Card.contest_id == contest_id,
        Card.judge_id.in_(judge_ids),
        Card.used_at.is_(None),
        Card.revoked_at.is_(None),
    )
    return list(db.session.scalars(query))


def unrevoked_of(judge: User) -> list[Tablet]:
    """Return a judge's tablets that were not revoked, the newest first."""
    query = select(Tablet).where(Tablet.judge_id == judge.id, Tablet.revoked_at.is_(None))
    return list(db.session.scalars(query.order_by(Tablet.id.desc())))
