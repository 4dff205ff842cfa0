"""Setting the conditions of a year's catalogue."""

from __future__ import annotations

from collections.abc import Sequence

from awards.conditions import Condition
from awards.models import CatalogueRule
from awards.queries.catalogue_rules import rules_of
from awards.rules_digest import rules_digest
from contest.core import clock
from contest.core.actions import action
from contest.core.db import db
from contest.models import Body, User
from contest.refusals import Stale


@action("catalogue.set")
def set_conditions(
    body: Body, *, by: User, year: int, conditions: Sequence[Condition], seen: str
) -> None:
    """Make these the conditions of a body's year; decisions keep what was found before.

    ``seen`` is the digest of those the page was opened with. Raise ``Stale``.
    """
    standing = rules_of(body.id, year)
    if rules_digest(standing) != seen:
        raise Stale
    for rule in standing:
        db.session.delete(rule)
    db.session.flush()
    for position, condition in enumerate(conditions, 1):
        db.session.add(
            CatalogueRule(
                body_id=body.id,
                year=year,
                position=position,
                kind=condition.check,
                wording=condition.wording,
                parameter=condition.parameter,
                source=condition.source,
                set_by_id=by.id,
                set_at=clock.now(),
            )
        )
