"""What a challenge's public page shows: the same for the public, and for a preview of it."""

from __future__ import annotations

import re
from typing import Any

import segno
from flask import url_for

from contest.core import clock
from contest.forms.challenges import cooperation_name, stage_name
from contest.models import Challenge, Cooperation
from contest.queries import challenges as desk
from contest.queries import published as queries
from contest.rules import challenge_accepts_entries, takes_questions

LONGEST_CLAUSE = 36


def first_clause(text: str) -> str:
    """Return how a text begins, up to its first stop: short enough to stand in a line."""
    clause = re.split(r"[。；;\n]", text, maxsplit=1)[0].strip()
    return clause if len(clause) <= LONGEST_CLAUSE else f"{clause[: LONGEST_CLAUSE - 1]}…"


def public_details(challenge: Challenge) -> dict[str, Any]:
    """Return the variables of the page's template; no asker is among them."""
    now = clock.now()
    address = url_for("challenges.read", challenge_id=challenge.id, _external=True)
    questions = desk.questions_of(challenge.id)
    return {
        "challenge": challenge,
        "contest": challenge.contest,
        "cooperation": [cooperation_name(Cooperation(kind)) for kind in challenge.cooperation],
        "opens": first_clause(challenge.resources),
        "stage": stage_name(challenge.stage),
        "answered": [question for question in questions if question.answered_at],
        "waiting": sum(1 for question in questions if not question.answered_at),
        "entered": queries.entry_counts([challenge.id]).get(challenge.id, 0),
        "is_open": challenge_accepts_entries(challenge, now),
        "takes_questions": takes_questions(challenge, now),
        "address": address,
        "qr": qr_of(address),
    }


def qr_of(address: str) -> str:
    """Return the picture of an address's QR code, as pages show it."""
    return str(segno.make(address, error="m").svg_data_uri(border=1))
