"""Late marks and a paper sheet, decided long ago, where no test looks."""

from __future__ import annotations

from judging.models import BallotSource, LateBallot, PaperBallot
from judging.states import LateState, PaperState

UUID = "33333333-0000-4000-8000-00000000000{}"


def add_apart(add, entry, judge, people, *, sheet):
    """Add ``late``, which was dismissed, and ``paper``, which two people typed alike."""
    first, second = people["organizer"], people["second_organizer"]
    about = {"contest_id": entry.contest_id, "entry_id": entry.id, "judge_id": judge.id}
    late = add(
        "late",
        LateBallot(
            **about,
            uuid=UUID.format(1),
            content="c" * 64,
            marks={},
            whole=False,
            source=BallotSource.LATE,
            received_at=entry.created_at,
            reason="评分在关闭之后到达。",
        ),
    )
    late.state, late.counts = LateState.PROPOSED, False
    late.proposed_by_id, late.proposed_at = first.id, entry.created_at
    late.decided_by_id, late.decided_at = second.id, entry.created_at
    late.state = LateState.DISMISSED
    paper = add(
        "paper",
        PaperBallot(
            **about,
            uuid=UUID.format(2),
            rule_sheet_id=sheet.id,
            first_marks={},
            first_by_id=first.id,
            first_at=entry.created_at,
        ),
    )
    paper.second_by_id, paper.second_at = second.id, entry.created_at
    paper.state = PaperState.SUBMITTED
