"""What screening has decided, and what it has still to decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, case, func, select

from contest.core import clock
from contest.core.db import db
from contest.models import Challenge, Contest, Entry, Screening, User
from contest.states import ChallengeState, ContestState, EntryState

# States in which an entry still counts for its challenge.
VALID = (EntryState.SUBMITTED, EntryState.ADMITTED)


@dataclass(frozen=True, slots=True)
class ContestCount:
    """A contest with how many entries wait for screening, were admitted, and were submitted."""

    contest: Contest
    waiting: int
    admitted: int
    submitted: int


@dataclass(frozen=True, slots=True)
class ThinChallenge:
    """A challenge with fewer valid entries than the contest wants; some may wait for screening."""

    challenge: Challenge
    admitted: int
    waiting: int


def contest_counts(user: User) -> list[ContestCount]:
    """Return the contests of the user's body with their counts, newest first; drafts uncounted."""
    query = (
        select(
            Contest,
            _count(Entry.state == EntryState.SUBMITTED),
            _count(Entry.state == EntryState.ADMITTED),
            _count(Entry.submitted_at.is_not(None)),
        )
        .outerjoin(Entry, Entry.contest_id == Contest.id)
        .where(
            Contest.body_id == user.body_id,
            Contest.state != ContestState.DRAFT,
            Contest.rehearsal_of_id.is_(None),
        )
        .group_by(Contest.id)
        .order_by(Contest.entries_close_at.desc(), Contest.id.desc())
    )
    return [ContestCount(*row) for row in db.session.execute(query)]


def thin_challenges(contests: list[Contest]) -> list[ThinChallenge]:
    """Return the challenges with fewer valid entries than due about which nobody has decided.

    They are told of once entries are closed, until their contest ends. What waits for
    screening counts as valid until it is refused. To extend the time, to close the
    challenge and to keep it (照常评审) are the decisions there are.
    """
    closed = [each.id for each in contests if each.entries_close_at <= clock.now()]
    return _thin(Challenge.contest_id.in_(closed)) if closed else []


def is_thin(challenge: Challenge) -> bool:
    """Return whether the challenge is one of the thin ones, about which nobody has decided."""
    closed = challenge.contest.entries_close_at <= clock.now()
    return closed and bool(_thin(Challenge.id == challenge.id))


def ending_with(challenge: Challenge) -> Sequence[Entry]:
    """Return the entries that end if the challenge is closed now: none while more may come in."""
    if challenge.contest.entries_close_at > clock.now():
        return []
    query = select(Entry).where(Entry.challenge_id == challenge.id, Entry.state.in_(VALID))
    return db.session.scalars(query.order_by(Entry.id)).all()


def _thin(condition: ColumnElement[bool]) -> list[ThinChallenge]:
    waiting, admitted = (_count(Entry.state == state) for state in VALID)
    query = (
        select(Challenge, admitted, waiting)
        .join(Challenge.contest)
        .outerjoin(Entry, Entry.challenge_id == Challenge.id)
        .where(
            condition,
            Contest.state == ContestState.ANNOUNCED,
            Challenge.state == ChallengeState.PUBLISHED,
            Challenge.kept_at.is_(None),
        )
        .group_by(Challenge.id, Contest.fewest_entries)
        .having(_count(Entry.state.in_(VALID)) < Contest.fewest_entries)
        .order_by(Challenge.contest_id, Challenge.number)
    )
    return [ThinChallenge(*row) for row in db.session.execute(query)]


def contests_to_screen(user: User) -> list[tuple[Contest, int]]:
    """Return the body's contests whose entries have closed, with how many wait for screening."""
    query = (
        select(Contest, func.count(Entry.id))
        .join(Entry, Entry.contest_id == Contest.id)
        .where(
            Contest.body_id == user.body_id,
            Contest.state == ContestState.ANNOUNCED,
            Contest.entries_close_at <= clock.now(),
            Entry.state == EntryState.SUBMITTED,
        )
        .group_by(Contest.id)
        .order_by(Contest.screening_until)
    )
    return [(contest, waiting) for contest, waiting in db.session.execute(query)]


def screenings_of(entry: Entry) -> list[tuple[Screening, User]]:
    """Return the decisions on the entry with who made them."""
    query = (
        select(Screening, User)
        .join(User, User.id == Screening.by_id)
        .where(Screening.entry_id == entry.id)
        .order_by(Screening.id)
    )
    return [(screening, user) for screening, user in db.session.execute(query)]


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)
