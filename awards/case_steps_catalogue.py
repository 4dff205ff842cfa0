"""The steps of catalogue and key R&D in the case of an award."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import url_for
from flask_babel import gettext as _

from awards.models import Award, CatalogueItem, Nomination
from awards.queries.catalogue import items_of_awards
from awards.queries.nominations import nominations_of_awards
from awards.states import CatalogueState, NominationState
from awards.steps import Step

# 宁波市开放应用场景实施意见; official, not translated.
CLAUSE = "《实施意见》四（一）"


def steps_of_catalogue(awards: Sequence[Award]) -> Mapping[int, list[Step]]:
    """Return the step of listing for awards with an item, in one statement."""
    items = items_of_awards([award.id for award in awards])
    return {number: [_listing(item)] for number, item in items.items()}


def steps_of_nominations(awards: Sequence[Award]) -> Mapping[int, list[Step]]:
    """Return the step of key R&D for awards with a nomination, in one statement."""
    found = nominations_of_awards([award.id for award in awards])
    return {number: [_nomination(nomination)] for number, nomination in found.items()}


def _listing(item: CatalogueItem) -> Step:
    missing = [(item.ip_number, _("知识产权")), (item.model, _("规格型号"))]
    titles = {
        CatalogueState.PROPOSED: _("提请列入 %(year)s 年目录，待另一人决定", year=item.year),
        CatalogueState.LISTED: _("列入目录，编号 %(number)s", number=item.number),
        CatalogueState.DECLINED: _("不列入 %(year)s 年目录", year=item.year),
        CatalogueState.REMOVED: _("移出目录，编号 %(number)s", number=item.number),
    }
    return Step(
        key="60.catalogue",
        clause=CLAUSE,
        title=titles[item.state],
        owner=_("组委会"),
        url=url_for("catalogue_items.show", item_id=item.id),
        done_at=item.removed_at or item.decided_at,
        missing=tuple(name for value, name in missing if not value),
        expires=item.ip_until if item.state is CatalogueState.LISTED else None,
    )


def _nomination(nomination: Nomination) -> Step:
    titles = {
        NominationState.PROPOSED: _("提名列入市重点研发计划，待另一人决定"),
        NominationState.APPROVED: _("同意提名列入市重点研发计划"),
        NominationState.DECLINED: _("不提名列入市重点研发计划"),
    }
    return Step(
        key="70.key_rd",
        clause=CLAUSE,
        title=titles[nomination.state],
        owner=_("组委会"),
        url=url_for("nominations.show", nomination_id=nomination.id),
        done_at=nomination.decided_at,
    )
