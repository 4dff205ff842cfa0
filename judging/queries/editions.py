"""Editions of a contest's standings: what a new one would say, and which ones there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from contest.core import clock
from contest.core.db import db
from contest.core.ledger import digest_of
from contest.models import Contest, JudgeKind, RankingScope
from judging.models import Edition, RuleSheet, TieDecision
from judging.queries.recusals import unraised_ties
from judging.queries.rolls import roll_of
from judging.queries.rulesheets import rules_of, sealed_sheet
from judging.quorum import Quorum
from judging.readiness import Gap, GapKind, gaps
from judging.rules import Rules
from judging.states import EditionState
from judging.tally import Line, Roll, count
from judging.tie_decisions import Decision

LIVE = (EditionState.COMPUTED, EditionState.PUBLISHED)
DIGEST = "sha256"


@dataclass(frozen=True, slots=True)
class Preparation:
    """The sealed rule sheet, the ballots there are, and what stands in the way of counting."""

    sheet: RuleSheet
    roll: Roll
    gaps: list[Gap]

    @property
    def forbidden(self) -> bool:
        """Whether something has to be settled before anything is counted."""
        return any(gap.forbids for gap in self.gaps)

    @property
    def submitted(self) -> int:
        """How many ballots count."""
        return sum(len(self.roll.ballots.get(entry, {})) for entry in self.roll.entries)

    @property
    def missing(self) -> int:
        """How many ballots are expected and not there."""
        return sum(len(self.roll.missing(entry)) for entry in self.roll.entries)

    @property
    def needs_reason(self) -> bool:
        """Whether the organizer has to explain why the count goes on with gaps."""
        return any(gap.needs_reason for gap in self.gaps)


def preparation_of(contest: Contest) -> Preparation | None:
    """Return what a new edition would be counted from; None while no rule sheet is sealed."""
    if (sheet := sealed_sheet(contest.id)) is None:
        return None
    return prepared_from(contest, sheet, roll_of(contest.id))


def prepared_from(contest: Contest, sheet: RuleSheet, roll: Roll) -> Preparation:
    """Return what the roll lacks to be counted by the rule sheet."""
    found = gaps(roll, rules_of(sheet), quorum_of(sheet), fewest_entries=contest.fewest_entries)
    return Preparation(sheet, roll, [*_unraised(contest.id), *found])


def _unraised(contest_id: int) -> list[Gap]:
    """Return a gap for each entry with a tie to one of its judges that nobody was asked about."""
    judges: dict[int, list[int]] = defaultdict(list)
    for judge, entry in sorted(unraised_ties(contest_id, at=clock.now())):
        judges[entry].append(judge)
    return [
        Gap(kind=GapKind.UNRAISED_TIE, entry=entry, judges=tuple(found))
        for entry, found in sorted(judges.items())
    ]


def lines_of(contest: Contest, prepared: Preparation) -> list[Line]:
    """Count: return the lines that a new edition would have."""
    return Counting.of(contest).lines(prepared.roll, rules_of(prepared.sheet))


@dataclass(frozen=True, slots=True)
class Counting:
    """How a contest is counted whatever its marks and rules: its scope, and ties people broke."""

    within_challenges: bool
    decisions: tuple[Decision, ...]

    @classmethod
    def of(cls, contest: Contest) -> Counting:
        """Return the contest's, in one statement."""
        decisions = (
            Decision(decision.method.value, tuple(map(str, decision.order)))
            for decision in tie_decisions(contest.id)
        )
        return cls(contest.ranking_scope is RankingScope.CHALLENGE, tuple(decisions))

    def lines(self, roll: Roll, rules: Rules) -> list[Line]:
        """Return the lines that the roll gives under the rules."""
        within, decisions = self.within_challenges, self.decisions
        return count(roll, rules, within_challenges=within, decisions=decisions)


def quorum_of(sheet: RuleSheet) -> Quorum:
    """Return the quorum that the rule sheet asks for each entry."""
    return Quorum(
        sheet.quorum,
        {
            JudgeKind.TECHNICAL.value: sheet.quorum_technical,
            JudgeKind.COMMERCIAL.value: sheet.quorum_commercial,
        },
    )


def edition_digest(contest_id: int, sheet: RuleSheet, lines: Sequence[Line]) -> str:
    """Return the sha256 of an edition's canonical JSON (RFC 8785).

    It covers the contest, the rule sheet's own digest and every line, so that
    the same ballots under the same rules always give the same digest.
    """
    content = {
        "contest": contest_id,
        "rules": sheet.digest,
        "standings": [_plain(line) for line in sorted(lines, key=lambda line: line.entry)],
    }
    return digest_of(content, DIGEST)


def _plain(line: Line) -> dict[str, Any]:
    numbers = {name: str(getattr(line, name)) for name in ("score", "technical", "commercial")}
    names = ("entry", "ranking", "place", "tied", "decided_by", "ballots", "trimmed", "detail")
    return {**{name: getattr(line, name) for name in names}, **numbers}


def tie_decisions(contest_id: int) -> Sequence[TieDecision]:
    """Return what people decided about ties of the contest, the oldest first."""
    query = select(TieDecision).where(TieDecision.contest_id == contest_id)
    return db.session.scalars(query.order_by(TieDecision.id)).all()


def editions_of(contest_id: int) -> Sequence[Edition]:
    """Return every edition of the contest, newest first."""
    query = select(Edition).where(Edition.contest_id == contest_id)
    return db.session.scalars(query.order_by(Edition.number.desc())).all()


def live_editions(contest_id: int) -> Sequence[Edition]:
    """Return the editions that are computed or published, newest first, with rule sheets."""
    query = (
        select(Edition)
        .where(Edition.contest_id == contest_id, Edition.state.in_(LIVE))
        .options(joinedload(Edition.rule_sheet))
    )
    return db.session.scalars(query.order_by(Edition.number.desc())).all()


def shown_edition(contest_id: int) -> Edition | None:
    """Return the newest edition that is computed or published, with its rule sheet, or None."""
    query = (
        select(Edition)
        .where(Edition.contest_id == contest_id, Edition.state.in_(LIVE))
        .options(joinedload(Edition.rule_sheet))
    )
    return db.session.scalar(query.order_by(Edition.number.desc()).limit(1))


def published_edition(contest_id: int) -> Edition | None:
    """Return the edition that stands published now, with its rule sheet, or None."""
    query = (
        select(Edition)
        .where(Edition.contest_id == contest_id, Edition.state == EditionState.PUBLISHED)
        .options(joinedload(Edition.rule_sheet))
    )
    return db.session.scalar(query)


def edition_by(edition_id: int) -> Edition | None:
    """Return an edition with its contest and rule sheet, or None."""
    together = (joinedload(Edition.contest), joinedload(Edition.rule_sheet))
    return db.session.get(Edition, edition_id, options=together)
