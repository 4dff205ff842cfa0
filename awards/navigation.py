"""The menu of the desk: what each role can go to."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext
from flask_login import current_user

from contest.models import Role


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the menu, as the layout draws it."""

    label: str
    url: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Some lines of the menu under a heading, which may be empty."""

    label: str
    items: list[Item]


Line = tuple[object, str, frozenset[Role]]
EVERYBODY = frozenset(Role)
ORGANIZER, SUPERVISOR = frozenset({Role.ORGANIZER}), frozenset({Role.SUPERVISOR})
ENTERPRISE, ISSUER = frozenset({Role.ENTERPRISE}), frozenset({Role.ISSUER})
SYSTEM, SECURITY = frozenset({Role.SYSTEM_ADMIN}), frozenset({Role.SECURITY_ADMIN})
AUDIT, JUDGE = frozenset({Role.AUDIT_ADMIN}), frozenset({Role.JUDGE})

BODY = ORGANIZER | SUPERVISOR

# Headings, each with its lines: label, an endpoint that needs no arguments, whose menu it is in.
# A page adds its line here, under the heading it belongs to.
MENU: list[tuple[object, list[Line]]] = [
    ("", [(_l("工作台"), "site.home", EVERYBODY)]),
    (
        _l("大赛"),
        [
            (_l("赛程与总览"), "contests.index", BODY),
            (lazy_pgettext("列表", "榜单"), "challenges.index", BODY | ISSUER),
            (_l("提问"), "questions.index", BODY | ISSUER),
            (_l("参赛项目"), "screening.contests", BODY),
            (_l("我的揭榜"), "entries.mine", ENTERPRISE),
        ],
    ),
    (
        _l("评审"),
        [
            (_l("我的评审"), "ballots.desk", JUDGE),
            (_l("评审规则"), "rulesheets.current", BODY),
            (_l("评审组"), "panels.current", BODY),
            (_l("评审与回避"), "recusals.current", BODY),
            (_l("路演场次"), "sessions.current", BODY),
            (_l("排名"), "standings.current", BODY),
            (_l("我的成绩"), "results.index", ENTERPRISE),
        ],
    ),
    (
        _l("奖励"),
        [
            (_l("奖励与政策"), "awards.current", BODY),
            (_l("异议"), "objections.own", ENTERPRISE),
            (_l("奖励拨付"), "payments.current", BODY),
            (_l("我的奖励"), "payees.mine", ENTERPRISE),
            (_l("获奖项目档案"), "cases.current", BODY),
            (_l("获奖与交付"), "cases.mine", ENTERPRISE | ISSUER),
            (_l("保险补贴"), "claims.browse", BODY | ENTERPRISE),
            (_l("创新产品目录"), "catalogues.current", BODY),
            (_l("重点研发提名"), "nominations.index", BODY),
        ],
    ),
    (
        _l("人员与设置"),
        [
            (_l("人员"), "people.browse", BODY),
            (_l("企业资料"), "organisations.own", ENTERPRISE),
            (_l("单位资料"), "organisations.own", ISSUER),
            (_l("场景领域"), "fields.browse", BODY),
            (_l("组织单位"), "bodies.settings", BODY),
            (_l("组织单位"), "bodies.browse", SYSTEM),
            (_l("管理员"), "administrators.browse", SYSTEM),
            (_l("发件箱"), "outbox.browse", SYSTEM),
            (_l("账号"), "security.browse", SECURITY),
            (_l("操作日志"), "ledger.browse", AUDIT | SUPERVISOR),
            (_l("登录记录"), "visits.browse", AUDIT | SUPERVISOR),
        ],
    ),
]


def navigation() -> list[Group]:
    """Return the visitor's menu; nobody's is empty."""
    if not current_user.is_authenticated:
        return []
    groups = [(heading, _lines_for(current_user.role, lines)) for heading, lines in MENU]
    return [Group(str(heading), items) for heading, items in groups if items]


def _lines_for(role: Role, lines: list[Line]) -> list[Item]:
    return [_item(label, endpoint) for label, endpoint, roles in lines if role in roles]


def _item(label: object, endpoint: str) -> Item:
    own = endpoint.rpartition(".")[0]
    here = request.endpoint == endpoint or (own != "site" and request.blueprint == own)
    return Item(str(label), url_for(endpoint), here)


def role_name(role: Role) -> str:
    """Return what a role is called."""
    return {
        Role.ISSUER: _("发榜方"),
        Role.ENTERPRISE: _("揭榜企业"),
        Role.JUDGE: _("评审专家"),
        Role.ORGANIZER: _("组委会"),
        Role.SUPERVISOR: _("监督"),
        Role.SYSTEM_ADMIN: _("系统管理员"),
        Role.SECURITY_ADMIN: _("安全管理员"),
        Role.AUDIT_ADMIN: _("审计管理员"),
    }[role]


def init_app(app: Flask) -> None:
    """Let templates draw the menu."""
    app.jinja_env.globals.update(navigation=navigation, role_name=role_name)
