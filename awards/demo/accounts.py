"""Who can sign in to the demo, with which password, and what to look at."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from awards.demo.canaries import canary
from contest.demo.bodies import BODIES
from contest.demo.organisations import ORGANISATIONS
from contest.demo.people import ACCOUNTS, Account

# The demo's people are invented, and their accounts exist in a demo database only.
PASSWORD = "Jiebang-2026"  # noqa: S105 -- for that reason

# One of each role to begin with, and what is worth a look.
GUIDE = (
    ("organizer1", "组委会", "工作台；路演日大赛的评分进度；上届排名、奖励方案与导出"),
    ("organizer2", "组委会（第二人）", "处理一件待确认的回避；拟定和批准奖励须由两人完成"),
    ("organizer3", "组委会（东屿市）", "报名中的大赛；看不到甬江市的任何内容"),
    ("supervisor1", "纪检监督", "什么都能看，什么都不能改"),
    ("metro", "发榜方", "榜单、提问与答复；正在起草的下一届榜单"),
    ("fishery", "发榜方（东屿市）", "报名中的榜单，有一条提问等着答复"),
    ("lanshu", "参赛企业", "已通过审查的揭榜项目和回执"),
    ("xixin", "参赛企业", "还没有提交的草稿：缺什么一目了然"),
    ("novawei", "参赛企业", "上届获奖企业：自己的分项得分和名次"),
    ("judge05", "评审专家", "继续打分：一份草稿还有一项没有打"),
    ("judge06", "评审专家", "第一次来：先签承诺、报回避，再打分"),
    ("sysadmin", "系统管理员", "账号与邀请；待发邮件"),
    ("secadmin", "安全管理员", "登录安全、停用与重置"),
    ("auditadmin", "审计管理员", "操作日志与链的核验"),
)

_BODY_NAMES = {body.key: body.name for body in BODIES}


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInCard:
    """An account for whoever checks the product from outside.

    ``canary`` stands in the private data of the account's tenant and in nobody
    else's; administrators of the installation have none.
    """

    role: str
    username: str
    password: str
    organisation: str
    canary: str


def cards() -> Iterator[SignInCard]:
    """Yield every account of the demo."""
    for account in ACCOUNTS:
        yield SignInCard(
            role=account.role,
            username=account.username,
            password=PASSWORD,
            organisation=_organisation(account),
            canary=canary(tenant) if (tenant := _tenant(account)) else "",
        )


def write_cards(path: Path) -> None:
    """Write the accounts as JSON, readable by the owner alone."""
    text = json.dumps([asdict(card) for card in cards()], ensure_ascii=False, indent=2)
    path.touch()
    path.chmod(0o600)  # before a word is in it, whoever made the file
    path.write_text(f"{text}\n", encoding="utf-8")


def guide(address: str) -> str:
    """Return the sign-ins to begin with as a table for the terminal."""
    lines = [
        f"演示网址：{address}    全部演示账号的密码：{PASSWORD}",
        "",
        *(f"  {name:<12}{role}：{sight}" for name, role, sight in GUIDE),
    ]
    return "\n".join(lines)


def _tenant(account: Account) -> str:
    """Return whose private data the account may read: its own, its organisation's, its body's."""
    if account.role == "judge":
        return account.username
    return account.organisation or account.body


def _organisation(account: Account) -> str:
    if account.organisation:
        return ORGANISATIONS[account.organisation].name
    return _BODY_NAMES.get(account.body, "")
