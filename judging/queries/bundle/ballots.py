"""The ballots of a bundle: what stands, and every version that the log tells of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session as Reading

from contest.core.ledger import stamp
from contest.core.snapshots import STREAMED
from judging.bundle.histories import Histories, Keys
from judging.models import Ballot, Mark
from judging.queries.bundle.contests import keys_of, sheet_numbers
from judging.queries.duties import as_text
from judging.receipts import content_of
from judging.states import BallotState

Row = dict[str, Any]


def ballot_rows(reading: Reading, contest_id: int, histories: Histories) -> Iterator[Row]:
    """Yield every ballot, drafts and void ones too, with all its versions, oldest first.

    ``content`` is the digest that a receipt of it holds, ``sequence`` the last line that bound
    one, None where none did.
    """
    keys, numbers = keys_of(reading, contest_id), sheet_numbers(reading, contest_id)
    query = (
        select(
            *(Ballot.id, Ballot.uuid, Ballot.entry_id, Ballot.judge_id, Ballot.rule_sheet_id),
            *(Ballot.state, Ballot.source, Ballot.submitted_at),
            *(Mark.criterion_id, Mark.points),
        )
        .outerjoin(Mark, Mark.ballot_id == Ballot.id)
        .where(Ballot.contest_id == contest_id)
        .order_by(Ballot.id, Mark.criterion_id)
    )
    rows = reading.execute(query, execution_options=STREAMED)
    for _number, of_ballot in groupby(rows, key=lambda row: row.id):
        yield _ballot(list(of_ballot), keys, numbers, histories)


def _ballot(rows: Sequence[Any], keys: Keys, numbers: dict[int, int], histories: Histories) -> Row:
    it = rows[0]
    points = {row.criterion_id: as_text(row.points) for row in rows}
    marks = {key: points.get(number) for number, key in keys.get(it.rule_sheet_id, {}).items()}
    bound = histories.bound.get(it.id)
    named = {"uuid": it.uuid, "entry": it.entry_id, "judge": it.judge_id}
    state = BallotState.DRAFT if it.submitted_at is None else BallotState.SUBMITTED
    return {
        **named,
        "id": it.id,
        "rule_sheet": numbers[it.rule_sheet_id],
        "state": it.state.value,
        "source": it.source.value,
        "submitted_at": it.submitted_at and stamp(it.submitted_at),
        "void": it.state is BallotState.VOID,
        "sequence": bound and bound.sequence,
        "content": content_of(**named, state=state.value, marks=marks),
        "marks": marks,
        "versions": list(histories.of(it.id)),
    }
