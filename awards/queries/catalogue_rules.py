"""The conditions of a year's catalogue, and what checking an item against them finds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select

from awards.conditions import Condition, Facts, Finding, findings, kept_findings
from awards.models import CatalogueItem, CatalogueRule
from awards.queries.catalogue import twins_of
from awards.states import CatalogueState
from contest.core.db import db


def rules_of(body_id: int, year: int) -> Sequence[CatalogueRule]:
    """Return the conditions of a body's year, in their order."""
    query = select(CatalogueRule).where(
        CatalogueRule.body_id == body_id, CatalogueRule.year == year
    )
    return db.session.scalars(query.order_by(CatalogueRule.position)).all()


def latest_rules(body_id: int, year: int) -> Sequence[CatalogueRule]:
    """Return the conditions of the latest year up to ``year`` that has any."""
    newest = (
        select(func.max(CatalogueRule.year))
        .where(CatalogueRule.body_id == body_id, CatalogueRule.year <= year)
        .scalar_subquery()
    )
    query = select(CatalogueRule).where(
        CatalogueRule.body_id == body_id, CatalogueRule.year == newest
    )
    return db.session.scalars(query.order_by(CatalogueRule.position)).all()


def conditions_of(body_id: int, year: int) -> list[Condition]:
    """Return the conditions as the checks take them."""
    return [
        Condition(
            wording=rule.wording, check=rule.kind, parameter=rule.parameter, source=rule.source
        )
        for rule in rules_of(body_id, year)
    ]


def findings_of(item: CatalogueItem, today: date) -> list[Finding]:
    """Return what the checks find now, or what was kept when the item was decided."""
    if item.state is not CatalogueState.PROPOSED:
        return kept_findings(item.findings)
    return found_now(item, today)


def found_now(item: CatalogueItem, today: date) -> list[Finding]:
    """Return what the checks find of an item as it is, stored or not."""
    twins = tuple(f"{year} 年目录 {number}" for year, number in twins_of(item))
    facts = Facts(
        enterprise=item.enterprise,
        today=today,
        uscc=item.uscc or "",
        ip_number=item.ip_number or "",
        ip_holder=item.ip_holder or "",
        ip_until=item.ip_until,
        listed=twins,
        answers=item.answers or {},
    )
    return findings(conditions_of(item.body_id, item.year), facts)
