"""The application form on paper, the steps of a case, the work lists and the checks of claims."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from awards import worklist
from awards.claim_page import papers_of
from awards.documents.claims import claim_form
from awards.documents.fonts import find_fonts
from awards.documents.official import docx_of, pdf_of
from awards.invariants_claims import over_quota, unlike_the_working
from awards.models import Claim, PaperKind, SchemeQuota
from awards.registry import DOCUMENTS
from awards.steps_claims import steps_of_claims as steps_of
from contest.core.actions import acting
from contest.core.db import db
from tests.awards.claiming import begin, fund, pay, qualify, settled_award, submit

pytestmark = pytest.mark.sqlite_only  # what is told does not depend on the database


@pytest.fixture
def award(world):
    return settled_award(world)


@pytest.fixture
def claim(world, award):
    return submit(world, begin(world, award))


@pytest.fixture
def page(app):
    """Stand on a page: steps and work lists have addresses."""
    with app.test_request_context():
        yield


def text_of(pdf: bytes) -> str:
    pages = PdfReader(BytesIO(pdf)).pages
    return "".join(page.extract_text() for page in pages).replace("\n", "")


def test_the_form_tells_the_claim_with_its_working_and_decisions(world, claim):
    pay(world, fund(world, qualify(world, claim, policy="已电话核对")))

    told = text_of(pdf_of(claim_form(claim), find_fonts(None)))

    for text in (
        "保险补贴申请表",
        "一、申请企业与产品",
        "财建〔2019〕225号",
        "保险金额 50,000,000.00 元 × 费率上限 3%",
        "核定补贴：960,000.00 元（玖拾陆万元整）",
        "已电话核对",
        "2026-国库-0031",
    ):
        assert text in told


def test_the_form_is_the_same_when_made_twice_and_can_be_edited(world, claim):
    fonts = find_fonts(None)

    assert pdf_of(claim_form(claim), fonts) == pdf_of(claim_form(claim), fonts)
    assert docx_of(claim_form(claim))[:2] == b"PK"


def test_a_claim_that_cannot_be_computed_has_a_form_that_says_so(world, award):
    claim = submit(world, begin(world, award, year_index=4))

    told = text_of(pdf_of(claim_form(claim), find_fonts(None)))

    assert "办法补贴 3 年，第 4 年不在其内。" in told


def test_the_archive_has_the_forms_of_what_was_submitted(world, award, claim):
    begin(world, award, policy_number="P-2", year_index=2)  # a draft

    assert DOCUMENTS["claim"].rows(world.contest.id) == [claim]


def test_a_case_tells_each_claim_and_what_it_misses(world, award, page):
    submit(world, begin(world, award), without=PaperKind.INVOICE)

    (step,) = steps_of([award])[award.id]

    assert (step.key, step.title) == ("65.subsidy", "保险补贴第 1 年：待资格审核")
    assert step.missing == ("保费发票",)
    assert step.clause == "财建〔2019〕225号"
    assert step.done_at is None


@pytest.mark.parametrize("more", [0, 3])
def test_the_steps_of_claims_cost_one_statement_however_many(
    world, award, claim, queries, page, more
):
    for at in range(more):
        submit(world, begin(world, award, policy_number=f"P-{at}", year_index=at + 2))
    number = award.id  # read beforehand: each change before made it unknown

    with queries() as made:
        assert len(steps_of([award])[number]) == 1 + more

    assert len(made) == 1  # the claims with their papers


def lines(user):
    return [item.title for item in worklist.items(user)]


def test_a_claim_waits_for_one_officer_after_the_other(world, claim, page):
    contest = world.contest.name
    assert f"《{contest}》有 1 份保险补贴申请待资格审核" in lines(world.organizer)

    qualify(world, claim)
    funding = f"《{contest}》有 1 份保险补贴申请待资金核定"
    assert funding not in lines(world.organizer)  # who qualified it does not fund it
    assert funding in lines(world.second_organizer)

    fund(world, claim)
    assert f"《{contest}》有 1 份保险补贴待拨付" in lines(world.organizer)


def test_a_draft_waits_for_its_enterprise(world, award, page):
    claim = begin(world, award)

    assert lines(world.author) == [f"“{claim.product_name}”的保险补贴申请尚未提交"]
    assert lines(world.rival) == []


def test_the_checks_hold_and_find_what_was_changed_past_the_product(world, claim):
    fund(world, qualify(world, claim))
    assert [*over_quota(), *unlike_the_working()] == []

    with acting("test.tampered", world.contest, by=None):
        db.session.scalars(select(SchemeQuota)).one().fen = 1
        granted = db.session.get(Claim, claim.id)
        granted.amount_fen += 1

    assert len(list(over_quota())) == 1
    assert len(list(unlike_the_working())) == 1


@pytest.mark.xdist_group("demo")
def test_the_demo_has_a_claim_paid_one_waiting_and_one_returned(find):
    told = {key: find(Claim, key) for key in ("paid", "waiting", "returned")}

    assert {key: claim.state.value for key, claim in told.items()} == {
        "paid": "paid",
        "waiting": "qualified",
        "returned": "returned",
    }
    assert [line.kind for line in papers_of(told["returned"]) if not line.paper] == ["acceptance"]
