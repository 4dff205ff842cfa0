"""What an enterprise learns of its own entry, once a notice has made the standings public.

Published standings are the organizer's and the supervisor's until then (DOMAIN §7). Where a
later edition corrects them, the one that was made public last is shown until it is public too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Exists, exists, select
from sqlalchemy.orm import aliased

from contest.core.db import db
from contest.models import Body, Challenge, Contest, Entry, User
from judging.models import Edition, RuleSheet, Standing
from judging.states import EditionState

_CORRECTED, _LATER = aliased(Edition), aliased(Edition)


@dataclass(frozen=True, slots=True)
class Result:
    """The public result of one entry: its own figures, and nothing of anybody else.

    ``published_at`` is when a notice made it public; ``corrects`` is the number of the edition
    that this one corrects, if any.
    """

    entry_id: int
    number: str
    title: str
    challenge: str
    contest_id: int
    contest: str
    supervisor_phone: str
    edition: int
    corrects: int | None
    published_at: datetime
    rules_digest: str
    in_challenge: bool
    place: int
    score: Decimal
    technical: Decimal
    commercial: Decimal
    technical_weight: Decimal
    commercial_weight: Decimal
    ballots: int
    trimmed: bool
    tied: bool
    decided_by: str


def are_placed(entries: Sequence[Entry]) -> bool:
    """Return whether any of the entries has a place in published standings, in one statement."""
    query = select(Standing.entry_id).join(Standing.edition)
    own = Standing.entry_id.in_([entry.id for entry in entries])
    placed = (own, Edition.state == EditionState.PUBLISHED)
    return db.session.scalar(query.where(*placed).limit(1)) is not None


def result_of(entry_id: int) -> Result | None:
    """Return the entry's public result; None before it is public, and without a place."""
    row = db.session.execute(_results().where(Entry.id == entry_id)).first()
    return Result(*row) if row else None


def results_for(user: User) -> Sequence[Result]:
    """Return the public results of the enterprise's own entries, the newest first."""
    query = _results().where(Entry.enterprise_id == user.organisation_id)
    rows = db.session.execute(query.order_by(Edition.publicised_at.desc(), Entry.number))
    return [Result(*row) for row in rows]


def _results() -> Any:
    return (
        select(
            Entry.id,
            Entry.number,
            Entry.title,
            Challenge.title,
            Contest.id,
            Contest.name,
            Body.supervisor_phone,
            Edition.number,
            _CORRECTED.number,
            Edition.publicised_at,
            RuleSheet.digest,
            Standing.challenge_id.is_not(None),
            Standing.place,
            Standing.score,
            Standing.technical,
            Standing.commercial,
            RuleSheet.technical_weight,
            RuleSheet.commercial_weight,
            Standing.ballots,
            Standing.trimmed,
            Standing.tied,
            Standing.decided_by,
        )
        .select_from(Standing)
        .join(Edition, Edition.id == Standing.edition_id)
        .outerjoin(_CORRECTED, _CORRECTED.id == Edition.corrects_id)
        .join(RuleSheet, RuleSheet.id == Edition.rule_sheet_id)
        .join(Entry, Entry.id == Standing.entry_id)
        .join(Challenge, Challenge.id == Entry.challenge_id)
        .join(Contest, Contest.id == Entry.contest_id)
        .join(Body, Body.id == Contest.body_id)
        .where(Edition.publicised_at.is_not(None), ~_made_public_later())
    )


def _made_public_later() -> Exists:
    """Hold where a later edition of the same contest is public."""
    same = _LATER.contest_id == Edition.contest_id, _LATER.number > Edition.number
    return exists().where(*same, _LATER.publicised_at.is_not(None)).correlate(Edition)
