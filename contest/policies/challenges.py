"""Who may see, write and publish challenges."""

from __future__ import annotations

from typing import Any

from contest.completeness import PARTS
from contest.core.access import Policy, Rule
from contest.core.db import db
from contest.models import Challenge, Role, User
from contest.policies import has_role, is_issuer, oversees_it, runs_it
from contest.rules import PUBLIC_CHALLENGES, is_public
from contest.states import ChallengeState


def challenge_by_id(challenge_id: int) -> Challenge | None:
    """Return the challenge of that number."""
    return db.session.get(Challenge, challenge_id)


@Rule
def issues_it(actor: User, challenge: Challenge) -> bool:
    """Hold for the people of the challenge's issuer."""
    return actor.role is Role.ISSUER and actor.organisation_id == challenge.issuer_id


@Rule
def was_submitted(_actor: Any, challenge: Challenge) -> bool:
    """Hold where the issuer has handed the challenge in: its draft is nobody else's business."""
    return challenge.state is not ChallengeState.DRAFT


@Rule
def is_published(_actor: Any, challenge: Challenge) -> bool:
    """Hold where everybody may read the challenge."""
    return challenge.state in PUBLIC_CHALLENGES and is_public(challenge.contest)


LIST_CHALLENGES = Policy("challenge.list", has_role(Role.ISSUER, Role.ORGANIZER, Role.SUPERVISOR))
DRAFT_CHALLENGE = Policy("challenge.draft", is_issuer)
VIEW_CHALLENGE = Policy(
    "challenge.view",
    issues_it | (was_submitted & (runs_it | oversees_it)),
    find=challenge_by_id,
)
EDIT_CHALLENGE = Policy("challenge.edit", VIEW_CHALLENGE.see, act=issues_it, find=challenge_by_id)
REVIEW_CHALLENGE = Policy("challenge.review", VIEW_CHALLENGE.see, act=runs_it, find=challenge_by_id)
CORRECT_CHALLENGE = Policy(
    "challenge.correct", VIEW_CHALLENGE.see, act=issues_it | runs_it, find=challenge_by_id
)


def _with_part(challenge_id: int, part: str) -> Challenge | None:
    return challenge_by_id(challenge_id) if part in PARTS else None


def _with_attachment(challenge_id: int, attachment_id: int) -> Challenge | None:
    challenge = challenge_by_id(challenge_id)
    known = challenge and any(a.id == attachment_id for a in challenge.attachments)
    return challenge if known else None


EDIT_PART = Policy("challenge.edit", VIEW_CHALLENGE.see, act=issues_it, find=_with_part)
READ_ATTACHMENT = Policy("challenge.view", VIEW_CHALLENGE.see, find=_with_attachment)
REMOVE_ATTACHMENT = Policy(
    "challenge.edit", VIEW_CHALLENGE.see, act=issues_it, find=_with_attachment
)
