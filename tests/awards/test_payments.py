"""Instalments of an award: planned, recorded by one, checked by another, never over the award."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from awards.actions import payments
from awards.models import Award, Payment, PaymentKind
from awards.queries.payments import sums_of
from awards.states import AwardState, PaymentState
from contest.core.actions import acting
from contest.core.db import db
from contest.models import User
from contest.refusals import Stale
from tests.awards.paying import DUE, WAN, announced, check, fill, pay, plan, record
from tests.simultaneous import at_once, broken_chains

MANY = 20


@pytest.fixture
def award(world):
    award = announced(world)
    fill(world, award)
    return award


def test_an_instalment_goes_from_plan_to_voucher_to_a_second_person(world, award):
    payment = plan(world, award)
    record(world, payment)
    check(world, payment)

    assert payment.state is PaymentState.CHECKED
    assert payment.voucher.name == "银行回单.pdf"
    assert payment.payee.number == 1
    assert (payment.recorded_by_id, payment.checked_by_id) == (
        world.organizer.id,
        world.second_organizer.id,
    )


def test_who_recorded_a_payment_does_not_check_it(world, award):
    payment = plan(world, award)
    record(world, payment)

    with pytest.raises(payments.SamePerson):
        check(world, payment, by=world.organizer)


@pytest.mark.parametrize("fen", [0, -1, 100 * WAN + 1])
def test_an_instalment_is_more_than_nothing_and_no_more_than_the_award(world, award, fen):
    with pytest.raises(payments.TooMuch, match=r"还可以安排 100\.00 万元"):
        plan(world, award, fen=fen)


def test_all_instalments_together_are_no_more_than_the_award(world, award):
    pay(world, award, fen=60 * WAN)
    second = plan(world, award, fen=40 * WAN)

    with pytest.raises(payments.TooMuch, match=r"还可以安排 0\.00 万元"):
        plan(world, award, fen=1)

    payments.cancel_payment(second, by=world.organizer, version=1, reason="分两期拨付")
    assert plan(world, award, fen=20 * WAN).number == 3


@pytest.mark.parametrize("state", [AwardState.APPROVED, AwardState.PUBLICISED])
def test_only_an_announced_award_is_paid(world, ready, state):
    from tests.awards.proposing import approve, awards, propose  # noqa: PLC0415

    approve(world, propose(world))
    award = awards(world)[0]
    if state is not award.state:
        with acting("test.publicised", award, by=None):
            award.state = state

    with pytest.raises(payments.NotPayable):
        plan(world, award)


def test_without_an_account_nothing_is_paid(world):
    payment = plan(world, announced(world))

    with pytest.raises(payments.NoAccount):
        record(world, payment)


def test_while_another_account_waits_nothing_is_paid(world, award):
    pay(world, award)
    payment = plan(world, award)
    fill(world, award, account="6222020200112233445", seen=1)

    with pytest.raises(payments.NoAccount):
        record(world, payment)


def test_nothing_was_paid_tomorrow(world, award):
    with pytest.raises(payments.InTheFuture):
        record(world, plan(world, award), paid_on=date(2026, 3, 3))


def test_a_record_that_does_not_fit_its_voucher_goes_back(world, award):
    payment = plan(world, award)
    record(world, payment)

    payments.return_payment(
        payment, by=world.second_organizer, version=payment.version, reason="金额与回单不符"
    )

    assert (payment.state, payment.return_reason) == (PaymentState.PLANNED, "金额与回单不符")
    record(world, payment, reference="YH-2")
    assert payment.return_reason == ""


def test_a_page_that_is_out_of_date_decides_nothing(world, award):
    payment = plan(world, award)
    record(world, payment)

    with pytest.raises(Stale):
        payments.check_payment(payment, by=world.second_organizer, version=1)


@pytest.mark.parametrize("deed", ["check", "cancel", "return", "record"])
def test_what_was_checked_stays(world, award, deed):
    payment = pay(world, award)
    told = {"by": world.organizer, "version": payment.version}
    deeds = {
        "check": lambda: payments.check_payment(payment, **told),
        "cancel": lambda: payments.cancel_payment(payment, reason="误", **told),
        "return": lambda: payments.return_payment(payment, reason="误", **told),
        "record": lambda: record(world, payment),
    }

    with pytest.raises(payments.WrongStep):
        deeds[deed]()


def _plan_at_once(award_id, user_id):
    award, user = db.session.get(Award, award_id), db.session.get(User, user_id)
    payments.plan_payment(award, by=user, amount_fen=30 * WAN, due=DUE)
    return "planned"


def test_twenty_simultaneous_instalments_never_pass_the_award(app, world, award):
    work = partial(_plan_at_once, award.id, world.organizer.id)

    told = at_once(app, [work] * MANY)

    assert told.count("planned") == 3
    assert sums_of(award.id).promised == 90 * WAN
    assert broken_chains() == []


def _check_at_once(payment_id, user_id):
    payment, user = db.session.get(Payment, payment_id), db.session.get(User, user_id)
    payments.check_payment(payment, by=user, version=payment.version)
    return "checked"


def test_two_who_check_at_once_check_once(app, world, award):
    payment = plan(world, award)
    record(world, payment)
    work = partial(_check_at_once, payment.id, world.second_organizer.id)

    told = at_once(app, [work] * 4)

    assert told.count("checked") == 1
    assert payment.kind is PaymentKind.PAYOUT
