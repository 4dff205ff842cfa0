"""Who may propose awards, see a plan, and approve it."""

from __future__ import annotations

from flask_login import current_user

from awards.models import FollowUp, Plan
from awards.policies.prizes import contest_by
from awards.queries.plans import plan_by
from contest.choosing import current_contest
from contest.core.access import Policy
from contest.core.db import db
from contest.policies import is_real, oversees_it, runs_it


def _follow_up(follow_up_id: int) -> FollowUp | None:
    return db.session.get(FollowUp, follow_up_id)


def _plan(plan_id: int, **_rest: str) -> Plan | None:
    return plan_by(plan_id)


VIEW_AWARDS = Policy("awards.view", runs_it | oversees_it, find=contest_by)
VIEW_LATEST = Policy(
    "awards.view", runs_it | oversees_it, find=lambda: current_contest(current_user)
)
PROPOSE_AWARDS = Policy("awards.propose", VIEW_AWARDS.see, act=runs_it & is_real, find=contest_by)
VIEW_PLAN = Policy("plan.view", runs_it | oversees_it, find=_plan)
APPROVE_PLAN = Policy("plan.approve", VIEW_PLAN.see, act=runs_it, find=_plan)
VIEW_FOLLOW_UP = Policy("followup.view", runs_it | oversees_it, find=_follow_up)
DECIDE_FOLLOW_UP = Policy("followup.decide", VIEW_FOLLOW_UP.see, act=runs_it, find=_follow_up)
