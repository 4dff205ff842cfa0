"""An announced award taken back: by two people, with all that stood on it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from awards.actions import payments, revocations
from awards.actions.revocations import approve_revocation, propose_revocation, return_revocation
from awards.models import Payment, PaymentKind
from awards.payment_lists import totals_of
from awards.queries.payments import payments_of, sums_of
from awards.states import AwardState, CertificateState, PaymentState
from contest.actions.screening import disqualify_entry
from contest.core.db import db
from tests.awards.paying import DUE, PAID, WAN, announced, certified, check, fill, pay, plan, record
from tests.awards.proposing import approve, awards, propose
from tests.awards.test_money_work import RECOUNT
from tests.awards.test_revoking import broken

WHY = "经查，申报的专利并非本企业所有"


@pytest.fixture
def award(world):
    award = announced(world)
    fill(world, award)
    return award


def revoke(world, award):
    proposed = propose_revocation(award, by=world.organizer, reason=WHY)
    approve_revocation(proposed, by=world.second_organizer)
    return proposed


def test_a_revoked_award_takes_its_certificate_and_its_payments_along(world, award, time):
    certificate = certified(world, award)
    pay(world, award, fen=30 * WAN)
    waiting = plan(world, award, fen=70 * WAN)

    revoke(world, award)

    assert (award.state, award.revocation, award.revoked_at) == (
        AwardState.REVOKED,
        WHY,
        time.now,
    )
    assert (certificate.state, certificate.void_reason) == (CertificateState.VOID, WHY)
    assert (waiting.state, waiting.cancel_reason) == (
        PaymentState.CANCELLED,
        "所依据的奖励已撤销",
    )


def test_what_was_paid_is_to_come_back(world, award):
    pay(world, award, fen=30 * WAN)

    revoke(world, award)

    claim = payments_of(award.id)[-1]
    assert (claim.kind, claim.amount_fen, claim.state) == (
        PaymentKind.RECOVERY,
        30 * WAN,
        PaymentState.PLANNED,
    )
    record(world, claim)
    check(world, claim)
    assert sums_of(award.id).returned == 30 * WAN
    with pytest.raises(payments.TooMuch, match="追回合计不能超过已付金额"):
        plan(world, award, fen=1)


def test_money_may_come_back_in_parts(world, award):
    pay(world, award, fen=30 * WAN)
    revoke(world, award)
    claim = payments_of(award.id)[-1]

    payments.cancel_payment(claim, by=world.organizer, version=1, reason="分两次归还")
    for fen in (10 * WAN, 20 * WAN):
        payments.plan_payment(award, by=world.organizer, amount_fen=fen, due=DUE)

    assert sums_of(award.id).reclaimed == 30 * WAN


def test_where_nothing_was_paid_nothing_comes_back(world, award):
    revoke(world, award)

    assert db.session.query(Payment).filter_by(award_id=award.id).all() == []
    with pytest.raises(payments.NotPayable):
        plan(world, award)


def test_who_proposed_does_not_decide(world, award):
    proposed = propose_revocation(award, by=world.organizer, reason=WHY)

    with pytest.raises(revocations.SamePerson):
        approve_revocation(proposed, by=world.organizer)


def test_until_every_payment_is_checked_nothing_is_revoked(world, award):
    payment = plan(world, award)
    record(world, payment)
    proposed = propose_revocation(award, by=world.organizer, reason=WHY)

    with pytest.raises(revocations.UncheckedPayments):
        approve_revocation(proposed, by=world.second_organizer)

    check(world, payment)
    approve_revocation(proposed, by=world.second_organizer)
    assert award.state is AwardState.REVOKED


def test_a_returned_proposal_leaves_the_award_standing(world, award):
    proposed = propose_revocation(award, by=world.organizer, reason=WHY)

    return_revocation(proposed, by=world.second_organizer, reason="证据不足")

    assert award.state is AwardState.ANNOUNCED
    with pytest.raises(revocations.NotWaiting):
        approve_revocation(proposed, by=world.second_organizer)
    assert propose_revocation(award, by=world.organizer, reason=WHY).id != proposed.id


def test_one_proposal_waits_at_a_time(world, award):
    propose_revocation(award, by=world.organizer, reason=WHY)

    with pytest.raises(revocations.AlreadyProposed):
        propose_revocation(award, by=world.second_organizer, reason=WHY)


def test_before_its_announcement_an_award_is_not_revoked_so(world, ready):
    approve(world, propose(world))

    with pytest.raises(revocations.NotAnnounced):
        propose_revocation(awards(world)[0], by=world.organizer, reason=WHY)


def test_an_entry_that_is_disqualified_takes_its_certificate_along(world, award):
    certificate = certified(world, award)
    plan(world, award)

    disqualify_entry(world.entry, by=world.organizer, reason="内部材料")

    assert certificate.void_reason == "所依据的奖励已撤销"
    assert [payment.state for payment in payments_of(award.id)] == [PaymentState.CANCELLED]


def test_what_was_paid_to_who_is_disqualified_is_to_come_back(world, award):
    pay(world, award, fen=30 * WAN)

    disqualify_entry(world.entry, by=world.organizer, reason="内部材料")

    claim = payments_of(award.id)[-1]
    assert (claim.kind, claim.amount_fen) == (PaymentKind.RECOVERY, 30 * WAN)
    assert claim.planned_by_id == world.organizer.id


def test_a_claim_that_is_cancelled_is_still_to_come_back(world, award, visit):
    pay(world, award, fen=30 * WAN)
    revoke(world, award)
    claim = payments_of(award.id)[-1]

    payments.cancel_payment(claim, by=world.organizer, version=1, reason="分两次归还")
    assert totals_of(world.contest)["claimed"] == 30 * WAN

    part = payments.plan_payment(award, by=world.organizer, amount_fen=10 * WAN, due=DUE)
    record(world, part)
    page = visit(world.organizer).get(f"/contests/{world.contest.id}/awards").text
    assert totals_of(world.contest)["claimed"] == 20 * WAN
    assert "已付 30.00，追回 10.00" in page
    assert "已付 30.00 万元，其中已追回 10.00 万元、待追回 20.00 万元" in page


def test_what_comes_in_part_leaves_the_rest_claimed(world, award):
    pay(world, award, fen=30 * WAN)
    revoke(world, award)
    claim = payments_of(award.id)[-1]

    record(world, claim, came_fen=10 * WAN)

    part, rest = payments_of(award.id)[-2:]
    assert (part.amount_fen, part.state) == (10 * WAN, PaymentState.RECORDED)
    assert (rest.kind, rest.amount_fen, rest.due) == (PaymentKind.RECOVERY, 20 * WAN, part.due)
    assert (rest.state, rest.note) == (PaymentState.PLANNED, "第 2 期未退部分")


@pytest.mark.parametrize("fen", [0, 30 * WAN + 1])
def test_nothing_and_more_than_is_claimed_do_not_come_back(world, award, fen):
    pay(world, award, fen=30 * WAN)
    revoke(world, award)

    with pytest.raises(payments.TooMuch, match=r"不超过本笔应追回的 30.00 万元"):
        record(world, payments_of(award.id)[-1], came_fen=fen)


def test_a_payment_that_was_under_way_is_found_and_claimed_back(world, award):
    pay(world, award, fen=30 * WAN)
    under_way, by_hand = plan(world, award, fen=20 * WAN), plan(world, award, fen=5 * WAN)
    payments.cancel_payment(by_hand, by=world.organizer, version=1, reason="合并")
    disqualify_entry(world.entry, by=world.organizer, reason="内部材料")

    with pytest.raises(payments.PaidAfterwards):
        record(world, under_way, paid_on=PAID + timedelta(days=365))
    with pytest.raises(payments.WrongStep):
        record(world, by_hand)
    record(world, under_way)

    assert under_way.state is PaymentState.RECORDED
    assert (sums_of(award.id).paid, sums_of(award.id).reclaimed) == (50 * WAN, 50 * WAN)
    assert broken() == [RECOUNT]


def test_a_payment_found_in_error_is_off_again(world, award):
    under_way = plan(world, award, fen=20 * WAN)
    disqualify_entry(world.entry, by=world.organizer, reason="内部材料")
    record(world, under_way)
    with pytest.raises(payments.GotBackMore):
        give_back(world, under_way)

    claim = payments_of(award.id)[-1]
    payments.cancel_payment(claim, by=world.organizer, version=1, reason="未付")
    give_back(world, under_way)

    assert (under_way.state, under_way.cancel_reason) == (
        PaymentState.CANCELLED,
        "所依据的奖励已撤销",
    )
    assert sums_of(award.id).paid == 0


def give_back(world, payment):
    payments.return_payment(
        payment, by=world.second_organizer, version=payment.version, reason="回单不符"
    )
