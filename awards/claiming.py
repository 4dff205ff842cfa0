"""What the actions on subsidy claims share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from awards.models import Claim, ClaimDeed, ClaimStep
from contest.core import clock
from contest.core.db import db
from contest.core.forms import half_width
from contest.models import User


def policy_key(number: str) -> str:
    """Return a policy's number as it is compared: capitals and figures in half width alone."""
    return "".join(c for c in half_width(number).upper() if c.isalnum())


def note_step(
    claim: Claim,
    deed: ClaimDeed,
    *,
    by: User,
    reason: str = "",
    checks: Mapping[str, str] | None = None,
    findings: Sequence[dict[str, Any]] = (),
) -> None:
    """Keep a step of the claim, inside an action."""
    step = ClaimStep(
        contest_id=claim.contest_id,
        claim_id=claim.id,
        deed=deed,
        at=clock.now(),
        by_id=by.id,
        reason=reason,
        checks=dict(checks or {}),
        findings=list(findings),
    )
    db.session.add(step)
