"""The amendments of a bundle: a line for each ballot, with its marks before and after."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session as Reading

from judging.models import AmendedBallot, Amendment

Row = dict[str, Any]


def amendment_rows(reading: Reading, contest_id: int) -> Iterator[Row]:
    """Yield the ballots of every amendment, applied or not, the oldest first."""
    query = (
        select(Amendment, AmendedBallot)
        .join(AmendedBallot, AmendedBallot.amendment_id == Amendment.id)
        .where(Amendment.contest_id == contest_id)
        .order_by(Amendment.number, AmendedBallot.ballot_id)
    )
    for amendment, ballot in reading.execute(query):
        yield {
            "id": amendment.id,
            "kind": amendment.kind.value,
            "ground": amendment.ground.value,
            "entry": ballot.entry_id,
            "judge": ballot.judge_id,
            "before": ballot.before,
            "after": ballot.after,
            "proposed_by": amendment.proposed_by_id,
            "cosigned_by": amendment.cosigned_by_id,
            "applied_sequence": amendment.applied_sequence,
            "state": amendment.state.value,
        }
