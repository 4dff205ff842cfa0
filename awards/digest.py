"""What a person approves, as one short number: the digest of all that a plan's page shows."""

from __future__ import annotations

from typing import Any

from awards.models import Plan, PlanLine
from contest.core.ledger import digest_of


def plan_digest(plan: Plan, edition_digest: str) -> str:
    """Return the SHA-256, in hex, of the plan's note and lines and of the standings they follow.

    What it takes back is part of it where it takes anything back. Names are taken as
    they are now: whoever is shown another name since is shown another plan.
    """
    content: dict[str, Any] = {
        "contest": plan.contest_id,
        "edition": edition_digest,
        "note": plan.note,
        "lines": [_shown(line) for line in plan.lines],
    }
    if plan.revokes:
        revoked = sorted(plan.revokes, key=lambda one: one.award_id)
        content["revokes"] = [[one.award_id, one.reason, one.bars] for one in revoked]
    return digest_of(content, "sha256")


def _shown(line: PlanLine) -> dict[str, Any]:
    entry = line.entry
    return {
        "entry": [entry.id, entry.title],
        "enterprise": [entry.enterprise_id, entry.enterprise.name],
        "challenge": [entry.challenge_id, entry.challenge.title],
        "place": line.place,
        "score": f"{line.score:.2f}",
        "prize": [line.prize_id, line.prize.name if line.prize else ""],
        "amount_fen": line.amount_fen,
        "reason": line.reason,
    }
