"""A subsidy claim from its draft to its payment, and what stops it on the way."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from awards.actions import claim_reviews as reviews
from awards.actions import claims as actions
from awards.actions.schemes import (
    adopt_schemes,
    revise_scheme,
    set_quota,
)
from awards.claim_case import findings_of, missing_papers
from awards.claiming import NotEditable
from awards.models import Claim, ClaimStep, FollowUp, FollowUpKind, PaperKind
from awards.queries.schemes import latest
from awards.states import AwardState, ClaimState, FollowUpState
from awards.subsidy import ProductClass, Share
from contest.core.actions import acting
from contest.core.db import db
from contest.core.lifecycle import IllegalMove
from contest.core.mail import MailMessage
from contest.refusals import Stale
from tests.awards.claiming import (
    ALL,
    EQUIPMENT,
    MATERIALS,
    WAN,
    WHOLE_FEN,
    begin,
    fund,
    paper,
    pay,
    qualify,
    scheme,
    settled_award,
    submit,
)

# Rules do not depend on the database; what locks, sums and keeps does, and runs on both.
rule = pytest.mark.sqlite_only


@pytest.fixture
def award(world):
    return settled_award(world)


@pytest.fixture
def claim(world, award):
    return begin(world, award)


def said_against(claim):
    return [str(finding.said) for finding in findings_of(claim)]


def again(world, award, **change):
    """Return another claim that is filled in, submitted with its papers."""
    return submit(world, begin(world, award, **change))


def test_a_claim_goes_its_whole_way(world, claim):
    submit(world, claim)
    qualify(world, claim)
    fund(world, claim)
    pay(world, claim)

    assert claim.state is ClaimState.PAID
    assert (claim.amount_fen, claim.funded_year) == (WHOLE_FEN, 2026)
    own = ClaimStep.claim_id == claim.id
    steps = db.session.scalars(select(ClaimStep).where(own).order_by(ClaimStep.id))
    assert [(step.deed.value, step.by_id) for step in steps] == [
        ("submitted", world.author.id),
        ("qualified", world.organizer.id),
        ("funded", world.second_organizer.id),
        ("paid", world.organizer.id),
    ]
    assert [line["fen"] // WAN for line in claim.working] == [150, 120, 96, 96]


@rule
def test_the_enterprise_is_written_to_at_each_decision(world, claim):
    fund(world, qualify(world, submit(world, claim)))

    letters = db.session.scalars(select(MailMessage.subject).order_by(MailMessage.id)).all()
    assert letters[-2:] == ["保险补贴申请已通过资格审核", "保险补贴资金已核定"]


@rule
@pytest.mark.parametrize("state", [AwardState.APPROVED, AwardState.REVOKED])
def test_an_award_that_is_not_settled_begins_no_claim(world, award, state):
    with acting("test.unsettled", world.contest, by=None):
        award.__dict__["state"] = state  # behind the lifecycle's back
        with pytest.raises(actions.NotClaimable):
            actions.begin_claim.__wrapped__(award, by=world.author)
        db.session.refresh(award)


@rule
def test_an_award_without_the_decision_begins_no_claim(world, award):
    with acting("test.decided", world.contest, by=None):
        kind = FollowUp.kind == FollowUpKind.SUBSIDY
        found = db.session.scalars(select(FollowUp).where(kind)).one()
        found.state = FollowUpState.NO

    with pytest.raises(actions.NotClaimable):
        actions.begin_claim(award, by=world.author)


@rule
def test_a_claim_under_way_is_found_again(world, award, claim):
    assert actions.begin_claim(award, by=world.author).id == claim.id


@rule
def test_what_is_not_filled_in_is_named(world, award):
    claim = actions.begin_claim(award, by=world.author)

    with pytest.raises(actions.NotFilledIn, match="还有 16 项没有填写：补贴办法、补贴年度"):
        actions.submit_claim(claim, by=world.author, version=claim.version)


@rule
def test_a_scheme_still_to_be_entered_takes_no_claim(world, award):
    claim = begin(world, award, key="ningbo")

    with pytest.raises(actions.NotToBeComputed, match="参数待录入"):
        submit(world, claim)


@rule
def test_what_was_submitted_is_not_edited(world, claim):
    submit(world, claim)

    with pytest.raises(NotEditable):
        actions.save_claim(claim, by=world.author, version=claim.version, scheme_id=None)
    with pytest.raises(NotEditable):
        paper(world, claim, PaperKind.POLICY)


@rule
def test_a_policy_ends_after_it_begins(world, claim):
    period = {"starts_on": date(2026, 5, 2), "ends_on": date(2026, 5, 1)}

    with pytest.raises(actions.WrongPeriod):
        actions.save_claim(
            claim, by=world.author, version=claim.version, scheme_id=claim.scheme_id, **period
        )


@rule
def test_a_missing_paper_is_told_and_stops_the_qualification(world, claim):
    submit(world, claim, without=PaperKind.ACCEPTANCE)

    assert missing_papers(claim, date(2026, 3, 2)) == [PaperKind.ACCEPTANCE]
    with pytest.raises(reviews.SpeaksAgainst, match="缺少材料：用户接受或使用证明"):
        qualify(world, claim, user="已电话核实")


@rule
def test_an_expired_paper_stops_the_qualification(world, claim):
    submit(world, claim, without=PaperKind.CONTRACT)
    reviews.return_claim(claim, by=world.organizer, version=claim.version, reason="缺合同")
    paper(world, claim, PaperKind.CONTRACT, expires_on=date(2026, 3, 1))
    actions.submit_claim(claim, by=world.author, version=claim.version)

    with pytest.raises(reviews.SpeaksAgainst, match="材料已过有效期：销售合同或发票"):
        qualify(world, claim)


@rule
def test_every_check_is_ticked(world, claim):
    submit(world, claim)
    few = {name: "" for name in ALL if name not in {"user", "year"}}

    with pytest.raises(reviews.NotTicked, match="还有 2 项没有勾选"):
        reviews.qualify_claim(claim, by=world.organizer, version=claim.version, ticks=few)


@rule
@pytest.mark.parametrize(
    ("change", "check", "said"),
    [
        ({"user_uscc": "91350100M000100Y43"}, "user", "用户与申请企业是同一单位（信用代码相同）。"),
        ({"user_legal_rep": "王建国"}, "user", "用户与申请企业的法定代表人同名。"),
        (
            {"related": True, "shareholding": "持股 20%"},
            "user",
            "企业申报与用户有股权或控制关系：持股 20%",
        ),
        ({"year_index": 2}, "year", "年度不连续：系统中没有第 1 年的补贴记录。"),
        (
            {"premium_paid_fen": 100 * WAN},
            "premium",
            "保费未全额支付：已付 1,000,000.00 元，发票 1,200,000.00 元。",
        ),
    ],
    ids=["same code", "same legal representative", "declared", "gap", "unpaid premium"],
)
def test_what_speaks_against_a_claim_is_answered_by_a_note(world, award, change, check, said):
    claim = submit(world, begin(world, award, **change))
    assert said_against(claim) == [said]

    with pytest.raises(reviews.NotTicked, match="须写明核实情况"):
        qualify(world, claim)
    qualify(world, claim, **{check: "已核实，见工商登记资料"})

    step = db.session.scalars(select(ClaimStep).order_by(ClaimStep.id.desc())).first()
    assert step.checks[check] == "已核实，见工商登记资料"
    assert [finding["check"] for finding in step.findings] == [check]


@rule
def test_an_insured_sum_above_the_materials_limits_is_told(world, award):
    claim = submit(world, begin(world, award, key=MATERIALS, insured_fen=60_000 * WAN))

    assert said_against(claim) == [
        "保险金额超过合同金额的 5 倍，超出部分不计入。",
        "保险金额超过 500,000,000.00 元，超出部分不计入。",
    ]


@rule
def test_a_declared_other_subsidy_cannot_be_noted_away(world, award):
    claim = submit(world, begin(world, award, subsidised=True, other_subsidy="省级补贴"))

    with pytest.raises(reviews.SpeaksAgainst, match="已获其他财政补贴"):
        qualify(world, claim, overlap="无妨")


@rule
def test_the_same_policy_is_not_granted_twice(world, award):
    first = fund(world, qualify(world, again(world, award)))
    second = again(world, award, key=MATERIALS, policy_number="picc 2026 0001")

    assert first.state is ClaimState.FUNDED
    with pytest.raises(reviews.SpeaksAgainst, match="同一保单号已在另一份申请中核定补贴"):
        qualify(world, second)


def test_two_claims_qualified_for_one_policy_are_not_both_granted(world, award):
    first = again(world, award)
    second = again(world, award, key=MATERIALS)
    for claim in (first, second):
        qualify(world, claim, overlap="同一保单的两份申请，只批一份")
    set_quota(scheme(MATERIALS), by=world.organizer, year=2026, uscc="", fen=1000 * WAN)
    fund(world, first)

    with pytest.raises(reviews.SpeaksAgainst, match="同一保单号"):
        fund(world, second)


def test_a_year_is_granted_once_and_the_next_one_follows(world, award):
    fund(world, qualify(world, again(world, award)))
    same = again(world, award, policy_number="PICC-2026-0002")
    next_year = again(world, award, policy_number="PICC-2027-0003", year_index=2)

    with pytest.raises(reviews.SpeaksAgainst, match="第 1 年的补贴已核定过"):
        qualify(world, same)
    assert said_against(next_year) == []


@rule
def test_one_officer_does_not_decide_both_steps(world, claim):
    qualify(world, submit(world, claim))

    with pytest.raises(reviews.SameOfficer):
        fund(world, claim, by=world.organizer)


def _change(world, **values):
    """Enter a new version of the equipment scheme that differs in these values."""
    found = scheme(EQUIPMENT)
    kept = {
        name: getattr(latest(found), name)
        for name in (
            *("name", "source_name", "source_number", "source_address", "clause"),
            *("region_note", "valid_from", "valid_until", "rate_cap", "most_multiple"),
            *("most_insured_fen", "annual_cap_fen", "years", "premium_basis", "cap_scope"),
            *("firm_quota", "open_limits"),
        )
    }
    return revise_scheme(
        found,
        by=world.organizer,
        seen=latest(found).number,
        values=kept | values,
        shares=[Share(ProductClass.ANY, Decimal(10))],
    )


@rule
def test_a_later_change_of_the_scheme_does_not_move_a_claim(world, claim):
    qualify(world, submit(world, claim))
    _change(world, rate_cap=Decimal(1))

    fund(world, claim)

    assert claim.amount_fen == WHOLE_FEN
    assert claim.frozen["number"] == 1
    assert latest(scheme(EQUIPMENT)).number == 2


def test_a_returned_claim_keeps_the_figures_it_froze(world, claim):
    submit(world, claim, without=PaperKind.POLICY)
    reviews.return_claim(claim, by=world.organizer, version=claim.version, reason="缺保单")
    _change(world, rate_cap=Decimal(1))

    paper(world, claim, PaperKind.POLICY)
    actions.submit_claim(claim, by=world.author, version=claim.version)

    assert claim.frozen["number"] == 1
    assert claim.frozen["shares"] == [{"class": "any", "percent": "80.00", "step": "0.00"}]


@rule
def test_a_version_entered_by_another_meanwhile_is_not_overtaken(world, award):
    found = scheme(EQUIPMENT)
    _change(world)

    with pytest.raises(Stale):
        revise_scheme(found, by=world.organizer, seen=1, values={}, shares=[])


def test_a_second_officer_on_an_old_page_is_told(world, claim):
    submit(world, claim)
    seen = claim.version
    qualify(world, claim)

    with pytest.raises(Stale):
        reviews.return_claim(claim, by=world.second_organizer, version=seen, reason="迟到")


@rule
def test_what_is_over_stays_over(world, claim):
    submit(world, claim)
    actions.withdraw_claim(claim, by=world.author, reason="改报其他办法")

    with pytest.raises(IllegalMove):
        actions.withdraw_claim(claim, by=world.author, reason="再撤")


@rule
def test_a_revoked_award_is_neither_funded_nor_paid(world, award, claim):
    qualify(world, submit(world, claim))
    with acting("test.revoked", world.contest, by=None):
        award.state = AwardState.REVOKED

    with pytest.raises(reviews.AwardRevoked):
        fund(world, claim)


@rule
def test_a_payment_has_a_day_that_has_come(world, claim):
    fund(world, qualify(world, submit(world, claim)))

    with pytest.raises(reviews.PaidInTheFuture):
        pay(world, claim, on=date(2026, 3, 3))


@rule
def test_the_seeds_are_taken_in_once(world, award):
    with pytest.raises(Exception, match="都已载入"):
        adopt_schemes(world.contest.body, by=world.organizer)


@rule
def test_withdrawn_claims_are_nobodys_business(world, award, claim):
    submit(world, claim)
    actions.withdraw_claim(claim, by=world.author, reason="改报")
    second = again(world, award)

    assert said_against(second) == []
    own = select(Claim).where(Claim.award_id == award.id)
    assert len(db.session.scalars(own).all()) == 2
