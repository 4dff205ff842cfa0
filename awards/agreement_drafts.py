"""The first version of a task agreement: taken over from the challenge and the entry."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from awards.agreement_clauses import TOLERANCE
from awards.indicators import indicators_of
from awards.models import Award

# How long joint research lasts unless the parties agree otherwise.
USUAL = timedelta(days=365)


def first_content(award: Award, today: date) -> dict[str, Any]:
    """Return what the challenge and the entry say, as the first version of an agreement."""
    entry, challenge = award.entry, award.entry.challenge
    return {
        "parties": _parties(award),
        "title": entry.title,
        "challenge": f"{challenge.number} {challenge.title}".strip(),
        "aim": challenge.goal or challenge.pain_point,
        "task": entry.solution or entry.summary,
        "begins": today.isoformat(),
        "ends": (today + USUAL).isoformat(),
        "indicators": indicators_of(challenge),
        "milestones": [],
        "money": {"award_fen": award.amount_fen, "own_fen": 0, "issuer_fen": 0, "note": ""},
        "people": [],
        "ip": "separate",
        "ip_note": "",
        "tolerance": TOLERANCE,
    }


def _parties(award: Award) -> dict[str, Any]:
    entry, issuer = award.entry, award.entry.challenge.issuer
    return {
        "organizer": award.contest.body.name,
        "issuer": issuer.name,
        "issuer_code": issuer.uscc,
        "enterprise": award.enterprise.name,
        "enterprise_code": award.enterprise.uscc,
        "members": [
            {"name": one.name, "uscc": one.uscc, "work": one.share_of_work} for one in entry.members
        ],
    }


def digest_of(content: Mapping[str, Any]) -> str:
    """Return the digest of what a version says: the same words, the same digest."""
    told = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()
