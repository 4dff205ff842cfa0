"""Late marks, a paper sheet and an amendment, decided long ago, where no test looks."""

from __future__ import annotations

from judging.models import (
    AmendedBallot,
    Amendment,
    AmendmentGround,
    AmendmentKind,
    BallotSource,
    LateBallot,
    PaperBallot,
)
from judging.states import AmendmentState, LateState, PaperState

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


def add_amendment(add, ballot, people):
    """Add ``amendment``, which was given up."""
    about = {"contest_id": ballot.contest_id}
    amended = AmendedBallot(
        **about,
        ballot_id=ballot.id,
        entry_id=ballot.entry_id,
        judge_id=ballot.judge_id,
        before={"cost": "3.00"},
        after={"cost": "4.00"},
    )
    amendment = add(
        "amendment",
        Amendment(
            **about,
            number=1,
            kind=AmendmentKind.AMENDMENT,
            ground=AmendmentGround.SUM_ERROR,
            reason="看错了一行",
            proposed_by_id=people["second_organizer"].id,
            proposed_at=people["organizer"].created_at,
            ballots=[amended],
        ),
    )
    amendment.cancelled_by_id = people["second_organizer"].id
    amendment.cancelled_at = amendment.proposed_at
    amendment.state = AmendmentState.CANCELLED
