"""The printed standings sheet."""

from dataclasses import replace
from decimal import Decimal

import pytest

from awards.documents.fonts import MissingGlyph
from awards.documents.standings_sheet import standings_pdf
from tests.awards.papers import DIGEST, LEDGER, STANDINGS_HEAD, fonts, pages, standing, words


def test_the_sheet_says_by_which_rules_it_was_made():
    text = words(standings_pdf([standing()], STANDINGS_HEAD, fonts()))

    assert "甬城开放场景创新大赛评审汇总表榜单：路口信号协同（第3版）" in text
    assert "一、评审规则（第1版）维度权重：技术60%，商务40%" in text
    assert "去高去低：去掉一个最高分和一个最低分。" in text
    assert "取整：总分四舍五入，保留两位小数。" in text
    assert "同分处理：1.技术得分，2.抽签" in text
    assert f"评审规则摘要：{DIGEST}操作日志链头：{LEDGER}" in text


def test_each_entry_has_its_scores_ballots_and_what_decided():
    rows = [standing(decided_by="技术得分"), standing(place=2, total=Decimal("87.125"))]

    text = words(standings_pdf(rows, STANDINGS_HEAD, fonts()))

    assert "1信号协同优化甬行科技有限公司91.5088.2590.20714技术得分" in text
    assert "2信号协同优化甬行科技有限公司91.5088.2587.13714" in text


def test_each_challenge_heads_the_table_of_its_own_ranking():
    rows = [standing(challenge="路口信号协同"), standing(challenge="隧道巡检")]

    text = words(standings_pdf(rows, replace(STANDINGS_HEAD, by_challenge=True), fonts()))

    assert "二、得分与名次（一）路口信号协同名次项目" in text
    assert "（二）隧道巡检名次项目" in text


@pytest.mark.parametrize("entries", range(1, 13))
def test_signatures_never_stand_alone_on_a_page(entries):
    head = replace(STANDINGS_HEAD, judges=tuple(f"专家 {n}" for n in range(1, 8)))

    last = pages(standings_pdf([standing()] * entries, head, fonts()))[-1]

    assert last.index("操作日志链头") < last.index("签字") < last.index("监督人")


def test_not_scored_and_zero_look_different():
    nothing = dict.fromkeys(("place", "technical", "commercial", "total"))
    zero = dict.fromkeys(("technical", "commercial", "total"), Decimal(0))
    rows = [standing(**zero), standing(**nothing, ballots=0, dropped_marks=0, remark="已撤回")]

    text = words(standings_pdf(rows, STANDINGS_HEAD, fonts()))

    assert "0.000.000.00714" in text
    assert "—信号协同优化甬行科技有限公司未评分未评分未评分00已撤回" in text


def test_judges_tally_checker_and_supervisor_have_a_place_to_sign():
    text = words(standings_pdf([standing()], STANDINGS_HEAD, fonts()))

    assert "三、签字专家1：专家2：专家3：统计人：核对人：监督人：" in text
    assert "甬城科学技术局2026年11月2日" in text


def test_a_sheet_without_judges_or_entries_can_still_be_printed():
    text = words(standings_pdf([], replace(STANDINGS_HEAD, judges=()), fonts()))

    assert "三、签字统计人：核对人：监督人：" in text


@pytest.mark.parametrize(
    ("field", "head", "row"),
    [
        ("项目", {}, {"entry": "𠮷"}),
        ("备注", {}, {"remark": "𠮷"}),
        ("标题", {"challenge": "𠮷"}, {}),
        ("签字栏", {"judges": ("𠮷",)}, {}),
        ("发布单位", {"organizer": "𠮷"}, {}),
    ],
)
def test_a_missing_character_is_told_with_the_place_it_stands_in(field, head, row):
    with pytest.raises(MissingGlyph, match=f"「{field}」中的“𠮷”"):
        standings_pdf([standing(**row)], replace(STANDINGS_HEAD, **head), fonts())
