"""The receipts of a judge's own submitted ballots."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select

from contest.core.audit import chain_of
from contest.core.db import db
from contest.core.ledger import LedgerEntry
from contest.core.places import CODE_LENGTH
from judging.models import Ballot, Criterion
from judging.queries.assignments import Assignment
from judging.queries.ballots import marks_of
from judging.queries.duties import as_text
from judging.receipts import content_of
from judging.states import BallotState


class Kept(NamedTuple):
    """A submitted ballot, the digest of its content, and the line of the log that binds it.

    There is no line for what was submitted before the log bound contents.
    """

    assignment: Assignment
    ballot: Ballot
    content: str
    sequence: int | None
    at: datetime | None

    @property
    def code(self) -> str:
        """What stands on paper and screens for the content."""
        return self.content[:CODE_LENGTH]


def receipts_of(assignments: Sequence[Assignment]) -> list[Kept]:
    """Return the receipts of what was submitted, in the order of the assignments."""
    pairs = [
        (found, ballot)
        for found in assignments
        if (ballot := found.ballot) and ballot.state is BallotState.SUBMITTED
    ]
    keys = _keys_of({ballot.rule_sheet_id for _found, ballot in pairs})
    contents = [_content(ballot, keys[ballot.rule_sheet_id]) for _found, ballot in pairs]
    lines = _lines_binding(contents)
    places = [
        lines.get((chain_of(ballot), content), (None, None))
        for (_found, ballot), content in zip(pairs, contents, strict=True)
    ]
    return [
        Kept(*pair, content, *place)
        for pair, content, place in zip(pairs, contents, places, strict=True)
    ]


def _keys_of(sheets: Collection[int]) -> dict[int, dict[int, str]]:
    """Return the criteria's keys by sheet and number."""
    query = select(Criterion.rule_sheet_id, Criterion.id, Criterion.key)
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for sheet, number, key in db.session.execute(query.where(Criterion.rule_sheet_id.in_(sheets))):
        found[sheet][number] = key
    return found


def _content(ballot: Ballot, keys: dict[int, str]) -> str:
    given = marks_of(ballot)
    return content_of(
        uuid=ballot.uuid,
        entry=ballot.entry_id,
        judge=ballot.judge_id,
        state=str(ballot.state),
        marks={key: as_text(given.get(number)) for number, key in keys.items()},
    )


def _lines_binding(contents: Collection[str]) -> dict[tuple[str, str], tuple[int, datetime]]:
    """Return number and time of the last line that binds each, by chain and content."""
    query = (
        select(
            LedgerEntry.chain,
            LedgerEntry.binds,
            func.max(LedgerEntry.sequence),
            func.max(LedgerEntry.at),
        )
        .where(LedgerEntry.binds.in_(contents))
        .group_by(LedgerEntry.chain, LedgerEntry.binds)
    )
    return {(row[0], str(row[1])): (row[2], row[3]) for row in db.session.execute(query)}
