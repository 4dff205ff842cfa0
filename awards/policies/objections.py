"""Who may read objections, look into them and decide: never the one who accepted it alone."""

from __future__ import annotations

from awards.models import Objection
from awards.policies.prizes import contest_by
from awards.queries.objections import objection_by
from contest.core.access import Policy
from contest.policies import is_enterprise, oversees_it, runs_it


def _objection(objection_id: int, **_rest: int) -> Objection | None:
    return objection_by(objection_id)


LIST_OBJECTIONS = Policy("objection.list", runs_it | oversees_it, find=contest_by)
LIST_OWN = Policy("objection.list_own", is_enterprise)
VIEW_OBJECTION = Policy("objection.view", runs_it | oversees_it, find=_objection)
DECIDE_OBJECTION = Policy("objection.decide", VIEW_OBJECTION.see, act=runs_it, find=_objection)
# The supervisor adds to the record what it found out itself.
INQUIRE = Policy("objection.inquired", VIEW_OBJECTION.see, find=_objection)
