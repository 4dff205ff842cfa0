"""The demo's challenges: complete, measurable, and open to everybody."""

from __future__ import annotations

import re

import pytest

from contest.demo.bodies import BODIES
from contest.demo.challenges import CHALLENGES, Challenge
from contest.demo.contests import contests
from contest.demo.organisations import ISSUERS, ORGANISATIONS
from contest.demo.people import ACCOUNTS
from contest.fields_seed import FIELDS
from tests.contest.demo.days import TODAY

# Gates that DOMAIN §9 flags: size, revenue, years in business, market record, local registration.
GATE = re.compile(
    r"注册资本|实缴资本|营业收入|年?营收|产值|净资产|纳税|成立.{0,4}(年|满)|业绩|合同额|员工.{0,4}人以上"
    r"|规模以上|大型企业|上市|龙头|市场占有率|本市(注册|企业)|本地(注册|企业)|(一|二|三|甲)级资质|社保"
)
REFUSED_KINDS = re.compile(r"一般性基建|传统信息化|已竣工")

every_challenge = pytest.mark.parametrize("challenge", CHALLENGES, ids=lambda c: c.key)


def test_fourteen_challenges_of_fourteen_issuers_in_thirteen_fields():
    assert len(CHALLENGES) == 14
    assert {c.issuer for c in CHALLENGES} == {issuer.key for issuer in ISSUERS}
    assert len({c.field for c in CHALLENGES}) == 13
    assert {c.field for c in CHALLENGES} <= {field.key for field in FIELDS}


@every_challenge
def test_an_issuer_publishes_in_a_contest_of_its_own_body(challenge: Challenge):
    body_of = {contest.key: contest.body for contest in contests(TODAY)}

    assert ORGANISATIONS[challenge.issuer].body == body_of[challenge.contest]


@every_challenge
def test_a_challenge_has_three_to_five_indicators_that_can_be_measured(challenge: Challenge):
    assert 3 <= len(challenge.indicators) <= 5
    for indicator in challenge.indicators:
        assert indicator.comparator in {"≥", "≤", "="}
        assert indicator.target.is_finite()
        assert indicator.unit
        assert indicator.verification


@every_challenge
def test_a_target_asks_for_more_than_the_baseline(challenge: Challenge):
    for indicator in challenge.indicators:
        if indicator.baseline is not None and indicator.comparator != "=":
            better = indicator.target > indicator.baseline
            assert better == (indicator.comparator == "≥")


@every_challenge
def test_a_pain_point_is_told_in_two_to_four_sentences_with_figures(challenge: Challenge):
    sentences = [s for s in challenge.pain_point.split("。") if s]

    assert 2 <= len(sentences) <= 4
    assert len(re.findall(r"\d", challenge.pain_point)) >= 5


@every_challenge
def test_nobody_is_shut_out_by_size_record_or_place(challenge: Challenge):
    text = challenge.eligibility + challenge.goal + challenge.title

    assert GATE.findall(text) == []
    assert REFUSED_KINDS.findall(text) == []


@pytest.mark.parametrize("gate", ["注册资本不低于 500 万元", "成立满三年", "须为本市注册企业"])
def test_the_search_for_gates_finds_one(gate: str):
    assert GATE.search(gate)


@every_challenge
def test_a_challenge_names_its_stage_and_how_to_cooperate(challenge: Challenge):
    kinds = {"direct_purchase", "joint_development", "joint_research"}

    assert challenge.stage in {"in_building", "planned"}
    assert challenge.cooperation
    assert set(challenge.cooperation) <= kinds


def test_questions_are_answered_before_today_and_after_they_are_asked():
    published = {c.key: c.timetable.published_at for c in contests(TODAY)}

    for challenge in CHALLENGES:
        for question in challenge.questions:
            assert 0 < question.asked_day < question.answered_day
            assert question.answered_day < (TODAY - published[challenge.contest].date()).days


def test_one_challenge_was_corrected():
    assert [c.key for c in CHALLENGES if c.corrections] == ["metro"]


def test_no_text_holds_a_canary_of_the_other_city():
    of_dongyu = {a.name for a in ACCOUNTS if a.body == "dongyu"}
    in_yongjiang = "".join(str(c) for c in CHALLENGES if c.contest != "open")

    assert [name for name in of_dongyu if name in in_yongjiang] == []
    assert [b.name for b in BODIES if b.key == "dongyu" and b.name in in_yongjiang] == []
