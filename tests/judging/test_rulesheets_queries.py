"""A rule sheet of the database, as the engine computes by it."""

from decimal import Decimal

import pytest

from contest.core.actions import acting
from judging.queries.rulesheets import open_sheet, rules_of, sealed_sheet, sheets_of
from judging.rules import Criterion, RoundOrder, Rules, RulesRefused, Trim


def test_every_setting_of_the_sheet_reaches_the_engine(world):
    sheet = world.rule_sheet
    with acting("test.changed", sheet, by=None):
        sheet.trim, sheet.trim_each_end, sheet.min_to_trim = Trim.PER_CRITERION, 2, 6
        sheet.decimals, sheet.round_order = 3, RoundOrder.CRITERION
        sheet.ties = ["criterion:cost", "vote", "share"]

    assert rules_of(world.rule_sheet) == Rules(
        criteria=(
            Criterion("understanding", "technical", Decimal(20), Decimal(20)),
            Criterion("solution", "technical", Decimal(40), Decimal(40)),
            Criterion("cost", "commercial", Decimal(40), Decimal(40)),
        ),
        trim=Trim.PER_CRITERION,
        trim_each_end=2,
        min_to_trim=6,
        decimals=3,
        round_order=RoundOrder.CRITERION,
        ties=("criterion:cost", "vote", "share"),
    )


def test_dimensions_are_plain_words(world):
    assert rules_of(world.rule_sheet).dimensions == ("technical", "commercial")


def test_a_sheet_that_contradicts_itself_makes_no_rules(world):
    sheet = world.rule_sheet
    sheet.ties = ["share", "lot"]

    with pytest.raises(RulesRefused):
        rules_of(sheet)


def test_the_sheet_in_force_is_the_sealed_one_of_that_contest(world):
    assert sealed_sheet(world.contest.id) == world.rule_sheet
    assert sealed_sheet(world.open_contest.id) is None
    assert open_sheet(world.contest.id) is None
    assert list(sheets_of(world.contest.id)) == [world.rule_sheet]
