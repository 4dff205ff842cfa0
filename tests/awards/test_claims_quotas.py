"""What is left of a quota decides what a subsidy claim is granted."""

from __future__ import annotations

from datetime import date

import pytest

from awards.actions import claim_reviews as reviews
from awards.actions.schemes import (
    BelowGranted,
    UnknownEnterprise,
    set_quota,
)
from awards.queries.schemes import quotas_of
from tests.awards.claiming import (
    EQUIPMENT,
    MATERIALS,
    WAN,
    begin,
    fund,
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


def again(world, award, **change):
    """Return another claim that is filled in, submitted with its papers."""
    return submit(world, begin(world, award, **change))


@rule
def test_an_amount_other_than_the_one_shown_is_not_granted(world, claim):
    qualify(world, submit(world, claim))
    set_quota(scheme(EQUIPMENT), by=world.organizer, year=2026, uscc="", fen=50 * WAN)

    with pytest.raises(reviews.NotWhatWasShown, match=r"现在可核定 500,000\.00 元"):
        fund(world, claim)
    fund(world, claim, fen=50 * WAN)

    assert claim.amount_fen == 50 * WAN


@rule
def test_without_a_quota_nothing_is_granted(world, award):
    claim = qualify(world, again(world, award, key=MATERIALS))

    with pytest.raises(reviews.NothingLeft, match="2026 年的资金额度待录入"):
        fund(world, claim)
    set_quota(scheme(MATERIALS), by=world.organizer, year=2026, uscc="", fen=0)
    with pytest.raises(reviews.NothingLeft, match="额度已用完"):
        fund(world, claim)


def test_a_firm_is_granted_its_own_quota_at_most(world, award):
    found = scheme("national-2024")
    change = {"starts_on": date(2026, 1, 1), "contract_fen": 4000 * WAN}
    claim = qualify(world, again(world, award, key=found.key, **change))
    set_quota(found, by=world.organizer, year=2026, uscc="", fen=500 * WAN)
    with pytest.raises(reviews.NothingLeft, match="企业额度待录入"):
        fund(world, claim)
    code = world.author_organisation.uscc
    set_quota(found, by=world.organizer, year=2026, uscc=code, fen=30 * WAN)

    fund(world, claim, fen=30 * WAN)

    assert [(q.fen, q.granted_fen, q.left_fen) for q in quotas_of(found)] == [
        (500 * WAN, 30 * WAN, 470 * WAN),
        (30 * WAN, 30 * WAN, 0),
    ]


@rule
def test_a_quota_is_not_set_below_what_was_granted(world, claim):
    fund(world, qualify(world, submit(world, claim)))

    with pytest.raises(BelowGranted, match=r"已核定 96\.00 万元"):
        set_quota(scheme(EQUIPMENT), by=world.organizer, year=2026, uscc="", fen=95 * WAN)
    with pytest.raises(UnknownEnterprise):
        set_quota(scheme(EQUIPMENT), by=world.organizer, year=2026, uscc="X", fen=WAN)


@rule
def test_what_was_granted_is_free_again_when_it_is_refused_before_payment(world, claim):
    fund(world, qualify(world, submit(world, claim)))

    reviews.reject_claim(claim, by=world.organizer, version=claim.version, reason="奖励撤销")

    assert [q.granted_fen for q in quotas_of(scheme(EQUIPMENT))] == [0]
