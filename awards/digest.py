"""What a person approves, as one short number: the digest of a plan's content."""

from __future__ import annotations

from awards.models import Plan
from contest.core.ledger import digest_of


def plan_digest(plan: Plan, edition_digest: str) -> str:
    """Return the SHA-256 of the plan's lines and of the standings they follow, in hex."""
    lines = [
        [x.entry_id, x.place, f"{x.score:.2f}", x.prize_id, x.amount_fen, x.reason]
        for x in plan.lines
    ]
    content = {"contest": plan.contest_id, "edition": edition_digest, "lines": lines}
    return digest_of(content, "sha256")
