"""What needs a person now, of awards and what follows from them."""

from __future__ import annotations

from collections.abc import Iterator

from flask import url_for
from flask_babel import gettext as _

from awards import worklist_claims as claims
from awards.queries import worklists as queries
from awards.worklist_payments import accounts_to_give, waiting
from contest.models import Role, User
from contest.worklist import Item


def items(user: User) -> list[Item]:
    """Return what waits for this person, the most pressing first; at most three statements."""
    if user.role is Role.ENTERPRISE:
        return [*accounts_to_give(user), *claims.to_complete(user)]
    if user.role is not Role.ORGANIZER:
        return []
    return [*_plans(user), *_unproposed(user), *waiting(user)]


def _plans(user: User) -> Iterator[Item]:
    for plan in queries.waiting_plans(user.body_id):
        own = plan.proposed_by_id == user.id
        asked = _("核对名单、金额和摘要后批准，或写明原因退回")
        yield Item(
            "cool" if own else "hot",
            _("《%(contest)s》的奖励方案待批准", contest=plan.contest.name),
            _("由您拟定，须由另一人批准") if own else asked,
            None,
            url_for("plans.show", plan_id=plan.id),
            _("查看方案") if own else _("去批准"),
        )


def _unproposed(user: User) -> Iterator[Item]:
    for contest in queries.without_awards(user.body_id):
        yield Item(
            "warm",
            _("《%(contest)s》的排名已发布，可以拟定奖励", contest=contest.name),
            _("按名次分配，每个项目写明原因，由另一人批准"),
            None,
            url_for("awards.show", contest_id=contest.id),
            _("拟定奖励"),
        )
