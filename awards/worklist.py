"""What needs a person now, of awards and what follows from them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from flask import url_for
from flask_babel import gettext as _

from awards import worklist_claims as claims
from awards.queries import worklists as queries
from awards.queries.waits import Wait, waits_of
from awards.worklist_payments import PAYMENTS, accounts_to_give, end_of, to_pay_back
from awards.worklist_policies import POLICIES
from contest.core import clock
from contest.models import Role, User
from contest.worklist import Item


def items(user: User) -> list[Item]:
    """Return what waits for this person, the most pressing first; three statements."""
    if user.role is Role.ENTERPRISE:
        return [*to_pay_back(user), *accounts_to_give(user), *claims.to_complete(user)]
    if user.role is not Role.ORGANIZER:
        return []
    return [*_plans(user), *_waiting(user)]


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


def _waiting(user: User) -> Iterator[Item]:
    """Yield what the awards of contests wait for, kind by kind, in one statement."""
    waits = sorted(waits_of(user, clock.local(clock.now()).date()), key=lambda wait: wait[:2])
    for kind, say in _SAID.items():
        yield from (say(wait) for wait in waits if wait[0] == kind and wait[3])


def _overdue(wait: Wait) -> Item:
    return Item(
        "hot",
        _("《%(contest)s》有 %(count)s 个里程碑逾期", contest=wait[2], count=wait[3]),
        _("催办，或写明理由设定包容期"),
        end_of(wait[4]),
        url_for("cases.index", contest_id=wait[1], state="overdue"),
        _("查看逾期项目"),
    )


def _unproposed(wait: Wait) -> Item:
    return Item(
        "warm",
        _("《%(contest)s》的排名已发布，可以拟定奖励", contest=wait[2]),
        _("按名次分配，每个项目写明原因，由另一人批准"),
        None,
        url_for("awards.show", contest_id=wait[1]),
        _("拟定奖励"),
    )


def _unpublicised(wait: Wait) -> Item:
    return Item(
        "warm",
        _("《%(contest)s》有 %(n)s 项奖励待公示", contest=wait[2], n=wait[3]),
        _("公示发布前，名次和奖励只有组委会和监督可见"),
        None,
        url_for("publicity.show", contest_id=wait[1]),
        _("去公示"),
    )


_SAID: dict[str, Callable[[Wait], Item]] = {
    "unproposed": _unproposed,
    "unpublicised": _unpublicised,
    **POLICIES,
    **PAYMENTS,
    **claims.WAITING,
    "overdue": _overdue,
}
