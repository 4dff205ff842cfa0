"""Members of consortia: the entries an organisation is named in, as they were last submitted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import contains_eager

from contest.core.db import db
from contest.models import (
    Challenge,
    ConsortiumMember,
    Entry,
    Organisation,
    OrganisationKind,
    Role,
    Submission,
    User,
)
from contest.queries.entries import TITLE
from contest.queries.screening import VALID
from contest.queries.submissions import LAST
from contest.submitted import EntryAsSubmitted


@dataclass(frozen=True, slots=True)
class Twice:
    """An organisation of one entry that another entry for the same challenge names too."""

    organisation: str
    entry_id: int
    number: str
    leads: bool


def addresses_of(codes: Iterable[str]) -> list[str]:
    """Return where to write to the enterprises registered under these credit codes."""
    query = (
        select(User.email)
        .join(User.organisation)
        .where(
            Organisation.uscc.in_(list(codes)),
            Organisation.kind == OrganisationKind.ENTERPRISE,
            User.role == Role.ENTERPRISE,
            User.is_disabled.is_(False),
        )
    )
    return list(db.session.scalars(query.order_by(User.id)))


def joined_entries(user: User) -> Select[Any]:
    """Select entry and submitted title of what names the user's enterprise as a member.

    Drafts are their author's business: an enterprise learns of being named once
    that was submitted, and from the same moment by mail.
    """
    return _naming(user.organisation.uscc if user.organisation else "")


def joined_for(challenge: Challenge, enterprise: Organisation) -> list[tuple[Entry, str]]:
    """Return what names the enterprise as a member for one challenge, as above."""
    query = _naming(enterprise.uscc).where(Entry.challenge_id == challenge.id)
    return [(entry, title) for entry, title in db.session.execute(query)]


def named_twice(entry: Entry, submitted: EntryAsSubmitted) -> list[Twice]:
    """Return who of the entry's organisations stands in another valid entry for the challenge."""
    own = {code: name for name, code in submitted.organisations}
    query = (
        select(
            *(Entry.id, Entry.number, Organisation.uscc),
            Submission.content["members"].label("members"),
        )
        .join(Entry.enterprise)
        .join(LAST, LAST.c.entry_id == Entry.id)
        .join(Submission, _is_last())
        .where(
            Entry.challenge_id == entry.challenge_id, Entry.id != entry.id, Entry.state.in_(VALID)
        )
        .order_by(Entry.number, Entry.id)
    )
    return [
        Twice(own[code], other, number, code == lead)
        for other, number, lead, members in db.session.execute(query)
        for code in (lead, *(member["uscc"] for member in members))
        if code in own
    ]


def _naming(code: str) -> Select[Any]:
    named = select(ConsortiumMember.entry_id).where(ConsortiumMember.uscc == code)
    return (
        _submitted()
        .where(Entry.id.in_(named), Submission.content["members"].as_string().contains(code))
        .order_by(Entry.submitted_at.desc(), Entry.id.desc())
    )


def _is_last() -> ColumnElement[bool]:
    return (Submission.entry_id == LAST.c.entry_id) & (Submission.number == LAST.c.number)


def _submitted() -> Select[Any]:
    return (
        select(Entry, TITLE.label("title"))
        .join(Entry.challenge)
        .join(Challenge.contest)
        .join(Entry.enterprise)
        .join(LAST, LAST.c.entry_id == Entry.id)
        .join(Submission, _is_last())
        .options(
            contains_eager(Entry.challenge).contains_eager(Challenge.contest),
            contains_eager(Entry.enterprise),
        )
    )
