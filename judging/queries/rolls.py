"""The ballots and seats of a contest as plain values, in five statements whatever their number.

Columns rather than objects: 300 entries of 9 judges and 10 criteria are 27,000 marks.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    String,
    and_,
    cast,
    literal,
    select,
    type_coerce,
    union_all,
)

from contest.core.db import db
from contest.models import Challenge, Entry
from contest.states import EntryState
from judging.models import (
    Absence,
    AmendedBallot,
    Amendment,
    Ballot,
    Criterion,
    Edition,
    LateBallot,
    Mark,
    PaperBallot,
    Recusal,
    RuleSheet,
    Seat,
    Session,
    Slot,
    Standing,
)
from judging.queries.late import UNDECIDED
from judging.states import (
    OPEN_AMENDMENTS,
    BallotState,
    PaperState,
    RecusalState,
    SessionState,
)
from judging.tally import Roll, SeatHeld

Judges = dict[int, frozenset[int]]
Ballots = dict[int, dict[int, dict[str, Decimal | None]]]


def roll_of(
    contest_id: int, *, edition: Edition | None = None, sheet: RuleSheet | None = None
) -> Roll:
    """Return all that the contest's standings are counted from, as it is now.

    With ``edition``, its entries are counted, those too that have left the contest since:
    who is disqualified after publication loses the award, not the place that was published.
    ``sheet`` saves a statement where the ballots go by it.
    """
    aside = _aside(contest_id)
    recused = aside[RecusalState.CONFIRMED]
    counted = _admitted(contest_id) if edition is None else _counted(edition)
    entries, kept = _challenges(counted)
    seats, absent, running = _seats(contest_id)
    return Roll(
        entries=entries,
        kept=kept,
        seats=seats,
        recused=recused,
        undecided=aside[RecusalState.POTENTIAL],
        ballots=_ballots(contest_id, recused, sheet=sheet),
        late=aside["late"],
        on_paper=aside["paper"],
        amended=aside["amended"],
        void=aside["void"],
        absent=absent,
        running=running,
    )


def _admitted(contest_id: int) -> ColumnElement[bool]:
    return and_(Entry.contest_id == contest_id, Entry.state == EntryState.ADMITTED)


def _counted(edition: Edition) -> ColumnElement[bool]:
    return Entry.id.in_(select(Standing.entry_id).where(Standing.edition_id == edition.id))


def _challenges(counted: ColumnElement[bool]) -> tuple[dict[int, int], frozenset[int]]:
    """Return the entries with their challenge, and which of these are kept."""
    query = (
        select(Entry.id, Entry.challenge_id, Challenge.kept_at)
        .join(Entry.challenge)
        .where(counted)
        .order_by(Entry.challenge_id, Entry.id)
    )
    rows = db.session.execute(query).all()
    kept = frozenset(row.challenge_id for row in rows if row.kept_at)
    return {row.id: row.challenge_id for row in rows}, kept


def _seats(contest_id: int) -> tuple[dict[int, dict[int, SeatHeld]], Judges, frozenset[int]]:
    """Return the seats, the absences on record, and the entries whose session is under way."""
    query = (
        select(
            *(Slot.entry_id, Seat.judge_id, Seat.kind, Seat.left_at),
            *(Session.state, Absence.id),
        )
        .join(Session, Session.id == Slot.session_id)
        .join(Seat, Seat.panel_id == Session.panel_id)
        .outerjoin(
            Absence,
            (Absence.session_id == Session.id)
            & (Absence.judge_id == Seat.judge_id)
            & Absence.ended_at.is_(None)
            & (Absence.entry_id.is_(None) | (Absence.entry_id == Slot.entry_id)),
        )
        .where(Slot.contest_id == contest_id)
        .order_by(Slot.entry_id, Seat.position)
    )
    seats: dict[int, dict[int, SeatHeld]] = defaultdict(dict)
    absent: dict[int, set[int]] = defaultdict(set)
    running = set()
    for entry, judge, kind, left_at, state, absence in db.session.execute(query):
        seats[entry][judge] = SeatHeld(kind.value, left=left_at is not None)
        if absence is not None:
            absent[entry].add(judge)
        if state is SessionState.RUNNING:
            running.add(entry)
    away = {entry: frozenset(judges) for entry, judges in absent.items()}
    return seats, away, frozenset(running)


def _aside(contest_id: int) -> dict[str, Judges]:
    """Return judges by entry and by what stands between them and their ballot.

    Recusals by state (a confirmed one outweighs an undecided one), ``late`` marks nobody decided
    on, half-typed ``paper``, ballots being ``amended``, and ``void`` ones.
    """
    recusals = select(Recusal.entry_id, Recusal.judge_id, cast(Recusal.state, String))
    late = select(LateBallot.entry_id, LateBallot.judge_id, literal("late"))
    paper = select(PaperBallot.entry_id, PaperBallot.judge_id, literal("paper"))
    amended = select(AmendedBallot.entry_id, AmendedBallot.judge_id, literal("amended"))
    void = select(Ballot.entry_id, Ballot.judge_id, literal("void"))
    query = union_all(
        recusals.where(Recusal.contest_id == contest_id),
        late.where(LateBallot.contest_id == contest_id, LateBallot.state.in_(UNDECIDED)),
        paper.where(
            PaperBallot.contest_id == contest_id, PaperBallot.state != PaperState.SUBMITTED
        ),
        amended.join(Amendment, Amendment.id == AmendedBallot.amendment_id).where(
            AmendedBallot.contest_id == contest_id, Amendment.state.in_(OPEN_AMENDMENTS)
        ),
        void.where(Ballot.contest_id == contest_id, Ballot.state == BallotState.VOID),
    )
    found: dict[str, dict[int, set[int]]] = {
        kind: defaultdict(set) for kind in (*RecusalState, "late", "paper", "amended", "void")
    }
    for entry, judge, kind in db.session.execute(query):
        found[kind][entry].add(judge)
    for entry, confirmed in found[RecusalState.CONFIRMED].items():
        found[RecusalState.POTENTIAL][entry] -= confirmed
    return {
        kind: {entry: frozenset(judges) for entry, judges in by_entry.items()}
        for kind, by_entry in found.items()
    }


def _ballots(contest_id: int, recused: Judges, *, sheet: RuleSheet | None) -> Ballots:
    """Return the marks of submitted ballots; a mark is a whole number of hundredths stored."""
    query = (
        select(
            Ballot.entry_id,
            Ballot.judge_id,
            Mark.criterion_id,
            type_coerce(Mark.points, BigInteger),
        )
        .outerjoin(Mark, Mark.ballot_id == Ballot.id)
        .where(Ballot.contest_id == contest_id, Ballot.state == BallotState.SUBMITTED)
    )
    exact: dict[int, Decimal] = {}
    ballots: Ballots = {}
    rows = db.session.execute(query).all()
    keys = _keys(contest_id, {row[2] for row in rows if row[2] is not None}, sheet=sheet)
    for entry, judge, criterion, hundredths in rows:
        if judge in recused.get(entry, ()):
            continue
        ballot = ballots.setdefault(entry, {}).setdefault(judge, {})
        if criterion is None:
            continue
        if (mark := exact.get(hundredths)) is None:
            mark = exact[hundredths] = Decimal(hundredths).scaleb(-2)
        ballot[keys[criterion]] = mark
    return ballots


def _keys(contest_id: int, marked: set[int], *, sheet: RuleSheet | None) -> dict[int, str]:
    """Return the keys of the criteria, of all versions of the contest's rule sheet where needed."""
    known = {line.id: line.key for line in sheet.criteria} if sheet else {}
    if sheet and marked <= known.keys():
        return known
    query = (
        select(Criterion.id, Criterion.key)
        .join(RuleSheet, RuleSheet.id == Criterion.rule_sheet_id)
        .where(RuleSheet.contest_id == contest_id)
    )
    return {row.id: row.key for row in db.session.execute(query)}
