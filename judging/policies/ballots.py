"""Who may reach a ballot: the judge assigned to the entry, and nobody else."""

from __future__ import annotations

from flask import request
from flask_login import current_user

from contest.core.access import Policy, Rule
from contest.models import Role, User
from contest.policies import is_judge
from judging.queries.assignments import Assignment, assignment
from judging.queries.duties import Duty, duty_of_ballot, duty_to_begin


def assignment_here(entry_id: int) -> Assignment | None:
    """Return the visitor's assignment; who is recused, replaced or unseated has none."""
    if current_user.role is not Role.JUDGE:
        return None
    return assignment(current_user.id, entry_id)


def _duty_by_ballot(uuid: str) -> Duty | None:
    """Return the duty of a ballot, or of the entry a new ballot says it is for."""
    if current_user.role is not Role.JUDGE:
        return None
    if found := duty_of_ballot(current_user.id, uuid):
        return found
    entry_id = request.args.get("entry", type=int)
    return None if entry_id is None else duty_to_begin(current_user.id, entry_id, uuid=uuid)


@Rule
def is_assigned(actor: User, found: Assignment) -> bool:
    """Hold for the judge whose assignment it is."""
    return actor.id == found.seat.judge_id


@Rule
def is_on_duty(actor: User, found: Duty) -> bool:
    """Hold for the judge whose duty it is."""
    return actor.id == found.judge_id


VIEW_DESK = Policy("desk.view", is_judge)
MARK_ENTRY = Policy("ballot.mark", is_assigned, find=assignment_here)
MARK_BALLOT = Policy("ballot.mark", is_on_duty, find=_duty_by_ballot)
