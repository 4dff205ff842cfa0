"""What needs a person now where the log is not what was signed of it."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _

from contest.core.head_checks import quick
from contest.models import Role, User
from contest.worklist import Item

TOLD = frozenset({Role.ORGANIZER, Role.SUPERVISOR, Role.AUDIT_ADMIN, Role.SYSTEM_ADMIN})


def items(user: User) -> list[Item]:
    """Return one item where signed heads do not hold; what is asked is kept for a minute."""
    if user.role not in TOLD or not (amiss := quick()):
        return []
    title = _("操作日志与 %(count)s 个已签署的链头不符", count=len(amiss))
    note = _("数据库可能被换成较旧的，或日志被改写：请停止评审和授奖，先查明原因")
    return [Item("hot", title, note, None, url_for("heads.check"), _("查看"))]
