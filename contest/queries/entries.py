"""Entries: an enterprise's own, and those of a contest or challenge."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from contest.core import clock
from contest.core.db import db
from contest.models import Challenge, Contest, Entry, Organisation, Role, Submission, User
from contest.queries.submissions import LAST, WITH_CONTENT
from contest.rules import PUBLIC_CHALLENGES
from contest.states import ContestState, EntryState
from contest.words import ENTRY_STATES


def entry_by(entry_id: int) -> Entry | None:
    """Return an entry with its content, contest, challenge and enterprise."""
    query = select(Entry).where(Entry.id == entry_id).options(*WITH_CONTENT, *_with_ties())
    return db.session.scalar(query)


def challenge_by(challenge_id: int) -> Challenge | None:
    """Return a challenge, with its contest."""
    return db.session.get(Challenge, challenge_id, options=[joinedload(Challenge.contest)])


def contest_by(contest_id: int) -> Contest | None:
    """Return a contest."""
    return db.session.get(Contest, contest_id)


def entry_of(challenge: Challenge, user: User) -> Entry | None:
    """Return the entry of the user's enterprise for the challenge."""
    return db.session.scalar(
        select(Entry).where(
            Entry.challenge_id == challenge.id, Entry.enterprise_id == user.organisation_id
        )
    )


def own_entries(user: User) -> Select[Entry]:
    """Select the entries of the user's enterprise, newest first."""
    return (
        select(Entry)
        .where(Entry.enterprise_id == user.organisation_id)
        .options(joinedload(Entry.challenge).joinedload(Challenge.contest))
        .order_by(Entry.created_at.desc(), Entry.id.desc())
    )


def unfinished_entries(user: User) -> list[Entry]:
    """Return the enterprise's entries that can still be changed, with their content."""
    now = clock.now()
    query = (
        select(Entry)
        .join(Entry.contest)
        .where(
            Entry.enterprise_id == user.organisation_id,
            Entry.state.in_((EntryState.DRAFT, EntryState.SUBMITTED)),
            Contest.state == ContestState.ANNOUNCED,
            Contest.entries_open_at <= now,
            Contest.entries_close_at > now,
        )
        .options(
            contains_eager(Entry.contest),
            joinedload(Entry.challenge),
            joinedload(Entry.enterprise),
            joinedload(Entry.members),
            selectinload(Entry.documents),
            selectinload(Entry.submissions),
        )
        .order_by(Contest.entries_close_at, Entry.id)
    )
    return list(db.session.scalars(query).unique())


def addresses(entry: Entry) -> list[str]:
    """Return where to write to the enterprise: everybody of it who may sign in."""
    query = select(User.email).where(
        User.organisation_id == entry.enterprise_id,
        User.role == Role.ENTERPRISE,
        User.is_disabled.is_(False),
    )
    return list(db.session.scalars(query.order_by(User.id)))


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries of a contest are asked for: "" and None are all, and how they are sorted."""

    challenge: int | None = None
    state: str = ""
    field: int | None = None
    text: str = ""
    sort: str = "number"


# What was submitted counts; a title edited since then is nobody's business but the author's.
TITLE = func.coalesce(Submission.content["title"].as_string(), Entry.title)
SORTS = {
    "number": Entry.number,
    "title": TITLE,
    "enterprise": Organisation.name,
    "challenge": Challenge.number,
    "state": Entry.state,
    "at": Submission.at,
}


def submitted_entries(contest: Contest, wanted: Wanted) -> Select[tuple[Entry, str, int]]:
    """Select entry, submitted title, version and its time, of what was submitted in the contest."""
    column = SORTS.get(wanted.sort.lstrip("-"), Entry.number)
    order = column.desc() if wanted.sort.startswith("-") else column.asc()
    query = (
        _submitted()
        .where(Entry.contest_id == contest.id, Entry.submitted_at.is_not(None))
        .order_by(order, Entry.id)
    )
    return _narrowed(query, wanted)


def seen_by_issuer(challenge: Challenge) -> Select[tuple[Entry, str, int]]:
    """Select the entries whose title and summary a challenge's issuer may read once it is closed.

    Withdrawn ones are none of the issuer's business.
    """
    return (
        _submitted()
        .add_columns(
            func.coalesce(Submission.content["summary"].as_string(), Entry.summary).label("summary")
        )
        .where(
            Entry.challenge_id == challenge.id,
            Entry.submitted_at.is_not(None),
            Entry.state != EntryState.WITHDRAWN,
        )
        .order_by(Entry.number, Entry.id)
    )


def challenges_of(contest: Contest) -> list[Challenge]:
    """Return the contest's published challenges with their fields, by number."""
    query = (
        select(Challenge)
        .where(Challenge.contest_id == contest.id, Challenge.state.in_(PUBLIC_CHALLENGES))
        .options(joinedload(Challenge.field))
        .order_by(Challenge.number, Challenge.id)
    )
    return list(db.session.scalars(query))


def exported(contest: Contest, wanted: Wanted) -> Iterator[dict[str, Any]]:
    """Yield the rows of the list as it is shown, all pages, for a file."""
    query = submitted_entries(contest, wanted).add_columns(Submission.content["members"])
    for entry, title, version, at, members in db.session.execute(query):
        yield {
            "number": entry.number,
            "title": title,
            "enterprise": entry.enterprise.name,
            "uscc": entry.enterprise.uscc,
            "members": "；".join(f"{each['name']}（{each['uscc']}）" for each in members or ()),
            "challenge_number": entry.challenge.number,
            "challenge": entry.challenge.title,
            "field": entry.challenge.field.name if entry.challenge.field else None,
            "state": ENTRY_STATES[entry.state].label,
            "reason": entry.state_reason or None,
            "version": version,
            "at": at,
        }


def _submitted() -> Select[tuple[Entry, str, int]]:
    return (
        select(
            Entry,
            TITLE.label("title"),
            Submission.number.label("version"),
            func.coalesce(Submission.at, Entry.submitted_at).label("at"),
        )
        .join(Entry.challenge)
        .join(Entry.enterprise)
        .outerjoin(LAST, LAST.c.entry_id == Entry.id)
        .outerjoin(
            Submission,
            (Submission.entry_id == LAST.c.entry_id) & (Submission.number == LAST.c.number),
        )
        .options(
            contains_eager(Entry.challenge).joinedload(Challenge.field),
            contains_eager(Entry.enterprise),
        )
    )


def _narrowed(
    query: Select[tuple[Entry, str, int]], wanted: Wanted
) -> Select[tuple[Entry, str, int]]:
    if wanted.challenge is not None:
        query = query.where(Entry.challenge_id == wanted.challenge)
    if wanted.field is not None:
        query = query.where(Challenge.field_id == wanted.field)
    if wanted.state in set(EntryState):
        query = query.where(Entry.state == EntryState(wanted.state))
    if wanted.text:
        query = query.where(
            or_(
                TITLE.icontains(wanted.text, autoescape=True),
                Organisation.name.icontains(wanted.text, autoescape=True),
                Entry.number.icontains(wanted.text, autoescape=True),
            )
        )
    return query


def _with_ties() -> tuple[ExecutableOption, ...]:
    return (
        joinedload(Entry.challenge).joinedload(Challenge.issuer),
        joinedload(Entry.contest),
        joinedload(Entry.enterprise),
    )
