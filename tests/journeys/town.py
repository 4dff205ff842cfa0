"""The people of a journey, and what they do, page by page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count

from flask import Flask
from sqlalchemy import select

from contest.core.db import db
from contest.models import Contest
from tests.conftest import Clock
from tests.journeys.walker import Walker, letter_to

HOUR = timedelta(hours=1)


@dataclass
class Town:
    """Who is there, by a short name, each at a browser of their own."""

    app: Flask
    time: Clock
    people: dict[str, Walker] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def __getitem__(self, name: str) -> Walker:
        return self.people[name]

    def visitor(self, name: str) -> Walker:
        """Return somebody new at a browser of their own."""
        self.people[name] = Walker(self.app, next(self._numbers), name)
        return self.people[name]

    def arrives(self, name: str, letter: str) -> Walker:
        """Let who got the letter choose a password and sign in."""
        return self.visitor(name).accept(letter).sign_in()


def administrator(town: Town) -> None:
    """Make the administrators on the command line; the system's sets up a second factor."""
    said = town.app.test_cli_runner().invoke(args=["accounts", "first", "--domain", "example.cn"])
    line = next(line for line in said.output.splitlines() if "system@" in line)
    town.arrives("system", line).connect_authenticator()


def organizers(town: Town) -> None:
    """Create the body with its first organizer, who invites a second person."""
    town["system"].open("/bodies/new").send(
        "/bodies/new",
        body_name="甬江市科技局",
        region="甬江市",
        name="简行之",
        email="first@example.cn",
        phone="0588-5550001",
    )
    first = town.arrives("first", letter_to("first@example.cn"))
    first.connect_authenticator()
    first.open("/people/staff/new").send(
        "/people/staff/new",
        name="卞若谷",
        email="second@example.cn",
        phone="0588-5550002",
        role="organizer",
    )
    second = town.arrives("second", letter_to("second@example.cn"))
    second.connect_authenticator()


def contest(town: Town) -> str:
    """Create a contest from the template, set its prizes, announce it; return its address."""
    first = town["first"].open("/desk/contests/new")
    first.send("/desk/contests/new", name="甬江市场景大赛", ranking_scope="contest")
    number = re.search(r"/contests/(\d+)", first.path)[1]
    prizes = {
        "prizes__0__name": "一等奖",
        "prizes__0__seats": "1",
        "prizes__0__amount": "100",
        "prizes__1__name": "二等奖",
        "prizes__1__seats": "1",
        "prizes__1__amount": "60",
    }
    first.open(f"/contests/{number}/prizes/edit").send("/prizes/edit", **prizes)
    first.open(f"/desk/contests/{number}").send("/announcement")
    return number


def until(town: Town, date: str) -> None:
    """Let time pass until a date of the contest has come."""
    db.session.rollback()
    (found,) = db.session.scalars(select(Contest))
    town.time.now = getattr(found, date) + HOUR


def challenge(town: Town, contest_id: str) -> str:
    """Invite an issuer, who writes a challenge; approve and publish it; return its number."""
    town["first"].open("/people/issuers/new").send(
        "/people/issuers/new",
        organisation="甬江轨道集团",
        uscc="91330200MA0000002P",
        region="甬江市",
        name="陆知远",
        email="metro@example.cn",
        phone="0588-5550003",
    )
    issuer = town.arrives("metro", letter_to("metro@example.cn"))
    issuer.open("/desk/challenges/new").send(
        "/new", contest_id=contest_id, title="隧道渗漏水智能巡检"
    )
    number = re.search(r"/challenges/(\d+)", issuer.path)[1]
    _write(issuer)
    issuer.send("/submission")
    town["second"].open(f"/desk/challenges/{number}").send("/approval")
    town["first"].open(f"/desk/challenges/{number}").send("/publication")
    return number


def _write(issuer: Walker) -> None:
    """Fill in the four parts of the challenge."""
    field_id = issuer.options("field_id")[0]
    issuer.send(
        "/edit/goal",
        field_id=field_id,
        pain_point="渗漏从出现到被发现平均要 9 天。",
        goal="一天之内发现新渗漏。",
    )
    row = {"name": "发现时间", "comparator": "≤", "target": "1", "unit": "天"}
    issuer.send("/edit/indicators", **{f"indicators__0__{key}": v for key, v in row.items()})
    issuer.send(
        "/edit/resources", resources="开放 3 公里区间和夜间天窗。", cooperation=["direct_purchase"]
    )
    issuer.send("/edit/schedule")
