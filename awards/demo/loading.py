"""Loading the demo into an empty database."""

from __future__ import annotations

from flask import current_app
from sqlalchemy import select

from awards.demo.accounts import PASSWORD
from awards.demo.amendments import Amendments
from awards.demo.ballots import Ballots
from awards.demo.catalogue import Catalogue
from awards.demo.challenges import Challenges
from awards.demo.claims import Claims
from awards.demo.contests import Contests
from awards.demo.days import days
from awards.demo.deliveries import Deliveries
from awards.demo.entries import Entries
from awards.demo.evaluations import Evaluations
from awards.demo.evenings import Evenings
from awards.demo.objections import Objections
from awards.demo.panels import Panels
from awards.demo.papers import Papers
from awards.demo.payments import Payments
from awards.demo.people import People
from awards.demo.recusals import Recusals
from awards.demo.results import Results
from awards.demo.screening import Screenings
from awards.demo.story import Cast, tell
from contest import passwords
from contest.core import clock
from contest.core.db import db
from contest.models import Body, User

# Settings, as the environment names them, of a place that others can reach.
PRODUCTION = {
    "PUBLIC_URL": "PUBLIC_URL",
    "COOKIE_SECURE": "SESSION_COOKIE_SECURE",
    "TRUSTED_PROXIES": "TRUSTED_PROXIES",
}


class Unloadable(Exception):
    """The demo must not be loaded here; the reason is for whoever typed the command."""


def is_empty() -> bool:
    """Return whether nobody and nothing is in the database yet."""
    return db.session.scalar(select(User.id).limit(1)) is None and not _bodies()


def is_demo() -> bool:
    """Return whether this is a demo database: all of its bodies are invented."""
    return set(_bodies()) == {True}


def require_loadable() -> None:
    """Raise Unloadable where real people are or will come, or where letters would leave.

    The demo's passwords are public: an address of our own, cookies for HTTPS or
    a proxy in front mean that others can reach the place.
    """
    if not is_empty():
        raise Unloadable("数据库不为空。演示数据只能装入刚建好的空数据库。")
    if current_app.config["SMTP_URL"]:
        raise Unloadable("已配置邮件服务器，演示数据会向虚构的邮箱发信。请先去掉 SMTP_URL。")
    if others := [name for name, key in PRODUCTION.items() if current_app.config[key]]:
        raise Unloadable(
            f"已设置 {'、'.join(others)}，像是正式环境。演示账号的密码是公开的，"
            "请只在没有这些设置的本机上装入。"
        )


def load(papers: Papers) -> Cast:
    """Tell the demo's story up to this moment. Raise Unloadable."""
    require_loadable()
    cast, seen = Cast(), days(clock.now())
    chapters = (
        People(cast, seen, passwords.hashed(PASSWORD)),
        Contests(cast, seen),
        Challenges(cast, seen),
        Entries(cast, seen, papers),
        Screenings(cast, seen),
        Panels(cast, seen),
        Recusals(cast, seen),
        Evenings(cast, seen),
        Ballots(cast, seen),
        Amendments(cast, seen),
        Results(cast, seen),
        Payments(cast, seen),
        Deliveries(cast, seen),
        Evaluations(cast, seen),
        Claims(cast, seen),
        Catalogue(cast, seen),
        Objections(cast, seen),
    )
    tell(happening for chapter in chapters for happening in chapter.happenings())
    return cast


def _bodies() -> list[bool]:
    return list(db.session.scalars(select(Body.is_demo)))
