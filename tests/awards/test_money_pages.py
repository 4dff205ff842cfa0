"""The pages of accounts, payments, certificates and revocations."""

from __future__ import annotations

from io import BytesIO

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from openpyxl import load_workbook
from rfc8785 import dumps

from awards.actions import revocations
from awards.models import Payee, Payment
from awards.queries.certificates import valid_certificate
from awards.queries.payments import payments_of
from awards.states import AwardState, PayeeState, PaymentState
from contest.core.actions import acting
from contest.core.db import db
from contest.core.ledger import LedgerEntry
from contest.passwords import hashed
from tests.awards.paying import ACCOUNT, WAN, announced, certified, fill, pay, plan, record
from tests.contest.core.filesamples import pdf

PASSWORD = "Correct-horse-1"
TYPED = {
    "holder": "author 有限公司",
    "bank": "中国工商银行",
    "branch": "宁波鼓楼支行",
    "account": "6222 0202 0011 2233-445",
    "seen": 0,
}
OTHER = "6222020200112233445"


@pytest.fixture
def award(world, hasty):
    with acting("test.passwords", world.organizer, by=None):
        for person in (world.organizer, world.second_organizer):
            person.password_hash = hashed(PASSWORD)
    return announced(world)


def give(visit, world, award, **changed):
    return visit(world.author).post(f"/awards/{award.id}/payee", data=TYPED | changed)


def test_an_enterprise_gives_its_account_which_is_masked_ever_after(world, visit, award):
    answer = give(visit, world, award)

    page = visit(world.author).get(answer.headers["Location"]).text
    assert "•••• 3445" in page
    assert OTHER not in page


def test_a_first_page_holds_the_registered_name_and_no_account_seen(world, visit, award):
    page = visit(world.author).get(f"/awards/{award.id}/payee").text

    assert 'value="author 有限公司"' in page
    assert 'name="seen" type="hidden" value="0"' in page


@pytest.mark.parametrize("typed", ["62220202", "12345678901234567890123456789012"])
def test_an_account_has_8_to_32_digits(world, visit, award, typed):
    assert give(visit, world, award, account=typed).status_code == 302


@pytest.mark.parametrize("typed", ["6222020", "62220202a", "1" * 33, ""])
def test_a_wrong_account_is_told_and_nothing_typed_is_lost(world, visit, award, typed):
    answer = give(visit, world, award, account=typed)

    assert answer.status_code == 422
    assert "宁波鼓楼支行" in answer.text
    assert db.session.query(Payee).filter_by(award_id=award.id).all() == []


def test_another_holder_is_said_on_the_page_until_somebody_says_why(world, visit, award):
    refused = give(visit, world, award, holder="author 分公司")
    assert "与企业登记名称“author 有限公司”不一致" in refused.text

    assert give(visit, world, award, holder="author 分公司", difference="分公司收款")
    shown = visit(world.organizer).get(f"/awards/{award.id}/payments").text
    assert "与登记名称“author 有限公司”不一致：分公司收款" in shown


def test_who_was_overtaken_sees_the_account_that_stands_and_may_go_on(world, visit, award):
    fill(world, award)

    answer = give(visit, world, award)

    assert answer.status_code == 409
    assert "•••• 3456" in answer.text
    assert 'name="seen" type="hidden" value="1"' in answer.text


def reveal(visit, world, payee, password=PASSWORD):
    data = {"own_password": password}
    return visit(world.organizer).post(f"/payees/{payee.id}/account", data=data)


def test_an_organizer_sees_a_whole_account_once_with_the_password(world, visit, award):
    payee = fill(world, award)

    assert ACCOUNT in reveal(visit, world, payee).text
    assert ACCOUNT not in visit(world.organizer).get(f"/payees/{payee.id}").text
    assert db.session.query(LedgerEntry).filter_by(verb="payee.shown").count() == 1


def test_with_a_wrong_password_nobody_sees_it(world, visit, award):
    answer = reveal(visit, world, fill(world, award), password="guess")

    assert answer.status_code == 422
    assert ACCOUNT not in answer.text
    assert db.session.query(LedgerEntry).filter_by(verb="payee.shown").count() == 0


def test_a_changed_account_is_confirmed_on_its_page(world, visit, award):
    fill(world, award)
    pay(world, award)
    give(visit, world, award, seen=1)
    payee = db.session.query(Payee).filter_by(state=PayeeState.PROPOSED).one()
    url, typed = f"/payees/{payee.id}/confirmation", {"verified": "致电财务王经理核实"}

    assert visit(world.organizer).post(url, data=typed).status_code == 422
    visit(world.organizer).post(url, data=typed | {"password": PASSWORD})

    page = visit(world.supervisor).get(f"/payees/{payee.id}").text
    assert "致电财务王经理核实" in page
    assert db.session.get(Payee, payee.id).state is PayeeState.CURRENT


def test_an_instalment_is_planned_recorded_and_checked_on_the_pages(world, visit, award):
    fill(world, award)
    first, second = visit(world.organizer), visit(world.second_organizer)
    first.post(f"/awards/{award.id}/payments", data={"amount": "60", "due": "2026-03-20"})
    payment = payments_of(award.id)[0]
    voucher = {"voucher": (BytesIO(pdf()), "回单.pdf")}
    typed = {"version": 1, "paid_on": "2026-03-01", "reference": "YH-1"}

    first.post(f"/payments/{payment.id}/record", data=typed | voucher)
    seen = {"version": db.session.get(Payment, payment.id).version}
    own = first.post(f"/payments/{payment.id}/check", data=seen)
    second.post(f"/payments/{payment.id}/check", data=seen)

    assert own.status_code == 422
    assert "须由另一人核对" in own.text
    assert db.session.get(Payment, payment.id).state is PaymentState.CHECKED
    with second.get(f"/payments/{payment.id}/voucher") as voucher:
        assert voucher.data.startswith(b"%PDF")
    assert db.session.query(LedgerEntry).filter_by(verb="voucher.seen").count() == 1


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"amount": "100.01", "due": "2026-03-20"}, "最多 100.00 万元"),
        ({"amount": "10", "due": "3 月底"}, "请按“2026-11-21”的样式填写日期"),
        ({"amount": "", "due": "0001-01-01"}, "1900 年"),
    ],
)
def test_a_wrong_instalment_is_told_and_kept(world, visit, award, typed, told):
    answer = visit(world.organizer).post(f"/awards/{award.id}/payments", data=typed)

    assert answer.status_code == 422
    assert told in answer.text
    assert f'value="{typed["due"]}"' in answer.text


def test_without_a_voucher_nothing_is_recorded(world, visit, award):
    fill(world, award)
    payment = plan(world, award)

    typed = {"version": 1, "paid_on": "2026-03-01", "reference": "YH-1"}
    answer = visit(world.organizer).post(f"/payments/{payment.id}/record", data=typed)

    assert "请上传银行回单" in answer.text
    assert 'value="YH-1"' in answer.text


def orders(visit, world, password=PASSWORD):
    url = f"/contests/{world.contest.id}/payments/orders"
    return visit(world.organizer).post(url, data={"own_password": password})


def test_only_the_list_for_the_finance_office_holds_whole_accounts(world, visit, award):
    fill(world, award)
    plan(world, award, fen=60 * WAN)

    sheet = load_workbook(BytesIO(orders(visit, world).data)).worksheets[0]

    rows = list(sheet.iter_rows(values_only=True))
    assert rows[1][4:10] == (
        600_000,
        rows[1][5],
        "author 有限公司",
        "中国工商银行",
        "宁波鼓楼支行",
        ACCOUNT,
    )
    line = db.session.query(LedgerEntry).filter_by(verb="payments.exported").one()
    assert "1 笔，sha256:" in line.reason
    assert ACCOUNT not in line.reason


def test_an_account_that_waits_for_confirmation_is_left_out_of_the_list(world, visit, award):
    fill(world, award)
    pay(world, award)
    fill(world, award, account=OTHER, seen=1)
    plan(world, award)

    sheet = load_workbook(BytesIO(orders(visit, world).data)).worksheets[0]

    row = list(sheet.iter_rows(values_only=True))[1]
    assert row[9] is None
    assert row[10] == "账户变更待确认，暂不付款"


def test_the_list_needs_the_password_and_something_to_pay(world, visit, award):
    assert orders(visit, world, password="guess").status_code == 422
    assert "没有待付的款项" in orders(visit, world).text


def test_the_payments_of_a_contest_cost_the_same_however_many(world, visit, queries, award):
    fill(world, award)
    client, made = visit(world.organizer), []
    for _more in range(2):
        plan(world, award, fen=WAN)
        client.get(f"/contests/{world.contest.id}/payments")
        with queries() as asked:
            page = client.get(f"/contests/{world.contest.id}/payments?q=author&state=planned")
        made.append(len(asked))

    assert page.text.count('href="/payments/') == 2
    assert made[0] == made[1]


def test_the_register_of_payments_has_no_account(world, visit, award):
    fill(world, award)
    record(world, plan(world, award))

    answer = visit(world.supervisor).get(f"/contests/{world.contest.id}/payments/list.csv")

    assert "YH-0301-001" in answer.text
    assert ACCOUNT not in answer.text


def test_anybody_verifies_a_certificate_without_signing_in(world, visit, award):
    certificate = certified(world, award)
    code = certificate.code.upper()

    page = visit().get(f"/certificates/{code[:4]} {code[4:]}").text

    assert "有效" in page
    for told in ("author 有限公司", "entry 的方案", "一等奖", "甲市科技局", "2026-0001"):
        assert told in page
    assert "万元" not in page
    assert world.organizer.name not in page


def test_what_is_handed_out_is_checked_without_us(world, visit, award):
    certificate = certified(world, award)

    told = visit().get(f"/certificates/{certificate.code}.json").get_json()

    content = dict(told["signed"])
    signature = bytes.fromhex(content.pop("signature"))
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(told["public_key"]))
    key.verify(signature, dumps(content))
    assert (told["valid"], told["void_since"]) == (True, None)


def test_a_code_of_nothing_is_told_so(world, visit):
    answer = visit().get("/certificates/ffffffffffffffff")

    assert answer.status_code == 404
    assert "查无此证书" in answer.text


def test_a_certificate_issued_anew_leads_to_the_one_that_counts(world, visit, award):
    old = certified(world, award)
    client = visit(world.organizer)

    typed = {"title": "渗漏巡检系统", "reason": "项目名称更正"}
    client.post(f"/certificates/{old.id}/reissue", data=typed)

    page = visit().get(f"/certificates/{old.code}").text
    new = valid_certificate(award.id)
    assert "已换发，本证书作废" in page
    assert "2026-03-02 换发：项目名称更正" in page
    assert f"/certificates/{new.code}" in page


def test_a_revoked_award_is_told_on_its_certificates_page(world, visit, award):
    certificate = certified(world, award)
    url = f"/awards/{award.id}/revocation"
    visit(world.organizer).post(url, data={"reason": "专利权属不实"})
    proposal = revocations.open_revocation(award.id)
    second = visit(world.second_organizer)

    assert "证书 2026-0001 作废" in second.get(url).text
    second.post(f"/revocations/{proposal.id}/approval", data={"password": PASSWORD})

    page = visit().get(f"/certificates/{certificate.code}").text
    assert "已撤销" in page
    assert "2026-03-02 撤销：专利权属不实" in page
    printed = visit(world.author).get(f"/documents/certificate/{certificate.id}.pdf")
    assert not printed.data.startswith(b"%PDF")


def test_who_proposed_a_revocation_is_told_that_another_decides(world, visit, award):
    client = visit(world.organizer)
    client.post(f"/awards/{award.id}/revocation", data={"reason": "专利权属不实"})
    proposal = revocations.open_revocation(award.id)

    own = client.post(f"/revocations/{proposal.id}/approval", data={"password": PASSWORD})

    assert "须由另一人决定" in own.text
    client.post(f"/revocations/{proposal.id}/return", data={"why": "证据不足"})
    assert "证据不足" in client.get(f"/awards/{award.id}/revocation").text
    db.session.refresh(award)
    assert award.state is AwardState.ANNOUNCED


def test_the_enterprise_takes_its_certificate_away(world, visit, award):
    certificate = certified(world, award)

    answer = visit(world.author).get(f"/documents/certificate/{certificate.id}.pdf")

    assert answer.data.startswith(b"%PDF")
    assert visit(world.rival).get(f"/documents/certificate/{certificate.id}.pdf").status_code == 404


def test_an_enterprise_finds_its_award_once_it_is_announced(world, visit, award):
    certified(world, award)

    assert "entry 的方案" in visit(world.author).get("/awards/mine").text
    assert "entry 的方案" not in visit(world.rival).get("/awards/mine").text
