"""The pages of subsidy claims and schemes: what each person sees, does and is told."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from awards.models import Claim, ClaimPaper, PaperKind, Scheme
from awards.queries.schemes import latest, quotas_of
from awards.states import ClaimState
from contest.core.db import db
from contest.core.ledger import LedgerEntry
from tests.awards.claiming import (
    ALL,
    EQUIPMENT,
    WAN,
    begin,
    fund,
    pay,
    qualify,
    scheme,
    settled_award,
    submit,
)
from tests.contest.entering import a_pdf

PDF = a_pdf()
pytestmark = pytest.mark.sqlite_only  # pages do not depend on the database


@pytest.fixture
def award(world):
    return settled_award(world)


@pytest.fixture
def claim(world, award):
    return begin(world, award)


def text_of(page):
    main = page[page.index("<main") : page.index("</main")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def the_claim():
    return db.session.scalars(select(Claim).order_by(Claim.id.desc())).first()


TYPED = {
    "product_name": "巡检机器人",
    "product_class": "any",
    "year_index": "1",
    "policy_number": "ＰＩＣＣ－１",
    "insurer": "人保财险",
    "starts_on": "2026-01-01",
    "ends_on": "2026-12-31",
    "insured_fen": "5000",
    "contract_fen": "4000",
    "premium_invoiced_fen": "120",
    "premium_paid_fen": "120",
    "user_name": "轨道公司",
    "user_uscc": "91330200MA0000002P",
    "own_legal_rep": "王建国",
    "user_legal_rep": "李卫东",
    "related": "no",
    "subsidised": "no",
}


def test_an_enterprise_fills_in_its_claim_and_submits_it(world, visit, award):
    client = visit(world.author)
    listed = client.get("/subsidies/claims").text
    assert f'action="/awards/{award.id}/claims"' in listed

    begun = client.post(f"/awards/{award.id}/claims")
    claim = the_claim()
    assert begun.headers["Location"] == f"/claims/{claim.id}/edit"
    typed = TYPED | {"scheme_id": scheme(EQUIPMENT).id, "version": claim.version}
    assert client.post(f"/claims/{claim.id}/edit", data=typed).status_code == 302
    page = text_of(client.get(f"/claims/{claim.id}").text)
    assert "保险金额 50,000,000.00 元 × 费率上限 3%" in page
    assert "960,000.00" in page
    assert "玖拾陆万元整" in page
    client.post(f"/claims/{claim.id}/submission", data={"version": the_claim().version})

    assert the_claim().state is ClaimState.SUBMITTED
    assert the_claim().policy_key == "PICC1"


def test_bad_input_is_told_beside_its_field_and_kept(world, visit, claim):
    typed = TYPED | {
        "scheme_id": claim.scheme_id,
        "version": claim.version,
        "year_index": "零",
        "user_uscc": "123",
    }

    answer = visit(world.author).post(f"/claims/{claim.id}/edit", data=typed)

    assert answer.status_code == 422
    assert "请填写整数。" in answer.text
    assert "统一社会信用代码为 18 位" in answer.text
    assert 'value="人保财险"' in answer.text


def test_a_paper_is_uploaded_replaced_read_and_removed(world, visit, claim):
    client = visit(world.author)
    url = f"/claims/{claim.id}/papers"
    for name in ("保单.pdf", "保单新.pdf"):
        sent = {"kind": "policy", "expires_on": "2026-12-31", "file": (BytesIO(PDF), name)}
        assert client.post(url, data=sent).status_code == 302

    page = client.get(f"/claims/{claim.id}").text
    first, second = db.session.scalars(select(ClaimPaper).order_by(ClaimPaper.id).offset(1))
    assert "保单新.pdf" in page
    assert "有效期至 2026-12-31" in page
    assert f"{url}/{first.id}" not in page
    with client.get(f"{url}/{second.id}") as sent:
        assert sent.data == PDF
    client.post(f"{url}/{second.id}/removal")
    assert f"{url}/{second.id}" not in client.get(f"/claims/{claim.id}").text


def test_a_paper_without_its_file_is_told(world, visit, claim):
    answer = visit(world.author).post(f"/claims/{claim.id}/papers", data={"kind": "policy"})

    assert answer.status_code == 422
    assert "请先选择要上传的文件" in answer.text


def test_officers_do_not_see_a_draft(world, visit, claim):
    client = visit(world.organizer)

    assert client.get(f"/claims/{claim.id}").status_code == 404
    assert claim.product_name not in client.get("/subsidies/claims").text


def test_two_officers_decide_a_claim_on_its_pages(world, visit, claim):
    submit(world, claim)
    first, second = visit(world.organizer), visit(world.second_organizer)
    url = f"/claims/{claim.id}"
    ticks = {f"tick_{check}": "y" for check in ALL} | {"version": claim.version}
    assert first.post(f"{url}/qualification", data=ticks).status_code == 302
    asked = second.get(f"{url}/funding").text
    assert "2026 年资金额度余额 10,000,000.00 元" in asked
    shown = re.search(r'name="shown_fen"[^>]*value="(\d+)"', asked)[1]
    decided = {"version": the_claim().version, "shown_fen": shown}
    assert second.post(f"{url}/funding", data=decided).status_code == 302
    paid = {
        "version": the_claim().version,
        "paid_on": "2026-03-02",
        "reference": "国库 31",
        "voucher": (BytesIO(PDF), "凭证.pdf"),
    }
    assert first.post(f"{url}/payment", data=paid).status_code == 302

    page = text_of(visit(world.supervisor).get(url).text)
    assert "核定补贴 玖拾陆万元整 960,000.00" in page
    assert "凭证.pdf" in page
    with visit(world.author).get(f"{url}/voucher") as sent:
        assert sent.data == PDF


def test_who_qualified_is_told_that_another_must_fund(world, visit, claim):
    qualify(world, submit(world, claim))
    client = visit(world.organizer)
    assert "须由另一人核定资金" in client.get(f"/claims/{claim.id}/funding").text

    decided = {"version": claim.version, "shown_fen": 96 * WAN}
    answer = client.post(f"/claims/{claim.id}/funding", data=decided)

    assert answer.status_code == 422
    assert "资格审核和资金核定须由两人办理" in answer.text


def test_an_amount_that_changed_meanwhile_is_shown_anew(world, visit, claim):
    qualify(world, submit(world, claim))
    client, url = visit(world.second_organizer), f"/claims/{claim.id}/funding"
    old = {"version": claim.version, "shown_fen": 97 * WAN}

    answer = client.post(url, data=old)

    assert answer.status_code == 409
    assert "余额已变化：现在可核定 960,000.00 元" in answer.text
    assert f'name="shown_fen" type="hidden" value="{96 * WAN}"' in answer.text


def test_what_is_unticked_is_told_and_the_notes_are_kept(world, visit, claim):
    submit(world, claim, without=None)
    typed = {"version": claim.version, "tick_award": "y", "note_award": "已核对公告"}

    answer = visit(world.organizer).post(f"/claims/{claim.id}/qualification", data=typed)

    assert answer.status_code == 422
    assert "还有 7 项没有勾选" in answer.text
    assert "已核对公告" in answer.text


@pytest.mark.parametrize(
    ("page", "state"), [("return", ClaimState.RETURNED), ("rejection", ClaimState.REJECTED)]
)
def test_a_reason_is_given_and_shown_to_the_enterprise(world, visit, claim, page, state):
    submit(world, claim, without=PaperKind.CONTRACT)
    client, url = visit(world.organizer), f"/claims/{claim.id}/{page}"
    assert client.post(url, data={"version": claim.version}).status_code == 422

    client.post(url, data={"version": claim.version, "reason": "缺少销售合同"})

    assert the_claim().state is state
    assert "缺少销售合同" in visit(world.author).get(f"/claims/{claim.id}").text


def test_a_claim_is_withdrawn_by_its_enterprise(world, visit, claim):
    submit(world, claim)

    visit(world.author).post(f"/claims/{claim.id}/withdrawal", data={"reason": "改报"})

    assert the_claim().state is ClaimState.WITHDRAWN


def test_a_page_that_came_too_late_leads_back_to_the_claim(world, visit, claim):
    fund(world, qualify(world, submit(world, claim)))

    answer = visit(world.organizer).get(f"/claims/{claim.id}/qualification")

    assert answer.headers["Location"] == f"/claims/{claim.id}"


def test_an_officer_who_opens_a_paper_is_on_record_once(world, visit, claim):
    submit(world, claim)
    paper = next(p for p in claim.papers if p.removed_at is None)
    for who in (world.organizer, world.organizer, world.author):
        visit(who).get(f"/claims/{claim.id}/papers/{paper.id}").close()

    seen = select(LedgerEntry.actor_id).where(LedgerEntry.subject == f"claimpaper:{paper.id}")
    assert db.session.scalars(seen.where(LedgerEntry.verb == "document.seen")).all() == [
        world.organizer.id
    ]


def test_the_list_is_searched_filtered_and_taken_away_with_the_working(world, visit, claim):
    pay(world, fund(world, qualify(world, submit(world, claim))))
    client = visit(world.organizer)

    assert claim.product_name in client.get("/subsidies/claims?q=PICC-2026&state=paid").text
    assert "没有符合条件的申请" in client.get("/subsidies/claims?q=无").text
    answer = client.get("/subsidies/claims/list.xlsx?state=paid&sort=amount")

    rows = list(load_workbook(BytesIO(answer.data)).worksheets[0].values)
    told = dict(zip(rows[0], rows[1], strict=True))
    assert told["核定补贴（元）"] == 960_000
    assert told["计算过程"].splitlines()[0] == (
        "1. 保险金额 50,000,000.00 元 × 费率上限 3% = 1,500,000.00 元"
    )
    lines = select(LedgerEntry.reason).where(LedgerEntry.verb == "claims.exported")
    assert "sha256:" in db.session.scalars(lines).one()


def test_a_body_takes_in_the_schemes_and_enters_a_missing_one(world, visit):
    client = visit(world.organizer)
    client.post("/subsidies/schemes/adoption")
    page = client.get("/subsidies/schemes").text
    ningbo = scheme("ningbo")
    assert page.count("参数待录入") == 1
    typed = {
        "name": "宁波办法",
        "source_name": "实施办法",
        "premium_basis": "paid",
        "cap_scope": "enterprise",
        "rate_cap": "3",
        "years": "3",
        "open_limits": ["most_multiple", "most_insured_fen", "annual_cap_fen", "years"],
        "shares-0-product_class": "any",
        "shares-0-percent": "80",
        "shares-0-step": "",
        "note": "按 2026 年印发的办法录入",
        "version": 1,
    }

    answer = client.post(f"/subsidies/schemes/{ningbo.id}/revision", data=typed)

    assert answer.status_code == 302
    now = latest(db.session.get(Scheme, ningbo.id))
    assert (now.number, now.parameters.missing) == (2, ())
    assert now.open_limits == ["annual_cap_fen", "most_insured_fen", "most_multiple"]
    shown = client.get(f"/subsidies/schemes/{ningbo.id}").text
    assert "第 1 版" in shown
    assert "第 2 版" in shown


def test_an_overtaken_version_is_told(world, visit):
    client = visit(world.organizer)
    client.post("/subsidies/schemes/adoption")
    found = scheme(EQUIPMENT)
    typed = {"name": "办法", "source_name": "文件", "premium_basis": "paid"}
    typed |= {"cap_scope": "enterprise", "rate_cap": "5", "version": 0}

    answer = client.post(f"/subsidies/schemes/{found.id}/revision", data=typed)

    assert answer.status_code == 409
    assert "他人（或另一个页面）已保存了新的内容" in answer.text


def test_a_scheme_of_ones_own_and_its_quota_are_entered(world, visit):
    client = visit(world.organizer)
    typed = {"name": "区级办法", "source_name": "某区文件", "premium_basis": "invoiced"}
    answer = client.post("/subsidies/schemes/new", data=typed | {"cap_scope": "product"})
    number = int(answer.headers["Location"].rpartition("/")[2])
    url = f"/subsidies/schemes/{number}/quotas"
    assert client.post(url, data={"year": "2026", "fen": "-1"}).status_code == 422
    assert client.post(url, data={"year": "2026", "fen": "500"}).status_code == 302

    assert [(q.year, q.fen) for q in quotas_of(db.session.get(Scheme, number))] == [
        (2026, 500 * WAN)
    ]
