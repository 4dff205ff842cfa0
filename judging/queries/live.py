"""A session as it runs, read anew in a fixed number of statements."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from contest.anonymity import names
from contest.core.db import db
from contest.models import Entry, JudgeKind, User
from contest.states import EntryState
from judging.closing import Blocker, blockers
from judging.models import (
    Absence,
    Ballot,
    Criterion,
    HelpCall,
    LateBallot,
    Mark,
    Presence,
    Recusal,
    RuleSheet,
    Seat,
    Session,
    Slot,
)
from judging.queries.editions import quorum_of
from judging.queries.late import UNDECIDED
from judging.queries.rulesheets import rules_of, sealed_sheet
from judging.quorum import Quorum
from judging.revealing import Placed, placed
from judging.running import Call, Judge, Part, Share, Turn, on_stage, to_come
from judging.states import ENDED, BallotState, RecusalState


class Void(NamedTuple):
    """A ballot that is kept and does not count: of which entry, and whose."""

    entry_id: int
    judge: str


@dataclass(frozen=True)  # no slots: the order of places is worked out once and kept
class Live:
    """All that the console shows of a session; ``late`` ballots wait for two people.

    ``absences`` are those that stand, oldest first; ``void`` are ballots that are kept and do not
    count.
    """

    session: Session
    turns: tuple[Turn, ...]
    judges: tuple[Judge, ...]
    calls: tuple[Call, ...]
    absences: Sequence[Absence]
    void: Sequence[Void]
    late: int
    sheet: RuleSheet | None

    @property
    def quorum(self) -> Quorum:
        """The quorum of the sealed rule sheet; none is asked before the sealing."""
        return quorum_of(self.sheet) if self.sheet else Quorum(0)

    @property
    def lines(self) -> int:
        """How many criteria a ballot has."""
        return len(self.sheet.criteria) if self.sheet else 0

    @property
    def stage(self) -> Turn | None:
        """The turn on stage, if any."""
        return on_stage(self.turns)

    @property
    def coming(self) -> list[Turn]:
        """The turns that wait to be called."""
        return to_come(self.turns)

    @cached_property
    def blockers(self) -> list[Blocker]:
        """What stands in the way of closing."""
        return blockers(self.turns, self.quorum, late=self.late)

    @cached_property
    def places(self) -> list[Placed]:
        """The scored turns, last place first; none before the session is closed."""
        if self.sheet is None or self.session.state not in ENDED:
            return []
        return placed(self.turns, rules_of(self.sheet))

    @property
    def void_by_judge(self) -> dict[str, int]:
        """How many ballots of each judge are void."""
        return Counter(one.judge for one in self.void)

    def void_of(self, turn: Turn) -> int:
        """Return how many void ballots the turn's entry has."""
        return sum(one.entry_id == turn.entry_id for one in self.void)

    def turn(self, slot_id: int) -> Turn | None:
        """Return one of the turns."""
        return next((turn for turn in self.turns if turn.slot_id == slot_id), None)


def live_of(session: Session) -> Live:
    """Return the session as it stands now."""
    slots = _slots(session.id)
    judges = _judges(session)
    sheet = sealed_sheet(session.contest_id)
    shares = _Shares.of(session, judges)
    turns = tuple(_turn(slot, shares) for slot in slots)
    positions = {turn.entry_id: turn.position for turn in turns}
    return Live(
        session=session,
        turns=turns,
        judges=judges,
        calls=_calls(session.id, positions),
        absences=shares.absences,
        void=shares.void,
        late=late_waiting(session.id),
        sheet=sheet,
    )


def public_title(entry: Entry) -> str:
    """Return an entry's name for the hall: its title, or its number where that tells who enters."""
    return entry.number if names(entry.title, entry.enterprise) else entry.title


def late_waiting(session_id: int) -> int:
    """Return how many late ballots of the session wait for a decision."""
    query = (
        select(func.count())
        .select_from(LateBallot)
        .join(Slot, Slot.entry_id == LateBallot.entry_id)
        .where(Slot.session_id == session_id, LateBallot.state.in_(UNDECIDED))
    )
    return db.session.scalar(query) or 0


def _slots(session_id: int) -> Sequence[Slot]:
    query = (
        select(Slot)
        .where(Slot.session_id == session_id)
        .options(joinedload(Slot.entry).joinedload(Entry.enterprise))
        .order_by(Slot.position)
        .execution_options(populate_existing=True)
    )
    return db.session.scalars(query).all()


def _judges(session: Session) -> tuple[Judge, ...]:
    """Return who sits on the panel now, with what their tablets last told, in one statement."""
    query = (
        select(User.id, User.name, Seat.kind, *_TOLD)
        .join(Seat, Seat.judge_id == User.id)
        .outerjoin(Presence, (Presence.judge_id == User.id) & (Presence.session_id == session.id))
        .where(Seat.panel_id == session.panel_id, Seat.left_at.is_(None))
        .order_by(Seat.position)
    )
    return tuple(
        Judge(
            id=row[0],
            name=row[1],
            kind=JudgeKind(row[2]).value,
            seen_at=row[3],
            unsent=row[4] or 0,
            skew=row[5] or 0,
            tablet=row[6] or "",
        )
        for row in db.session.execute(query)
    )


_TOLD = (Presence.seen_at, Presence.unsent, Presence.skew, Presence.tablet)


def _turn(slot: Slot, shares: _Shares) -> Turn:
    entry = slot.entry
    return Turn(
        slot_id=slot.id,
        entry_id=slot.entry_id,
        position=slot.position,
        number=entry.number,
        title=entry.title,
        enterprise=entry.enterprise.name,
        public_title=public_title(entry),
        is_admitted=entry.state is EntryState.ADMITTED,
        called_at=slot.called_at,
        left_at=slot.left_at,
        opened_at=slot.marking_opened_at,
        revealed_at=slot.revealed_at,
        shares=tuple(shares.share(judge, slot.entry_id) for judge in shares.judges),
        ballots=shares.counted(slot.entry_id),
    )


@dataclass(frozen=True, slots=True)
class _Shares:
    """What each judge has done about each entry, by (entry, judge)."""

    judges: tuple[Judge, ...]
    states: Mapping[tuple[int, int], BallotState]
    marks: Mapping[tuple[int, int], dict[str, Decimal | None]]
    recused: Mapping[tuple[int, int], RecusalState]
    absences: Sequence[Absence]
    void: Sequence[Void]

    @classmethod
    def of(cls, session: Session, judges: tuple[Judge, ...]) -> _Shares:
        states, marks, void = _ballots(session.id)
        recused, absences = _recused(session.id), absences_of(session.id)
        return cls(judges, states, marks, recused, absences, void)

    def share(self, judge: Judge, entry_id: int) -> Share:
        key = (entry_id, judge.id)
        given = len(self.marks.get(key, ()))
        recusal = self.recused.get(key)
        absence = self._absence(judge.id, entry_id)
        part, reason = self._part(key, given, absence)
        return Share(
            judge=judge,
            part=part,
            given=given,
            reason=reason,
            undecided=recusal is RecusalState.POTENTIAL,
        )

    def counted(self, entry_id: int) -> dict[int, dict[str, Decimal | None]]:
        """Return the submitted ballots of all who marked the entry and are not recused."""
        return {
            judge: self.marks.get((entry, judge), {})
            for (entry, judge), state in self.states.items()
            if entry == entry_id
            and state is BallotState.SUBMITTED
            and self.recused.get((entry, judge)) is not RecusalState.CONFIRMED
        }

    def _part(self, key: tuple[int, int], given: int, absence: Absence | None) -> tuple[Part, str]:
        if key in self.recused:
            return Part.RECUSED, ""
        if self.states.get(key) is BallotState.SUBMITTED:
            return Part.SUBMITTED, ""
        if absence:
            return Part.ABSENT, absence.reason
        return (Part.WRITING if given else Part.WAITING), ""

    def _absence(self, judge_id: int, entry_id: int) -> Absence | None:
        wanted = (None, entry_id)
        return next(
            (a for a in self.absences if a.judge_id == judge_id and a.entry_id in wanted), None
        )


def _ballots(
    session_id: int,
) -> tuple[dict[Any, BallotState], dict[Any, dict[str, Any]], list[Void]]:
    """Return states and marks of the ballots by entry and judge, and the void ones apart."""
    query = (
        select(
            *(Ballot.entry_id, Ballot.judge_id, Ballot.state),
            *(Criterion.key, Mark.points, User.name),
        )
        .join(Slot, Slot.entry_id == Ballot.entry_id)
        .join(User, User.id == Ballot.judge_id)
        .outerjoin(Mark, Mark.ballot_id == Ballot.id)
        .outerjoin(Criterion, Criterion.id == Mark.criterion_id)
        .where(Slot.session_id == session_id)
    )
    void: dict[Any, Void] = {}
    states: dict[Any, BallotState] = {}
    marks: dict[Any, dict[str, Any]] = defaultdict(dict)
    for entry, judge, state, key, points, name in db.session.execute(query):
        if state is BallotState.VOID:
            void[entry, judge] = Void(entry, name)
            continue
        states[entry, judge] = state
        if key is not None:
            marks[entry, judge][key] = points
    return states, marks, sorted(void.values())


def _recused(session_id: int) -> dict[tuple[int, int], RecusalState]:
    """Return the recusals that stand; a confirmed one outweighs an undecided one."""
    query = (
        select(Recusal.entry_id, Recusal.judge_id, Recusal.state)
        .join(Slot, Slot.entry_id == Recusal.entry_id)
        .where(Slot.session_id == session_id, Recusal.state != RecusalState.DISMISSED)
        .order_by(Recusal.state == RecusalState.CONFIRMED)
    )
    return {(entry, judge): state for entry, judge, state in db.session.execute(query)}


def absences_of(session_id: int) -> Sequence[Absence]:
    """Return the absences of the session that stand, oldest first."""
    query = select(Absence).where(Absence.session_id == session_id, Absence.ended_at.is_(None))
    return db.session.scalars(query.order_by(Absence.id)).all()


def _calls(session_id: int, positions: Mapping[int, int]) -> tuple[Call, ...]:
    query = (
        select(HelpCall.id, User.name, HelpCall.words, HelpCall.at, HelpCall.entry_id)
        .join(User, User.id == HelpCall.judge_id)
        .where(HelpCall.session_id == session_id, HelpCall.answered_at.is_(None))
        .order_by(HelpCall.at)
    )
    return tuple(
        Call(id=row[0], judge=row[1], words=row[2], at=row[3], position=positions.get(row[4] or 0))
        for row in db.session.execute(query)
    )
