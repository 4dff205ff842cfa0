"""What was sealed with the rule sheet stays as everybody was told."""

import pytest

from contest.actions import contests as actions
from contest.models import RankingScope
from judging.revisions import SealedWithTheRules
from tests.contest.test_contests import dates_of


def revise(contest, world, **values):
    actions.revise_contest(
        contest, by=world.organizer, version=contest.version, **dates_of(contest), **values
    )


@pytest.mark.parametrize(
    "values", [{"ranking_scope": RankingScope.CONTEST}, {"one_award_per_enterprise": False}]
)
def test_what_decides_places_and_awards_is_fixed_once_the_rules_are_sealed(world, values):
    with pytest.raises(SealedWithTheRules):
        revise(world.contest, world, **values)

    assert world.contest.ranking_scope is RankingScope.CHALLENGE
    assert world.contest.one_award_per_enterprise


def test_what_decides_places_may_change_before_the_rules_are_sealed(world):
    revise(world.open_contest, world, ranking_scope=RankingScope.CONTEST)

    assert world.open_contest.ranking_scope is RankingScope.CONTEST


def test_other_settings_may_change_after_the_sealing(world):
    revise(world.contest, world, introduction="新的介绍", ranking_scope=RankingScope.CHALLENGE)

    assert world.contest.introduction == "新的介绍"
