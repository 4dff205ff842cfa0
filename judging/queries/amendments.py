"""Amendments of a contest, the ballots that can be amended, and the marks that stood before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from contest.core.db import db
from contest.models import Contest, Entry, User
from judging.comparing import exact_marks
from judging.models import AmendedBallot, Amendment, Ballot, Edition
from judging.models import Criterion as Line
from judging.queries.duties import as_text
from judging.states import AmendmentState, BallotState

# As many ballots are offered at once; more are searched for.
MOST_OFFERED = 40
MOST_TYPED = 50


@dataclass(frozen=True, slots=True)
class Step:
    """An amendment of a ballot that was applied: the marks before it and after it, as texts."""

    number: int
    ground: str
    entry: int
    judge: int
    before: Mapping[str, str]
    after: Mapping[str, str]
    editions_before: int


def amendments_of(contest_id: int) -> Sequence[Amendment]:
    """Return the contest's amendments with their ballots, the latest first."""
    query = select(Amendment).where(Amendment.contest_id == contest_id).options(*_people())
    query = query.options(_with_ballots()).order_by(Amendment.number.desc())
    return db.session.scalars(query).unique().all()


def amendment_by(amendment_id: int) -> Amendment | None:
    """Return an amendment with its contest, people and ballots, in two statements, or None."""
    together = (joinedload(Amendment.contest), joinedload(Amendment.edition))
    options = (*together, *_people(), _with_ballots())
    return db.session.get(Amendment, amendment_id, options=options)


def amendment_for(judge_id: int, amendment_id: int) -> Amendment | None:
    """Return an amendment of the judge's own ballots, or None."""
    own = select(AmendedBallot.amendment_id).where(AmendedBallot.judge_id == judge_id)
    query = select(Amendment).where(Amendment.id == amendment_id, Amendment.id.in_(own))
    together = (joinedload(Amendment.contest), joinedload(Amendment.proposed_by), _with_ballots())
    return db.session.scalars(query.options(*together)).unique().one_or_none()


def to_sign(judge_id: int) -> Sequence[Amendment]:
    """Return the amendments that wait for the judge's signature, the oldest first."""
    unsigned = (AmendedBallot.judge_id == judge_id, AmendedBallot.signed_at.is_(None))
    query = (
        select(Amendment)
        .where(
            Amendment.id.in_(select(AmendedBallot.amendment_id).where(*unsigned)),
            Amendment.state == AmendmentState.PROPOSED,
        )
        .options(joinedload(Amendment.contest))
        .order_by(Amendment.id)
    )
    return db.session.scalars(query).all()


def to_cosign(supervisor: User) -> Sequence[Amendment]:
    """Return the amendments in the supervisor's body that only lack a co-signature."""
    query = (
        select(Amendment)
        .join(Amendment.contest)
        .where(Amendment.state == AmendmentState.SIGNED, Contest.body_id == supervisor.body_id)
        .options(contains_eager(Amendment.contest))
        .order_by(Amendment.id)
    )
    return db.session.scalars(query).all()


def next_number(contest_id: int) -> int:
    """Return the number of the contest's next amendment."""
    query = select(func.max(Amendment.number)).where(Amendment.contest_id == contest_id)
    return (db.session.scalar(query) or 0) + 1


def ballots_by(contest_id: int, numbers: Sequence[int]) -> Sequence[Ballot]:
    """Return those of the contest's submitted ballots, with judge, entry and marks."""
    return db.session.scalars(_submitted(contest_id).where(Ballot.id.in_(numbers))).unique().all()


def ballots_like(contest_id: int, words: str) -> tuple[Sequence[Ballot], int]:
    """Return submitted ballots whose entry or judge is named so, and how many there are."""
    fields = (Entry.number, Entry.title, User.name)
    words = words.strip()[:MOST_TYPED]
    named = or_(*(field.icontains(words, autoescape=True) for field in fields))
    query = _submitted(contest_id).where(named).add_columns(func.count().over())
    rows = db.session.execute(query.limit(MOST_OFFERED)).unique().all()
    return [row[0] for row in rows], rows[0][1] if rows else 0


def applied_to(
    contest_id: int, *, entry_id: int | None = None, since_edition: int | None = None
) -> list[Step]:
    """Return the amendments that were applied, the earliest first.

    With ``since_edition`` those that the edition of that number does not count yet.
    """
    query = _applied().where(Amendment.contest_id == contest_id)
    if entry_id is not None:
        query = query.where(AmendedBallot.entry_id == entry_id)
    if since_edition is not None:
        query = query.where(Amendment.editions_before >= since_edition)
    return [Step(*row) for row in db.session.execute(query)]


def struck_marks(entry_id: int, judge_id: int) -> dict[str, list[str]]:
    """Return the marks of a ballot that were amended, by criterion key, the earliest first."""
    query = _applied().where(AmendedBallot.entry_id == entry_id, AmendedBallot.judge_id == judge_id)
    return struck_by([Step(*row) for row in db.session.execute(query)]).get(str(judge_id), {})


def struck_by(steps: Sequence[Step]) -> dict[str, dict[str, list[str]]]:
    """Return the marks that were changed, by judge and criterion key, the earliest first."""
    struck: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for step in steps:
        for key, mark in step.before.items():
            if step.after.get(key) != mark:
                struck[str(step.judge)][key].append(mark)
    return struck


def as_before(steps: Sequence[Step]) -> dict[tuple[int, int], Mapping[str, str]]:
    """Return the marks that stood before the steps, by entry and judge."""
    stood: dict[tuple[int, int], Mapping[str, str]] = {}
    for step in steps:
        stood.setdefault((step.entry, step.judge), step.before)
    return stood


def stood_at(edition: Edition) -> dict[tuple[int, int], dict[str, Decimal]]:
    """Return the marks that were amended since the edition was counted, as they stood then.

    By entry and judge, then by criterion key, in one statement.
    """
    since = applied_to(edition.contest_id, since_edition=edition.number)
    return {key: exact_marks(marks) for key, marks in as_before(since).items()}


def marks_in_words(ballot: Ballot, lines: Sequence[Line]) -> dict[str, str | None]:
    """Return a ballot's marks by criterion key as texts, None where there is none."""
    given = {mark.criterion_id: mark.points for mark in ballot.marks}
    return {line.key: as_text(given.get(line.id)) for line in lines}


def _applied() -> Select[Any]:
    return (
        select(
            *(Amendment.number, Amendment.ground, AmendedBallot.entry_id, AmendedBallot.judge_id),
            *(AmendedBallot.before, AmendedBallot.after, Amendment.editions_before),
        )
        .join(Amendment, Amendment.id == AmendedBallot.amendment_id)
        .where(Amendment.state == AmendmentState.APPLIED)
        .order_by(Amendment.applied_sequence)
    )


def _submitted(contest_id: int) -> Select[Any]:
    return (
        select(Ballot)
        .join(Ballot.entry)
        .join(Ballot.judge)
        .where(Ballot.contest_id == contest_id, Ballot.state == BallotState.SUBMITTED)
        .options(contains_eager(Ballot.entry), contains_eager(Ballot.judge))
        .order_by(Entry.number, User.name, Ballot.id)
    )


def _people() -> tuple[Any, ...]:
    names = ("proposed_by", "cosigned_by", "applied_by", "cancelled_by")
    return tuple(joinedload(getattr(Amendment, name)) for name in names)


def _with_ballots() -> Any:
    ballots = selectinload(Amendment.ballots)
    return ballots.options(
        joinedload(AmendedBallot.entry),
        joinedload(AmendedBallot.judge),
        joinedload(AmendedBallot.ballot).lazyload(Ballot.marks),
    )
