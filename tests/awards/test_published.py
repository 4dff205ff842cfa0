"""Everybody reads what can be won, and by which sealed rules."""

import pytest

from awards.actions.prizes import PrizeLine, set_prizes
from tests.contest.test_contests import announced

WON = ("一等奖", "<span>2 个</span>", "100.00 万元", "每个榜单各设", "评审规则（已封存，第 1 版）")


@pytest.mark.sqlite_only  # page text
@pytest.mark.parametrize("page", ["/contests/{0.contest.id}", "/challenges/{0.challenge.id}"])
def test_prizes_and_sealed_rules_stand_on_public_pages(world, visit, page):
    set_prizes(world.contest, by=world.organizer, lines=[PrizeLine("一等奖", 2, 100_000_000)])

    shown = visit().get(page.format(world)).text

    assert [told for told in WON if told not in shown] == []
    assert f"/contests/{world.contest.id}/criteria" in shown


@pytest.mark.sqlite_only  # page text
def test_a_contest_without_prizes_or_sealed_rules_promises_none(world, visit):
    shown = visit().get(f"/contests/{announced(world).id}").text

    assert "评审规则（已封存" not in shown
    assert "<h2>奖项</h2>" not in shown
