"""What revoked awards have to pay back, on every page and list that somebody reads."""

from __future__ import annotations

from io import BytesIO

import pytest

from awards.actions import payments
from awards.cases import steps_of
from awards.desk import work_of
from awards.queries.cases import cases_of
from awards.queries.payments import payments_of
from contest.actions.screening import disqualify_entry
from tests.awards.paying import WAN, announced, certified, check, fill, pay, plan, record
from tests.contest.core.filesamples import pdf

WHY = "使用他人专利申报"


@pytest.fixture
def award(world):
    award = announced(world)
    fill(world, award)
    return award


@pytest.fixture
def owing(world, award):
    """Return the award after 30 of 100 were paid, 70 planned, and its entry disqualified."""
    pay(world, award, fen=30 * WAN)
    plan(world, award, fen=70 * WAN)
    disqualify_entry(world.entry, by=world.organizer, reason=WHY)
    return award


def claim_of(award):
    return payments_of(award.id)[-1]


def come_back(world, award):
    record(world, claim_of(award))
    check(world, claim_of(award))


def asked(app, user):
    with app.test_request_context():
        return [line.title for line in work_of(user)]


def undone(app, award):
    with app.test_request_context():
        return [step.title for step in steps_of([award])[award.id] if not step.done_at]


def test_officers_are_asked_until_the_money_has_come_back(app, world, owing):
    line = "《contest 场景大赛》有 1 项已撤销奖励的款项待追回"
    assert line in asked(app, world.organizer)
    assert asked(app, world.other_organizer) == []

    payments.cancel_payment(claim_of(owing), by=world.organizer, version=1, reason="分两次")
    assert line in asked(app, world.organizer)

    plan(world, owing, fen=30 * WAN)
    come_back(world, owing)
    assert line not in asked(app, world.organizer)


def test_the_enterprise_reads_what_it_owes_and_why(app, world, owing, visit):
    assert "《entry 的方案》的奖励已撤销，已付奖金须退还" in asked(app, world.author)
    assert "已付奖金须退还" not in "".join(asked(app, world.rival))

    page = visit(world.author).get("/awards/mine").text

    assert f"原因：{WHY}。请退还 30.00 万元" in page
    assert "应退还 30.00 万元，已退 0.00 万元" in page
    come_back(world, owing)
    assert "请退还" not in visit(world.author).get("/awards/mine").text


def test_a_case_is_open_until_the_money_has_come_back(app, world, owing):
    assert cases_of(world.contest.id) == [owing]
    assert undone(app, owing) == ["追回款项（第 3 期）"]

    payments.cancel_payment(claim_of(owing), by=world.organizer, version=1, reason="分两次")
    assert undone(app, owing) == ["追回款项（30.00 万元尚未安排）"]

    plan(world, owing, fen=30 * WAN)
    come_back(world, owing)
    assert undone(app, owing) == []
    assert cases_of(world.contest.id) == []


def test_the_page_of_payments_tells_apart_what_is_to_come_back(world, owing, visit):
    client, path = visit(world.organizer), f"/contests/{world.contest.id}/payments"
    record(world, claim_of(owing), came_fen=10 * WAN)

    page = client.get(path).text
    assert "已付 30.00 万元，其中已追回 10.00 万元、待追回 20.00 万元" in page
    assert "entry 的方案" in client.get(f"{path}?state=owed").text

    assert "已追回 10.00 万元，待追回 20.00 万元" in client.get(f"/awards/{owing.id}/payments").text
    told = client.get(f"{path}/list.csv?state=owed").text
    assert told.count("追回") == 2
    come_back(world, owing)
    assert "没有符合条件的款项" in client.get(f"{path}?state=owed").text


def test_a_part_is_recorded_on_the_page_of_the_claim(world, owing, visit):
    client, claim = visit(world.organizer), claim_of(owing)
    path = f"/payments/{claim.id}"
    assert "本次退还金额" in client.get(path).text
    typed = {"paid_on": "2026-03-01", "reference": "TK-1", "version": claim.version}

    def send(came):
        file = {"voucher": (BytesIO(pdf()), "回单.pdf")}
        return client.post(f"{path}/record", data={**typed, "came": came, **file})

    assert "不超过本笔应追回的 30.00 万元" in send("31").text
    assert send("12.5").status_code == 302
    assert [one.amount_fen for one in payments_of(owing.id)[-2:]] == [12_500_000, 17_500_000]


def test_a_payment_under_way_can_be_found_on_its_page(world, owing, visit):
    under_way = payments_of(owing.id)[1]

    page = visit(world.organizer).get(f"/payments/{under_way.id}").text

    assert "补登记撤销前已付的款项" in page
    assert "本次退还金额" not in page


def test_an_award_revoked_before_its_certificate_is_still_shown(world, owing, visit):
    page = visit(world.author).get("/awards/mine").text

    assert "entry 的方案" in page
    assert "奖励已撤销" in page


def test_an_award_that_nothing_was_paid_of_owes_nothing(app, world, award):
    certified(world, award)
    disqualify_entry(world.entry, by=world.organizer, reason=WHY)

    assert "退还" not in "".join(asked(app, world.author))
    assert cases_of(world.contest.id) == []
