"""Who proposes products for the catalogue, decides on them, and sets its conditions."""

from __future__ import annotations

from flask_login import current_user

from awards.catalogue_year import FIRST_YEAR, LAST_YEAR, CatalogueYear
from awards.models import Award
from awards.queries.catalogue import item_by
from contest.core.access import Policy
from contest.core.db import db
from contest.models import Body
from contest.policies import oversees_it, runs_it
from contest.policies.people import oversees_body, runs_body


def own_body(**_rest: str) -> Body | None:
    """Return the visitor's organizing body."""
    return current_user.body


def _year(year: int, **_rest: str) -> CatalogueYear | None:
    body = own_body()
    if body is None or not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return CatalogueYear(body, year)


def award_by(award_id: int) -> Award | None:
    """Return the award of an address."""
    return db.session.get(Award, award_id)


VIEW_CATALOGUES = Policy("catalogue.view", runs_body | oversees_body, find=own_body)
IMPORT_ITEMS = Policy("catalogue.import", VIEW_CATALOGUES.see, act=runs_body, find=own_body)
VIEW_YEAR = Policy("catalogue.view", runs_it | oversees_it, find=_year)
SET_CONDITIONS = Policy("catalogue.set", VIEW_YEAR.see, act=runs_it, find=_year)
PROPOSE_REVIEW = Policy("catalogue_item.propose", VIEW_YEAR.see, act=runs_it, find=_year)
PROPOSE_WINNER = Policy("catalogue_item.propose", runs_it | oversees_it, act=runs_it, find=award_by)
VIEW_ITEM = Policy("catalogue_item.view", runs_it | oversees_it, find=item_by)
DECIDE_ITEM = Policy("catalogue_item.decide", VIEW_ITEM.see, act=runs_it, find=item_by)
