"""An edition of the little world that was computed for a trial, and its one standing."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from contest.models import Entry, User
from judging.models import Edition, RuleSheet, Standing
from judging.states import EditionState
from tests.traces import MONDAY


def add_trial(add: Any, sheet: RuleSheet, entry: Entry, organizer: User) -> None:
    """Add an edition that was computed for a trial and gave way: nobody acts on it any more."""
    edition = add(
        "trial_edition",
        Edition(
            contest_id=sheet.contest_id,
            number=1,
            rule_sheet_id=sheet.id,
            digest="0" * 64,
            computed_at=MONDAY,
            computed_by_id=organizer.id,
        ),
    )
    edition.state = EditionState.DISCARDED
    points = {"score": Decimal(80), "technical": Decimal(48), "commercial": Decimal(32)}
    detail = {"criteria": {}, "judges": {}, "incomplete": [], "recused": [], "absent": []}
    add(
        "standing",
        Standing(
            edition_id=edition.id,
            entry_id=entry.id,
            contest_id=sheet.contest_id,
            challenge_id=entry.challenge_id,
            place=1,
            ballots=0,
            detail=detail,
            **points,
        ),
    )
