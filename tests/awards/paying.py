"""An announced award of the little world, its account and its payments."""

from __future__ import annotations

from datetime import date

from awards.actions import payees, payments
from awards.actions.certificates import issue_certificate
from awards.models import Announcement, Award
from awards.states import AwardState
from contest.core.actions import acting
from contest.core.db import db
from contest.core.intake import Kept
from tests.awards.proposing import MILLION, approve, give_prizes, propose, publish
from tests.kept import DIGEST
from tests.world import MONDAY

WAN = 1_000_000
DUE = date(2026, 3, 20)
PAID = date(2026, 3, 1)
ACCOUNT = "3901120009000123456"
VOUCHER = Kept(DIGEST, 3, "pdf", "银行回单.pdf", 1, "unscanned")


def announced(world, *, amount=MILLION) -> Award:
    """Return the author's award, announced, without going through its publicity."""
    give_prizes(world, ("一等奖", 1, amount))
    publish(world)
    approve(world, propose(world))
    query = db.select(Award).where(Award.contest_id == world.contest.id)
    award = db.session.scalars(query).one()
    with acting("test.announced", award, by=None):
        award.announcement_id = _decision(world).id
        for state in (AwardState.PUBLICISED, AwardState.CONFIRMED, AwardState.ANNOUNCED):
            award.state = state
    return award


def _decision(world) -> Announcement:
    decision = Announcement(
        contest_id=world.contest.id,
        number=1,
        document_number="甲科发〔2026〕1 号",
        announced_at=MONDAY,
        announced_by_id=world.organizer.id,
    )
    db.session.add(decision)
    db.session.flush()
    return decision


def certified(world, award):
    return issue_certificate(award, by=world.organizer)


def fill(world, award, **given):
    typed = {
        "holder": world.author_organisation.name,
        "bank": "中国工商银行",
        "branch": "宁波鼓楼支行",
        "account": ACCOUNT,
    }
    return payees.fill_payee(award, by=world.author, **(typed | given))


def plan(world, award, *, fen=10 * WAN, by=None):
    return payments.plan_payment(award, by=by or world.organizer, amount_fen=fen, due=DUE)


def record(world, payment, *, by=None, **given):
    typed = {"paid_on": PAID, "reference": "YH-0301-001", "voucher": VOUCHER} | given
    by = by or world.organizer
    payments.record_payment(payment, by=by, version=payment.version, **typed)


def check(world, payment, *, by=None):
    by = by or world.second_organizer
    payments.check_payment(payment, by=by, version=payment.version)


def pay(world, award, *, fen=10 * WAN):
    """Plan an instalment, record it and check it."""
    payment = plan(world, award, fen=fen)
    record(world, payment)
    check(world, payment)
    return payment
