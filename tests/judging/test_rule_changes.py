"""A new version of the rule sheet is shown with the ranking under both."""

from dataclasses import replace
from decimal import Decimal

import pytest

from judging.actions import rulesheets as actions
from judging.queries.rule_changes import rule_change_of
from judging.queries.rulesheets import content_of, digest_of
from judging.rules import RoundOrder
from tests.judging.amending import add_prize
from tests.judging.counting import mark, mark_all


def draft(world, **changes):
    """Begin a second version; ``weights`` are those of the three lines."""
    sheet = actions.begin_rule_sheet(world.contest, by=world.organizer)
    content = content_of(sheet)
    if weights := changes.pop("weights", None):
        lines = [
            replace(line, weight=Decimal(weight))
            for line, weight in zip(content.lines, weights, strict=True)
        ]
        changes["lines"] = tuple(lines)
        changes["technical_weight"] = lines[0].weight + lines[1].weight
        changes["commercial_weight"] = lines[2].weight
    seen = digest_of(sheet)
    content = replace(content, **changes)
    actions.revise_rule_sheet(sheet, by=world.organizer, content=content, seen=seen)
    return sheet


def swap(world):
    """Let ``rival_entry`` be better in the commercial dimension only."""
    mark(world, world.entry, world.judge, "20 40 20")
    mark(world, world.entry, world.other_judge, "20 40 20")
    mark(world, world.rival_entry, world.judge, "12 24 40")
    mark(world, world.rival_entry, world.other_judge, "12 24 40")


def test_the_same_marks_are_ranked_by_both_versions(world):
    swap(world)
    add_prize(world)

    change = rule_change_of(draft(world, weights=[10, 20, 70]))

    found = [(r.entry, r.place, r.score, r.prize) for r in change.comparison.rows]
    assert found == [
        (world.rival_entry.id, (2, 1), ("76.00", "88.00"), ("", "一等奖")),
        (world.entry.id, (1, 2), ("80.00", "65.00"), ("一等奖", "")),
    ]


def test_what_changes_nothing_is_shown_to_change_nothing(world):
    mark_all(world)

    change = rule_change_of(draft(world, round_order=RoundOrder.CRITERION))

    assert not any(row.changes for row in change.comparison.rows)


def test_marks_that_the_new_version_cannot_read_are_said_not_to_compare(world):
    sheet = draft(world)
    lines = tuple(replace(line, key=f"new_{line.key}") for line in content_of(sheet).lines)
    content = replace(content_of(sheet), lines=lines, ties=("share",))
    seen = digest_of(sheet)
    actions.revise_rule_sheet(sheet, by=world.organizer, content=content, seen=seen)
    mark_all(world)

    change = rule_change_of(sheet)

    assert change.comparison is None
    assert len(change.faults) == 6


@pytest.mark.parametrize("page", ["proposal", "seal"])
def test_the_pages_of_a_new_version_show_both_rankings(world, visit, page):
    swap(world)
    sheet = draft(world, weights=[10, 20, 70])
    if page == "seal":
        digest = digest_of(sheet)
        actions.propose_rule_sheet(sheet, by=world.organizer, reason="偏重商务", digest=digest)

    text = visit(world.second_organizer).get(f"/rule-sheets/{sheet.id}/{page}").text

    assert "两个版本下的排名" in text
    assert "<s>76.00</s>" in text
    assert "<b>88.00</b>" in text


def test_a_first_version_has_nothing_to_compare_with(world):
    sheet = actions.begin_rule_sheet(world.open_contest, by=world.organizer)

    assert rule_change_of(sheet) is None


def test_before_anything_was_submitted_the_page_says_so(world, visit):
    sheet = draft(world)

    text = visit(world.organizer).get(f"/rule-sheets/{sheet.id}/proposal").text

    assert "还没有已提交的有效评分" in text
