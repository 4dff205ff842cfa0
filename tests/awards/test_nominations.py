"""Nominating winners with technical research for the key R&D plan."""

import pytest

from awards.actions import nominations as actions
from awards.actions.nominations import (
    AlreadyNominated,
    AwardNotSettled,
    NotWaiting,
    Research,
    SameDecider,
)
from awards.models import FollowUpKind
from awards.queries.nominations import Search, asked_fen
from awards.states import FollowUpState, NominationState
from contest.core.actions import acting
from contest.entry_ends import consequences
from tests.awards.listing import RESEARCH, decide_nomination, nominated, question, won


def test_a_second_person_approves_a_nomination(world):
    nomination = nominated(world)

    with pytest.raises(SameDecider):
        decide_nomination(nomination, world.organizer)
    decide_nomination(nomination, world.second_organizer, reason="推荐列入")

    follow_up = question(nomination.award, FollowUpKind.KEY_RD)
    assert nomination.state is NominationState.APPROVED
    assert (follow_up.state, follow_up.reason) == (FollowUpState.YES, "推荐列入")


def test_an_award_has_one_nomination(world):
    nomination = nominated(world)

    with pytest.raises(AlreadyNominated):
        actions.nominate(nomination.award, by=world.organizer, research=RESEARCH)


def test_an_award_under_objection_is_not_nominated_for(world):
    nomination = actions.nominate(won(world), by=world.organizer, research=RESEARCH)

    with pytest.raises(AwardNotSettled):
        decide_nomination(nomination, world.second_organizer)


def test_what_was_declined_is_nominated_again_by_who_changes_it(world):
    nomination = nominated(world)
    decide_nomination(nomination, world.second_organizer, approved=False, reason="指标不清")
    more = Research("行走机构", "故障率下降 60%", 60_000_000, "指标已补")

    actions.revise_nomination(
        nomination, by=world.second_organizer, version=nomination.version, research=more
    )
    with pytest.raises(SameDecider):
        decide_nomination(nomination, world.second_organizer)
    decide_nomination(nomination, world.organizer)

    assert (nomination.state, nomination.funding_fen) == (NominationState.APPROVED, 60_000_000)
    with pytest.raises(NotWaiting):
        actions.revise_nomination(
            nomination, by=world.organizer, version=nomination.version, research=more
        )


def test_a_nomination_goes_with_its_award(world):
    nomination = nominated(world)
    decide_nomination(nomination, world.second_organizer)

    with acting("test.ended", world.contest, by=None):
        for consequence in consequences:
            consequence(nomination.award.entry, "提供虚假材料", world.organizer)

    assert nomination.state is NominationState.DECLINED
    assert nomination.reason == "奖励已撤销：提供虚假材料"


def test_what_is_asked_for_adds_up_over_what_is_shown(world):
    nominated(world)

    assert asked_fen(world.body.id, Search()) == RESEARCH.funding_fen
    assert asked_fen(world.body.id, Search(state=NominationState.DECLINED)) == 0
    assert asked_fen(world.other_body.id, Search()) == 0
