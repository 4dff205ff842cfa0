"""A contest's budget holds what was given, and one round of all prizes."""

import pytest

from awards.actions.prizes import PrizeLine, set_prizes
from awards.revisions import BudgetTooSmall
from contest.actions import contests as actions
from tests.awards.awarding import FIRST_PRIZE_FEN, award_first
from tests.contest.test_contests import dates_of


def budget(world, fen):
    contest = world.contest
    actions.revise_contest(
        contest, by=world.organizer, version=contest.version, **dates_of(contest), budget_fen=fen
    )


def test_a_budget_below_the_approved_awards_is_refused(world):
    award_first(world)
    before = world.contest.budget_fen

    with pytest.raises(BudgetTooSmall, match=r"已批准的奖励合计 100\.00 万元"):
        budget(world, FIRST_PRIZE_FEN - 1)

    assert world.contest.budget_fen == before


def test_a_budget_below_the_prizes_is_refused(world):
    lines = [PrizeLine("一等奖", 2, FIRST_PRIZE_FEN)]
    set_prizes(world.contest, by=world.organizer, lines=lines)

    with pytest.raises(BudgetTooSmall, match=r"奖项合计 200\.00 万元"):
        budget(world, 2 * FIRST_PRIZE_FEN - 1)


def test_a_budget_goes_down_to_what_is_needed_and_up_as_one_likes(world):
    lines = [PrizeLine("一等奖", 2, FIRST_PRIZE_FEN)]
    set_prizes(world.contest, by=world.organizer, lines=lines)

    budget(world, 2 * FIRST_PRIZE_FEN)
    lowered = world.contest.budget_fen
    budget(world, 9 * FIRST_PRIZE_FEN)

    assert (lowered, world.contest.budget_fen) == (2 * FIRST_PRIZE_FEN, 9 * FIRST_PRIZE_FEN)
