"""What needs a person now, of people: invitations, letters, and what a body still lacks."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from flask import current_app, url_for
from flask_babel import gettext as _

from contest.core import clock
from contest.models import Body, Role, User
from contest.queries import bodies, outbox, people
from contest.worklist import Item


def items(user: User) -> list[Item]:
    """Return what waits for this person; at most two statements."""
    source = _SOURCES.get(user.role)
    return list(source(user)) if source else []


def _of_organizer(user: User) -> Iterator[Item]:
    if user.body is None:
        return
    yield from _of_body(user.body)
    if late := people.invitations_lapsed(user.body, clock.now()):
        yield Item(
            "cool",
            _("%(count)s 人的邀请已过期，还没有接受", count=late),
            _("重新邀请后，链接 72 小时内有效"),
            None,
            url_for("people.browse"),
            _("去查看"),
        )


def _of_body(body: Body) -> Iterator[Item]:
    if not body.supervisor_phone:
        yield Item(
            "cool",
            _("还没有填写监督电话"),
            _("公示须印监督电话，供各方反映问题"),
            None,
            url_for("bodies.settings"),
            _("去填写"),
        )


def _of_system_admin(_user: User) -> Iterator[Item]:
    if not bodies.exist():
        yield Item(
            "warm",
            _("还没有组织单位"),
            _("建立组织单位并邀请其组委会后，才能办理赛事"),
            None,
            url_for("bodies.create"),
            _("新建组织单位"),
        )
    if waiting := outbox.waiting():
        has_server = bool(current_app.config["SMTP_URL"])
        yield Item(
            "hot" if has_server else "warm",
            _("%(count)s 封邮件没有寄出", count=waiting),
            _("请查看原因") if has_server else _("没有配置邮件服务器，请转交其中的链接"),
            None,
            url_for("outbox.browse"),
            _("查看发件箱"),
        )


_SOURCES: dict[Role, Callable[[User], Iterator[Item]]] = {
    Role.ORGANIZER: _of_organizer,
    Role.SYSTEM_ADMIN: _of_system_admin,
}
