"""Certificates: numbered without gaps, signed, issued anew for a wrong name, void with a reason."""

from __future__ import annotations

from functools import partial

import pytest

from awards.actions import certificates
from awards.actions.certificates import issue_certificate, reissue_certificate
from awards.certifying import code_of
from awards.models import Award
from awards.queries.certificates import successor_of
from awards.states import AwardState, CertificateState
from contest.core.actions import acting
from contest.core.db import db
from contest.core.signing import is_signed
from contest.models import User
from tests.awards.paying import announced, certified
from tests.awards.proposing import approve, awards, propose
from tests.simultaneous import at_once


@pytest.fixture
def award(world):
    return announced(world)


def test_a_certificate_says_what_it_certifies_and_is_signed(world, award):
    certificate = certified(world, award)

    told = dict(certificate.content)
    assert is_signed(told)
    assert certificate.code == code_of(told)
    del told["key"], told["signature"]
    assert told == {
        "certificate": "2026-0001",
        "issuer": "甲市科技局",
        "contest": "contest 场景大赛",
        "challenge": "challenge 隧道渗漏水智能巡检",
        "entry": "entry 的方案",
        "enterprise": "author 有限公司",
        "prize": "一等奖",
        "issued_on": "2026-03-02",
    }


def test_an_altered_certificate_is_not_signed(world, award):
    told = certified(world, award).content | {"prize": "特等奖"}

    assert not is_signed(told)


def test_a_second_press_issues_no_second_certificate(world, award):
    assert certified(world, award).id == certified(world, award).id


def test_nothing_is_certified_before_it_is_announced(world, ready):
    approve(world, propose(world))

    with pytest.raises(certificates.NotAnnounced):
        certified(world, awards(world)[0])


def test_a_wrong_name_is_put_right_by_a_new_certificate(world, award):
    old = certified(world, award)

    new = reissue_certificate(old, by=world.organizer, title="渗漏巡检", reason="项目名称更正")

    assert (old.state, old.void_reason) == (CertificateState.VOID, "项目名称更正")
    assert (new.number, new.content["entry"]) == ("2026-0002", "渗漏巡检")
    assert successor_of(old).id == new.id
    with pytest.raises(certificates.NotValid):
        reissue_certificate(old, by=world.organizer, title="另一个", reason="再改")


def test_a_certificate_is_not_issued_anew_to_say_the_same(world, award):
    old = certified(world, award)

    with pytest.raises(certificates.NothingChanged):
        reissue_certificate(old, by=world.organizer, title="entry 的方案", reason="误")


def test_numbers_follow_the_rule_of_the_installation(app, world, award):
    app.config["CERTIFICATE_NUMBER"] = "甬科奖〔{year}〕{seq}号"

    assert certified(world, award).number == "甬科奖〔2026〕1号"


def _issue(award_id, user_id):
    award, user = db.session.get(Award, award_id), db.session.get(User, user_id)
    return issue_certificate(award, by=user).sequence


def test_two_contests_of_a_body_never_share_a_number(app, world, award):
    with acting("test.announced", world.award, by=None):
        # The little world's other contest: an award of its own that stands.
        award_of = {"contest_id": world.open_contest.id, "entry_id": world.draft.id}
        other = Award(
            **award_of,
            enterprise_id=award.enterprise_id,
            prize_id=world.prize.id,
            plan_id=world.plan.id,
            announcement_id=world.announcement.id,
            place=1,
            amount_fen=0,
            approved_at=award.approved_at,
        )
        db.session.add(other)
        db.session.flush()
        for state in (AwardState.PUBLICISED, AwardState.CONFIRMED, AwardState.ANNOUNCED):
            other.state = state
    works = [partial(_issue, one.id, world.organizer.id) for one in (award, other)]

    told = at_once(app, works)

    assert sorted(told) == [1, 2]
