"""What money asks of people: their work lists, the steps of a case, and what must always hold."""

from __future__ import annotations

from datetime import timedelta

import pytest

from awards.actions import revocations
from awards.desk import work_of
from awards.models import Certificate, Payment
from awards.steps_money import steps_of_certificates, steps_of_payments
from contest.actions.screening import disqualify_entry
from tests.awards.paying import WAN, announced, certified, fill, pay, plan, record
from tests.awards.test_invariants import behind_the_back
from tests.awards.test_revoking import broken
from tests.world import DAY

RECOUNT = "已发布的排名与评分表重算结果一致"  # the little world's have no ballots


@pytest.fixture
def award(world):
    return announced(world)


def asked(app, user):
    with app.test_request_context():
        return [line.title for line in work_of(user)]


def test_an_enterprise_is_asked_for_the_account_until_it_has_given_one(app, world, award):
    assert "《entry 的方案》的奖励已发布，请填写收款账户" in asked(app, world.author)

    fill(world, award)
    assert "收款账户" not in "".join(asked(app, world.author))


def test_an_organizer_is_asked_to_pay_to_check_and_to_confirm(app, world, award, time):
    fill(world, award)
    pay(world, award)
    record(world, plan(world, award))
    plan(world, award)
    fill(world, award, account="6222020200112233445", seen=1)
    revocations.propose_revocation(award, by=world.organizer, reason="专利权属不实")
    time.now += 12 * DAY

    found = asked(app, world.second_organizer)

    assert "《contest 场景大赛》有 1 笔付款待核对" in found
    assert "《contest 场景大赛》有 1 期款项到期待办" in found
    assert "《entry 的方案》的收款账户变更待核实" in found
    assert "撤销《entry 的方案》奖励的提议待决定" in found
    assert asked(app, world.other_organizer) == []


def of_money(award):
    """Return the steps that certificates, accounts and payments tell of an award."""
    told = (
        source([award]).get(award.id, ()) for source in (steps_of_certificates, steps_of_payments)
    )
    return [step for steps in told for step in steps]


def told(app, award):
    with app.test_request_context():
        steps = of_money(award)
    return [(step.key, step.missing, bool(step.done_at)) for step in steps]


def test_a_case_tells_of_its_certificate_its_account_and_its_payments(app, world, award, time):
    certified(world, award)
    assert ("55.payment.0", ("收款账户",), False) in told(app, award)

    fill(world, award)
    pay(world, award)
    record(world, plan(world, award))
    plan(world, award)

    assert told(app, award)[-5:] == [
        ("50.certificate", (), True),
        ("55.payment.0", (), True),
        ("55.payment.001", (), True),
        ("55.payment.002", ("另一人的核对",), False),
        ("55.payment.003", ("银行回单",), False),
    ]


def test_an_unpaid_instalment_is_overdue_the_day_after(app, world, award):
    fill(world, award)
    payment = plan(world, award)

    with app.test_request_context():
        step = of_money(award)[-1]

    assert not step.is_overdue(payment.due)
    assert step.is_overdue(payment.due + timedelta(days=1))


def test_what_is_paid_and_certified_keeps_every_rule(world, award):
    certified(world, award)
    fill(world, award)
    pay(world, award)
    assert broken() == [RECOUNT]

    disqualify_entry(world.entry, by=world.organizer, reason="弄虚作假")
    assert broken() == [RECOUNT]


def test_a_payment_raised_past_the_product_shows(world, award):
    fill(world, award)
    pay(world, award, fen=60 * WAN)
    plan(world, award, fen=40 * WAN)

    behind_the_back(Payment, amount_fen=60 * WAN)

    assert "各项奖励的付款不超过奖励金额，追回不超过已付" in broken()


def test_a_certificate_altered_past_the_product_shows(world, award):
    content = certified(world, award).content

    behind_the_back(Certificate, content=content | {"prize": "特等奖"})

    assert "有效的证书都有已发布的奖励，内容与签名一致" in broken()
