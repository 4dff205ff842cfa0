"""Who may ask an issuer, and who answers."""

from __future__ import annotations

from contest.core.access import Policy, Rule
from contest.core.db import db
from contest.models import Question, Role, User
from contest.policies import has_role, is_enterprise, oversees_it, runs_it
from contest.policies.challenges import challenge_by_id, is_published, issues_it


def question_by_id(question_id: int) -> Question | None:
    """Return the question of that number."""
    return db.session.get(Question, question_id)


def _about_its_challenge(rule: Rule) -> Rule:
    def test(actor: User, question: Question) -> bool:
        return rule(actor, question.challenge)

    return Rule(test)


LIST_QUESTIONS = Policy("question.list", has_role(Role.ISSUER, Role.ORGANIZER, Role.SUPERVISOR))
ASK_QUESTION = Policy("question.ask", is_published, act=is_enterprise, find=challenge_by_id)
VIEW_QUESTION = Policy(
    "question.view",
    _about_its_challenge(issues_it | runs_it | oversees_it),
    find=question_by_id,
)
ANSWER_QUESTION = Policy(
    "question.answer",
    VIEW_QUESTION.see,
    act=_about_its_challenge(issues_it | runs_it),
    find=question_by_id,
)
