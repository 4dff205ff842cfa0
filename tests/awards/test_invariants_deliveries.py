"""Of deliveries, too, each rule that was broken behind the actions' backs is found."""

from datetime import date, timedelta

import pytest

from awards.actions.acceptances import credit_use, tolerate
from awards.actions.milestones import confirm_milestone
from awards.delivering import NotAnnounced
from awards.models import (
    Acceptance,
    AgreementVersion,
    Award,
    Tolerance,
)
from contest.core import clock
from tests.awards.delivering import PASSED, agreement, delivery, reported, today, used
from tests.awards.test_deliveries import accept
from tests.awards.test_invariants import behind_the_back, broken


@pytest.fixture
def number(world):
    """Return the number of the entry whose award is delivered."""
    return delivery(world).award.entry.number


def test_what_goes_on_after_its_award_was_revoked_is_found(world, number):
    reported(world)
    used(world)
    accept(world)
    assert broken() == {}

    behind_the_back(Award, revoked_at=clock.now() - timedelta(days=1))

    assert broken()["撤销的奖励没有继续交付"] == [
        f"项目 {number}：奖励撤销后仍登记了{what}" for what in ("里程碑报告", "验收", "使用记录")
    ]


def test_an_acceptance_that_passed_with_a_failing_indicator_is_found(world, number):
    accept(world)
    assert broken() == {}

    behind_the_back(Acceptance, measured=[*PASSED, {**PASSED[0], "passed": False}])

    assert broken() == {
        "通过验收的，各项指标都已达标": [f"项目 {number}：结论为通过验收，却有指标未达标"]
    }


def test_a_tolerance_without_a_reason_or_an_end_is_found(world, number):
    tolerate(
        delivery(world), by=world.organizer, until=today() + timedelta(days=90), reason="新技术"
    )
    assert broken() == {}

    behind_the_back(Tolerance, reason=" ", until=date(2020, 1, 1))

    assert broken() == {
        "每个包容期都有理由和期限": [
            f"项目 {number}：包容期没有理由",
            f"项目 {number}：包容期在决定之日已经结束",
        ]
    }


def test_an_agreement_with_a_gap_or_other_words_is_found(world):
    name = agreement(world).number
    assert broken() == {}

    behind_the_back(AgreementVersion, number=2, digest="0" * 64)

    assert broken() == {
        "任务书的版本号连续，内容与摘要一致": [
            f"任务书 {name}：版本号不连续",
            f"任务书 {name} 第 2 版：内容与摘要不符",
        ]
    }


def test_what_was_put_down_before_a_revocation_is_not_confirmed_or_credited_after_it(world):
    one, use = reported(world), used(world)
    behind_the_back(Award, state="revoked", revoked_at=clock.now())

    with pytest.raises(NotAnnounced):
        confirm_milestone(one, by=world.issuer, version=one.version)
    with pytest.raises(NotAnnounced):
        credit_use(use, by=world.organizer, note="已核对现场")
