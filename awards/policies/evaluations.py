"""Who may evaluate, tell typical cases, and propose to the benchmark list."""

from __future__ import annotations

from flask_login import current_user

from awards.policies.cases import VIEW_CASE, concerns
from awards.queries.cases import award_by
from awards.queries.evaluations import (
    LevelForm,
    award_at,
    benchmark_by,
    level_form,
    typical_case_by,
)
from contest.core.access import Policy, Rule
from contest.models import User
from contest.policies import is_organizer, is_supervisor, runs_it


def _own_form(level: str) -> LevelForm | None:
    return level_form(current_user.body_id, level) if current_user.body_id else None


@Rule
def own_body(actor: User, thing: LevelForm) -> bool:
    """Hold where the form is of the visitor's own body."""
    return actor.body_id == thing.body.id


VIEW_EVALUATIONS = Policy("evaluation.view", concerns, find=award_by)
EVALUATE = Policy("evaluation.make", VIEW_CASE.see, act=runs_it, find=award_by)
EVALUATE_AT = Policy("evaluation.make", concerns, act=runs_it, find=award_at)
VIEW_FORM = Policy(
    "evaluation_form.view", (is_organizer | is_supervisor) & own_body, find=_own_form
)
SET_FORM = Policy("evaluation_form.set", VIEW_FORM.see, act=is_organizer, find=_own_form)
VIEW_CASE_TEXT = Policy("typical_case.view", concerns, find=award_by)
WRITE_CASE = Policy("typical_case.write", VIEW_CASE.see, act=runs_it, find=award_by)
DECIDE_CASE = Policy("typical_case.decide", concerns, act=runs_it, find=typical_case_by)
VIEW_BENCHMARK = Policy("benchmark.view", concerns, find=award_by)
PROPOSE_BENCHMARK = Policy("benchmark.propose", VIEW_CASE.see, act=runs_it, find=award_by)
DECIDE_BENCHMARK = Policy("benchmark.decide", concerns, act=runs_it, find=benchmark_by)
