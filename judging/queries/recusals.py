"""Recusals: those that stand, those to be decided, and those that employers' codes point to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import joinedload

from contest.core.clock import local
from contest.core.db import db
from contest.models import Challenge, Contest, Employment, Entry, JudgeProfile, User
from contest.states import ContestState, EntryState
from judging.matching import Employer, Party, Tie, potential, why
from judging.models import (
    Ballot,
    Recusal,
    RecusalGround,
    RecusalOrigin,
    RecusalRequest,
    Seat,
    Session,
    Slot,
)
from judging.states import RecusalState

Pair = tuple[int, int]  # judge, entry
# What an entry is loaded with where its parties are told.
PARTIES = (
    joinedload(Entry.enterprise),
    joinedload(Entry.members),
    joinedload(Entry.challenge).joinedload(Challenge.issuer),
)


def pairs_of(contest_id: int) -> set[Pair]:
    """Return every (judge, entry) where a seated judge is to mark an admitted entry."""
    query = (
        select(Seat.judge_id, Slot.entry_id)
        .join(Session, Session.panel_id == Seat.panel_id)
        .join(Slot, Slot.session_id == Session.id)
        .join(Entry, Entry.id == Slot.entry_id)
        .where(
            Seat.contest_id == contest_id,
            Seat.left_at.is_(None),
            Entry.state == EntryState.ADMITTED,
        )
    )
    return {(judge, entry) for judge, entry in db.session.execute(query)}


def new_recusals(contest: Contest, *, at: datetime, by: User) -> list[Recusal]:
    """Return the potential recusals of ties not raised before, to be added by an action."""
    return [
        Recusal(
            contest_id=contest.id,
            entry_id=entry,
            judge_id=judge,
            origin=RecusalOrigin.FOUND,
            ground=RecusalGround.EMPLOYED,
            detail=why(ties),
            ties=" ".join(sorted({tie.key for tie in ties})),
            raised_at=at,
            raised_by_id=by.id,
        )
        for (judge, entry), ties in unraised_ties(contest.id, at=at).items()
    ]


def unraised_ties(contest_id: int, *, at: datetime) -> dict[Pair, tuple[Tie, ...]]:
    """Return the ties of seated judges that nobody was asked about, in four statements.

    A tie that was found once is never found again, even if it was dismissed; a
    pair that is confirmed on any ground needs no second recusal.
    """
    confirmed, raised = _decided(contest_id)
    pairs = pairs_of(contest_id) - confirmed
    judges = _employers({judge for judge, _entry in pairs})
    pairs = {pair for pair in pairs if pair[0] in judges}
    entries = _parties({entry for _judge, entry in pairs})
    found = potential(judges, entries, pairs=sorted(pairs), on=local(at).date())
    new = {
        pair: tuple(tie for tie in ties if tie.key not in raised[pair])
        for pair, ties in found.items()
    }
    return {pair: ties for pair, ties in new.items() if ties}


def _decided(contest_id: int) -> tuple[set[Pair], dict[Pair, set[str]]]:
    """Return the confirmed pairs, and by pair the ties that were raised, decided or not."""
    query = select(Recusal.judge_id, Recusal.entry_id, Recusal.state, Recusal.ties)
    confirmed: set[Pair] = set()
    raised: dict[Pair, set[str]] = defaultdict(set)
    for judge, entry, state, ties in db.session.execute(
        query.where(Recusal.contest_id == contest_id)
    ):
        raised[judge, entry].update(ties.split())
        if state is RecusalState.CONFIRMED:
            confirmed.add((judge, entry))
    return confirmed, raised


def announced_contests_of(judge_id: int) -> Sequence[Contest]:
    """Return the announced contests on whose panels the judge sits."""
    seated = exists().where(
        Seat.contest_id == Contest.id, Seat.judge_id == judge_id, Seat.left_at.is_(None)
    )
    query = select(Contest).where(Contest.state == ContestState.ANNOUNCED, seated)
    return db.session.scalars(query.order_by(Contest.id)).all()


def _employers(judges: Iterable[int]) -> dict[int, list[Employer]]:
    found: dict[int, list[Employer]] = defaultdict(list)
    for row in db.session.scalars(select(Employment).where(Employment.user_id.in_(judges))):
        found[row.user_id].append(Employer(row.uscc, row.organisation_name, row.ended_on))
    return found


def _parties(entry_ids: Iterable[int]) -> dict[int, list[Party]]:
    return {entry.id: parties_of(entry) for entry in entries_with_parties(entry_ids)}


def entries_with_parties(entry_ids: Iterable[int]) -> Sequence[Entry]:
    """Return the entries with enterprise, members and issuer, in as many statements for any."""
    query = select(Entry).where(Entry.id.in_(list(entry_ids))).options(*PARTIES).order_by(Entry.id)
    return db.session.scalars(query).unique().all()


def parties_of(entry: Entry) -> list[Party]:
    """Return who has a part in an entry: lead, members, and the issuer of its challenge."""
    issuer = entry.challenge.issuer
    return [
        Party(entry.enterprise.uscc, entry.enterprise.name, "lead"),
        *(Party(member.uscc, member.name, "member") for member in entry.members),
        Party(issuer.uscc, issuer.name, "issuer"),
    ]


def recusals_of(contest_id: int) -> Sequence[Recusal]:
    """Return the contest's recusals with judge and entry, undecided ones first."""
    query = (
        select(Recusal)
        .where(Recusal.contest_id == contest_id)
        .options(joinedload(Recusal.judge), joinedload(Recusal.entry).joinedload(Entry.enterprise))
        .order_by(Recusal.state != RecusalState.POTENTIAL, Recusal.raised_at, Recusal.id)
    )
    return db.session.scalars(query).all()


def open_requests(contest_id: int) -> Sequence[RecusalRequest]:
    """Return the entrants' requests that nobody has answered, the oldest first."""
    query = (
        select(RecusalRequest)
        .where(RecusalRequest.contest_id == contest_id, RecusalRequest.answered_at.is_(None))
        .options(joinedload(RecusalRequest.entry).joinedload(Entry.enterprise))
        .order_by(RecusalRequest.id)
    )
    return db.session.scalars(query).all()


def requests_about(entry_id: int) -> Sequence[RecusalRequest]:
    """Return what an entrant has asked for, with the answers."""
    query = select(RecusalRequest).where(RecusalRequest.entry_id == entry_id)
    return db.session.scalars(query.order_by(RecusalRequest.id)).all()


def ballot_between(judge_id: int, entry_id: int) -> Ballot | None:
    """Return the judge's ballot for the entry, void or not."""
    return db.session.scalar(
        select(Ballot).where(Ballot.judge_id == judge_id, Ballot.entry_id == entry_id)
    )


def recusal_between(judge_id: int, entry_id: int, origin: RecusalOrigin) -> Recusal | None:
    """Return the recusal of that origin between a judge and an entry."""
    return db.session.scalar(
        select(Recusal).where(
            Recusal.judge_id == judge_id, Recusal.entry_id == entry_id, Recusal.origin == origin
        )
    )


def judges_for(entry_id: int) -> Sequence[User]:
    """Return the judges seated for an entry, by name."""
    query = (
        select(User)
        .join(Seat, Seat.judge_id == User.id)
        .join(Session, Session.panel_id == Seat.panel_id)
        .join(Slot, Slot.session_id == Session.id)
        .where(Slot.entry_id == entry_id, Seat.left_at.is_(None))
        .order_by(User.name_key, User.id)
    )
    return db.session.scalars(query).all()


def profile_of(judge_id: int) -> JudgeProfile | None:
    """Return what is known of a judge, employers included."""
    return db.session.get(JudgeProfile, judge_id)
