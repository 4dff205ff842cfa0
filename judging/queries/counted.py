"""What an edition was counted from: its rankings again, and the order in which entries were heard.

The ballots are those that its standings name, also such as were made void since, with the marks
that stood then. Where they do not give what the edition says any more, ``agrees`` is false, and
nothing should be read from them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter
from typing import Any

from sqlalchemy import BigInteger, Row, func, select, type_coerce

from contest.core.db import db
from contest.models import Entry, RankingScope, User
from judging.comparing import with_marks
from judging.cuts import Ranking, rankings
from judging.models import Ballot, Edition, Mark, Panel, Session, Slot, Standing
from judging.queries.amendments import stood_at
from judging.queries.rulesheets import rules_of
from judging.rules import DECIDED_BY_PEOPLE, Rules
from judging.tally import Roll
from judging.tie_decisions import Decision

Marks = dict[int, dict[int, dict[str, Decimal | None]]]


@dataclass(frozen=True, slots=True)
class Placed:
    """What a standing says of its entry, and the judges whose ballots made it."""

    entry: int
    challenge: int
    place: int
    score: Decimal
    decided_by: str
    judges: frozenset[int]


def placed(row: Row[Any]) -> Placed:
    """Return a row with entry_id, challenge_id, place, score, decided_by, detail in short."""
    judges = {*map(int, row.detail["judges"]), *row.detail["incomplete"]}
    where = row.entry_id, row.challenge_id, row.place, row.score, row.decided_by
    return Placed(*where, frozenset(judges))


@dataclass(frozen=True, slots=True)
class Counted:
    """An edition's ballots as a roll, its rankings in the order of the page, and their rules."""

    edition: Edition
    rules: Rules
    roll: Roll
    rankings: tuple[Ranking, ...]
    agrees: bool

    @property
    def steps(self) -> dict[str, Decimal]:
        """The smallest difference between two marks, by criterion."""
        return {line.key: line.step for line in self.edition.rule_sheet.criteria}


@dataclass(frozen=True, slots=True)
class Hearing:
    """The entries that a panel heard, in order."""

    panel: str
    entries: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """All entries in the order they were heard, and panel by panel."""

    order: tuple[int, ...]
    hearings: tuple[Hearing, ...]


def counted_of(edition: Edition, standings: Sequence[Placed] | None = None) -> Counted:
    """Return what the edition was counted from, in two or three statements.

    ``standings`` are the edition's, where they were read already: all of one or more rankings.
    """
    if standings is None:
        standings = _standings(edition.id)
    rules = rules_of(edition.rule_sheet)
    now = Roll(
        entries={row.entry: row.challenge for row in standings},
        seats={},
        recused={},
        undecided={},
        ballots=_ballots(edition, standings),
    )
    roll = with_marks(now, stood_at(edition))
    made = rankings(
        roll,
        rules,
        within_challenges=edition.contest.ranking_scope is RankingScope.CHALLENGE,
        decisions=_decisions(standings),
        pass_mark=edition.rule_sheet.pass_mark,
    )
    return Counted(edition, rules, roll, tuple(made), _agree(made, standings))


def heard_in(contest_id: int) -> Heard:
    """Return what was heard, in one statement; panels in the order of their first entry."""
    query = (
        select(Panel.id, Panel.name, Slot.entry_id)
        .join(Session, Session.panel_id == Panel.id)
        .join(Slot, Slot.session_id == Session.id)
        .where(Session.contest_id == contest_id)
        .order_by(func.coalesce(Slot.called_at, Session.starts_at), Session.id, Slot.position)
    )
    rows = db.session.execute(query).all()
    heard: dict[int, tuple[str, list[int]]] = {}
    for panel, name, entry in rows:
        heard.setdefault(panel, (name, []))[1].append(entry)
    hearings = tuple(Hearing(name, tuple(entries)) for name, entries in heard.values())
    return Heard(tuple(dict.fromkeys(row.entry_id for row in rows)), hearings)


def names_of_judges(numbers: Sequence[int]) -> dict[int, str]:
    """Return the judges' names, in one statement."""
    query = select(User.id, User.name).where(User.id.in_(numbers))
    return {row.id: row.name for row in db.session.execute(query)}


def has_marked(contest_id: int, judge_id: int) -> bool:
    """Return whether the judge has a ballot in the contest."""
    own = (Ballot.contest_id == contest_id, Ballot.judge_id == judge_id)
    return db.session.scalar(select(Ballot.id).where(*own).limit(1)) is not None


def _decisions(standings: Sequence[Placed]) -> list[Decision]:
    """Return what people decided about equals, as the places that followed from it tell."""
    equals: dict[tuple[str, Decimal], list[Placed]] = {}
    for one in standings:
        if one.decided_by in DECIDED_BY_PEOPLE:
            equals.setdefault((one.decided_by, one.score), []).append(one)
    return [
        Decision(method, tuple(str(one.entry) for one in sorted(level, key=attrgetter("place"))))
        for (method, _score), level in equals.items()
    ]


def _standings(edition_id: int) -> list[Placed]:
    query = (
        select(
            Standing.entry_id,
            Entry.challenge_id,
            Standing.place,
            Standing.score,
            Standing.decided_by,
            Standing.detail,
        )
        .join(Entry, Entry.id == Standing.entry_id)
        .where(Standing.edition_id == edition_id)
        .order_by(Entry.challenge_id, Entry.id)
    )
    return [placed(row) for row in db.session.execute(query)]


def _ballots(edition: Edition, standings: Sequence[Placed]) -> Marks:
    """Return the marks of the ballots that the standings name."""
    keys = {line.id: line.key for line in edition.rule_sheet.criteria}
    named = {row.entry: row.judges for row in standings}
    query = (
        select(
            Ballot.entry_id,
            Ballot.judge_id,
            Mark.criterion_id,
            type_coerce(Mark.points, BigInteger),
        )
        .join(Mark, Mark.ballot_id == Ballot.id)
        .where(Ballot.contest_id == edition.contest_id, Mark.criterion_id.in_(keys))
    )
    exact: dict[int, Decimal] = {}
    ballots: Marks = {}
    for entry, judge, criterion, hundredths in db.session.execute(query):
        if judge not in named.get(entry, ()):
            continue
        if (mark := exact.get(hundredths)) is None:
            mark = exact[hundredths] = Decimal(hundredths).scaleb(-2)
        ballots.setdefault(entry, {}).setdefault(judge, {})[keys[criterion]] = mark
    return ballots


def _agree(
    made: Sequence[Ranking],
    standings: Sequence[Placed],
) -> bool:
    again = {
        int(placing.entry): (placing.place, placing.score.total)
        for ranking in made
        for placing in ranking.placings
    }
    return again == {row.entry: (row.place, row.score) for row in standings}
