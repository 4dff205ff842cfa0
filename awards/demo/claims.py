"""Subsidy claims of the ended contest: one paid, one waiting for funds, one returned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from awards.actions import claim_reviews as reviews
from awards.actions import claims as actions
from awards.actions.schemes import adopt_schemes, set_quota
from awards.claim_checks import PAPERS, Check
from awards.demo.days import DAY, HOUR, Days
from awards.demo.results import ENDED
from awards.demo.story import Cast, Happening
from awards.documents.official import Body, Closing, Fields, Gap, Official, Title
from awards.making import print_anew
from awards.models import Award, Claim, Scheme
from contest.core import clock
from contest.core.db import db
from contest.core.intake import Kept, storage
from contest.demo.contests import CLOSING, at
from contest.models import Contest, Role, User

WAN = 1_000_000  # 万元, in fen
SCHEME = "national-equipment-2019"
# As much as the first claim comes to: the next one waits.
QUOTA = 120 * WAN
YEAR = timedelta(days=365)
# By key: the place of the award, what the policy says, and what became of it.
POLICIES: dict[str, dict[str, Any]] = {
    "paid": {
        "place": 1,
        "year_index": 1,
        "policy_number": "PICC-YJ-100381",
        "insurer": "人保财险甬江市分公司",
        "insured": 6000,
        "premium": 150,
        "contract": 5200,
    },
    "waiting": {
        "place": 2,
        "year_index": 1,
        "policy_number": "CPIC-YJ-100127",
        "insurer": "太平洋产险甬江中心支公司",
        "insured": 3000,
        "premium": 80,
        "contract": 2600,
    },
    "returned": {
        "place": 1,
        "year_index": 2,
        "policy_number": "PICC-YJ-200412",
        "insurer": "人保财险甬江市分公司",
        "insured": 6000,
        "premium": 132,
        "contract": 5200,
    },
}
BUYER = {"user_name": "甬江市市政建设集团有限公司", "user_uscc": "91330200MA0000002P"}
MISSING = "缺少用户接受或使用证明，请补充加盖用户公章的验收证明后再次提交。"


@dataclass(frozen=True, slots=True)
class Claims:
    """Tells of the claims, each step by the person whose step it is."""

    cast: Cast
    days: Days

    def happenings(self) -> Iterator[Happening]:
        """Yield the steps, after the awards were announced and the policies decided."""
        begins = at(self._publicity, CLOSING) + 32 * DAY
        yield Happening(begins, self._enter_schemes)
        yield Happening(begins + DAY, lambda: self._claim("paid"))
        yield Happening(begins + 2 * DAY, lambda: self._claim("waiting"))
        yield Happening(begins + 4 * DAY, lambda: self._qualify("paid"))
        yield Happening(begins + 4 * DAY + HOUR, lambda: self._qualify("waiting"))
        yield Happening(begins + 6 * DAY, self._fund)
        yield Happening(begins + 9 * DAY, lambda: self._claim("returned"))
        yield Happening(begins + 12 * DAY, self._return)
        yield Happening(begins + 20 * DAY, self._pay)

    @property
    def _publicity(self) -> date:
        return self.days.contests[ENDED].timetable.publicity_from

    def _enter_schemes(self) -> None:
        body = self.cast.find(Contest, ENDED).body
        adopt_schemes(body, by=self._person(1))
        scheme = db.session.scalars(select(Scheme).filter_by(body_id=body.id, key=SCHEME)).one()
        self.cast.remember(SCHEME, scheme)
        year = clock.local(clock.now()).year
        set_quota(scheme, by=self._person(2), year=year, uscc="", fen=QUOTA)

    def _claim(self, key: str) -> None:
        told = POLICIES[key]
        contest = self.cast.find(Contest, ENDED)
        award = db.session.scalars(
            select(Award).filter_by(contest_id=contest.id, place=told["place"]).order_by(Award.id)
        ).first()
        if award is None:
            raise LookupError(key)
        author = _author_of(award)
        claim = actions.begin_claim(award, by=author)
        self.cast.remember(key, claim)
        said = self._said(told) | {"scheme_id": self.cast.numbers[Scheme, SCHEME]}
        actions.save_claim(claim, by=author, version=claim.version, **said)
        for kind in PAPERS:
            if (key, kind) != ("returned", "acceptance"):
                kept = _paper(kind, told["policy_number"], dated=self._publicity)
                actions.add_claim_paper(claim, by=author, kind=kind, kept=kept, expires_on=None)
        actions.submit_claim(claim, by=author, version=claim.version)

    def _said(self, told: dict[str, Any]) -> dict[str, Any]:
        """Return what the enterprise types; the second year follows on the first."""
        starts = self._publicity - timedelta(days=330) + YEAR * (told["year_index"] - 1)
        return {
            **{name: told[name] for name in ("year_index", "policy_number", "insurer")},
            **BUYER,
            "starts_on": starts,
            "ends_on": starts + YEAR - timedelta(days=1),
            "insured_fen": told["insured"] * WAN,
            "contract_fen": told["contract"] * WAN,
            "premium_invoiced_fen": told["premium"] * WAN,
            "premium_paid_fen": told["premium"] * WAN,
            "own_legal_rep": "沈知行",
            "user_legal_rep": "郑海平",
            "related": False,
            "subsidised": False,
        }

    def _qualify(self, key: str) -> None:
        claim = self.cast.find(Claim, key)
        ticks = {check.value: "" for check in Check} | {"policy": "已与保险公司电话核对"}
        reviews.qualify_claim(claim, by=self._person(1), version=claim.version, ticks=ticks)

    def _fund(self) -> None:
        claim = self.cast.find(Claim, "paid")
        reviews.fund_claim(claim, by=self._person(2), version=claim.version, shown_fen=QUOTA)

    def _return(self) -> None:
        claim = self.cast.find(Claim, "returned")
        reviews.return_claim(claim, by=self._person(1), version=claim.version, reason=MISSING)

    def _pay(self) -> None:
        claim = self.cast.find(Claim, "paid")
        day = clock.local(clock.now()).date()
        kept = _paper("payment", "国库集中支付", dated=day)
        reviews.pay_claim(
            claim,
            by=self._person(2),
            version=claim.version,
            paid_on=day,
            reference=f"国库〔{day.year}〕0217",
            voucher=kept,
        )

    def _person(self, number: int) -> User:
        return self.cast.find(User, f"organizer{number}")


def _author_of(award: Award) -> User:
    people = select(User).filter_by(organisation_id=award.enterprise_id, role=Role.ENTERPRISE)
    return db.session.scalars(people.order_by(User.id).limit(1)).one()


def _paper(kind: str, about: str, *, dated: date) -> Kept:
    """Keep an invented paper of one page."""
    title = str(PAPERS[kind])
    parts = (
        Title(title),
        Gap(),
        Fields([("编号", about), ("内容", "演示材料，内容为虚构。")]),
        Body("本件用于演示保险补贴申请的材料。"),
        Closing("演示单位", dated),
    )
    stored = storage().put_bytes(print_anew(Official(title, title, parts, "演示单位", dated)))
    return Kept(stored.digest, stored.size, "pdf", f"{title}.pdf", 1, "unscanned")
