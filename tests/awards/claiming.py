"""A confirmed award, a scheme with its quota, and claims that are filled in, for tests."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from awards.actions import claim_reviews as reviews
from awards.actions import claims as actions
from awards.actions.schemes import adopt_schemes, set_quota
from awards.claim_checks import Check
from awards.models import Award, Claim, FollowUp, FollowUpKind, PaperKind, Plan, Prize, Scheme
from awards.states import AwardState, FollowUpState, PlanState
from awards.subsidy import ProductClass
from contest.core.actions import acting
from contest.core.db import db
from contest.core.intake import Kept
from tests.awards.proposing import published_edition
from tests.kept import DIGEST, SIZE
from tests.world import MONDAY

WAN = 1_000_000
EQUIPMENT, MATERIALS = "national-equipment-2019", "national-materials-2017"
USER = "91330200MA0000002P"
ALL = {check.value: "" for check in Check}
# 120 万 of premium, under 3 % of 5,000 万; × 80 % = 96 万.
WHOLE_FEN = 96 * WAN
SAID = {
    "product_name": "隧道渗漏水巡检机器人",
    "product_class": ProductClass.ANY,
    "year_index": 1,
    "policy_number": "PICC-2026-0001",
    "insurer": "人保财险宁波分公司",
    "starts_on": date(2026, 1, 1),
    "ends_on": date(2026, 12, 31),
    "insured_fen": 5000 * WAN,
    "premium_invoiced_fen": 120 * WAN,
    "premium_paid_fen": 120 * WAN,
    "contract_fen": 4000 * WAN,
    "user_name": "甬城轨道交通公司",
    "user_uscc": USER,
    "own_legal_rep": "王建国",
    "user_legal_rep": "李卫东",
    "related": False,
    "shareholding": "",
    "subsidised": False,
    "other_subsidy": "",
}


def give(world) -> Award:
    """Give the author's entry a prize, by a plan that was approved, without any standings."""
    with acting("test.given", world.contest, by=None):
        edition = published_edition(world)
        prize = Prize(
            contest_id=world.contest.id, position=1, name="一等奖", seats=9, amount_fen=10**8
        )
        db.session.add(prize)
        db.session.flush()
        plan = Plan(
            contest_id=world.contest.id,
            edition_id=edition.id,
            digest="0" * 64,
            proposed_by_id=world.organizer.id,
            proposed_at=MONDAY,
        )
        db.session.add(plan)
        db.session.flush()
        plan.state, plan.approved_by_id = PlanState.APPROVED, world.second_organizer.id
        return award_to(world.entry, plan, prize)


def award_to(entry, plan: Plan, prize: Prize) -> Award:
    """Add an award to an entry, inside an action of the caller's."""
    award = Award(
        contest_id=entry.contest_id,
        entry_id=entry.id,
        enterprise_id=entry.enterprise_id,
        prize_id=prize.id,
        plan_id=plan.id,
        place=1,
        amount_fen=prize.amount_fen,
        approved_at=MONDAY,
    )
    db.session.add(award)
    db.session.flush()
    return award


def settle(world, award: Award) -> Award:
    """Confirm an award after its publicity, and decide that it may claim."""
    with acting("test.settled", world.contest, by=world.organizer):
        award.state = AwardState.PUBLICISED
        db.session.flush()
        award.state = AwardState.CONFIRMED
        decided = FollowUp(
            contest_id=award.contest_id, award_id=award.id, kind=FollowUpKind.SUBSIDY, year=2026
        )
        db.session.add(decided)
        db.session.flush()
        decided.state, decided.reason = FollowUpState.YES, "材料齐全"
    return award


def settled_award(world) -> Award:
    """Return the author's award, confirmed, with the schemes and a quota of 1,000 万 in 2026."""
    award = settle(world, give(world))
    adopt_schemes(world.contest.body, by=world.organizer)
    set_quota(scheme(EQUIPMENT), by=world.organizer, year=2026, uscc="", fen=1000 * WAN)
    return award


def scheme(key: str) -> Scheme:
    return db.session.scalars(select(Scheme).where(Scheme.key == key)).one()


def begin(world, award: Award, *, key: str = EQUIPMENT, **change) -> Claim:
    """Return a claim that is filled in, by the author."""
    claim = actions.begin_claim(award, by=world.author)
    said = {**SAID, "scheme_id": scheme(key).id, **change}
    actions.save_claim(claim, by=world.author, version=claim.version, **said)
    return claim


def paper(world, claim: Claim, kind: PaperKind, *, expires_on: date | None = None):
    kept = Kept(DIGEST, SIZE, "pdf", f"{kind}.pdf", 2, "unscanned")
    return actions.add_claim_paper(
        claim, by=world.author, kind=kind.value, kept=kept, expires_on=expires_on
    )


def submit(world, claim: Claim, *, without: PaperKind | None = None) -> Claim:
    """Submit a claim with its papers."""
    for kind in PaperKind:
        if kind is not without:
            paper(world, claim, kind)
    actions.submit_claim(claim, by=world.author, version=claim.version)
    return claim


def qualify(world, claim: Claim, **notes: str) -> Claim:
    reviews.qualify_claim(claim, by=world.organizer, version=claim.version, ticks={**ALL, **notes})
    return claim


def fund(world, claim: Claim, *, fen: int = WHOLE_FEN, by=None) -> Claim:
    reviews.fund_claim(claim, by=by or world.second_organizer, version=claim.version, shown_fen=fen)
    return claim


def pay(world, claim: Claim, *, on: date = date(2026, 3, 1)) -> Claim:
    reviews.pay_claim(
        claim,
        by=world.organizer,
        version=claim.version,
        paid_on=on,
        reference="2026-国库-0031",
        voucher=None,
    )
    return claim
