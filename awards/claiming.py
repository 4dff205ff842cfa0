"""What the actions on subsidy claims share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l

from awards.models import Claim, ClaimDeed, ClaimStep
from awards.queries.claims import EDITABLE
from contest.core import clock
from contest.core.actions import Refusal
from contest.core.db import db
from contest.core.forms import half_width
from contest.models import User


class NotEditable(Refusal):
    """What was submitted is the officers' until they return it."""

    reason = _l("申请已提交，退回前不能修改。")


def require_editable(claim: Claim) -> None:
    """Raise NotEditable unless the enterprise can write the claim."""
    if claim.state not in EDITABLE:
        raise NotEditable


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
