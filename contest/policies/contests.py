"""Who may see and run contests."""

from __future__ import annotations

from typing import Any

from contest.core.access import Policy, Rule
from contest.core.db import db
from contest.models import Contest, Role, User
from contest.policies import has_role, is_organizer, oversees_it, runs_it


def contest_by_id(contest_id: int) -> Contest | None:
    """Return the contest of that number."""
    return db.session.get(Contest, contest_id)


LIST_CONTESTS = Policy("contest.list", has_role(Role.ORGANIZER, Role.SUPERVISOR))
CREATE_CONTEST = Policy("contest.create", LIST_CONTESTS.see, act=is_organizer)
VIEW_CONTEST = Policy("contest.view", runs_it | oversees_it, find=contest_by_id)
RUN_CONTEST = Policy("contest.run", VIEW_CONTEST.see, act=runs_it, find=contest_by_id)


@Rule
def is_invited(actor: User, contest: Any) -> bool:
    """Hold for an issuer that the contest's body invited: it may bring challenges."""
    return (
        actor.role is Role.ISSUER
        and actor.organisation is not None
        and actor.organisation.body_id == contest.body_id
    )
