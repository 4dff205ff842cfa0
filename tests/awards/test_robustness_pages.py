"""What would change the winners, at the lines that the prizes draw."""

from __future__ import annotations

import re

import pytest

from awards.models import Prize
from awards.queries.cuts import FIRST_PLACE, cuts_of
from contest.core.actions import acting
from contest.core.db import db
from judging.actions import editions
from judging.cuts import Cut
from judging.queries.editions import published_edition
from tests.awards.awarding import award_first
from tests.awards.papers import words as words_of_pdf
from tests.judging.counting import add_entry, mark, mark_all, set_contest


def prizes(world, *seats):
    with acting("test.set", world.contest, by=None):
        db.session.add_all(
            Prize(
                contest_id=world.contest.id,
                position=position,
                name=f"{'一二三'[position - 1]}等奖",
                seats=number,
                amount_fen=0,
            )
            for position, number in enumerate(seats, 1)
        )


def compute(world):
    return editions.compute_edition(world.contest, by=world.organizer, reason="照此计算")


def words_of(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html))


def page(client, edition, **asked):
    return client.get(f"/editions/{edition.id}/robustness", query_string=asked)


def close_race(world):
    """Let two entries end a point apart, 75 and 74, of two judges each."""
    for judge, entry, rival in (
        (world.judge, "15 30 30", "15 29 30"),
        (world.other_judge, "15 30 30", "14 30 30"),
    ):
        mark(world, world.entry, judge, entry)
        mark(world, world.rival_entry, judge, rival)


def test_lines_follow_the_last_seat_of_each_prize(world):
    assert cuts_of(world.contest.id) == (FIRST_PLACE,)

    prizes(world, 1, 2)

    assert cuts_of(world.contest.id) == (Cut(1, "一等奖"), Cut(3, "二等奖"))


def test_the_page_says_how_far_a_mark_has_to_move(world, visit):
    prizes(world, 1)
    close_race(world)

    text = words_of(page(visit(world.supervisor), compute(world)).text)

    # A mark's step is 0.5 and one of two judges: 4 steps make them equal, and then the technical
    # score decides.
    assert "第 1 名与第 2 名相差 1.00 分。" in text
    assert "至少变动 4 个最小分值单位，才可能改变名单。" in text
    assert "安全边际 4 步" in text
    assert "逐一去掉每位评委 ：试了 2 种，名单都不变" in text.replace("委：", "委 ：")


def test_where_seats_are_enough_for_all_no_line_is_crossed(world, visit):
    prizes(world, 2)
    close_race(world)

    text = words_of(page(visit(world.organizer), compute(world)).text)

    assert "全部项目都在线上，线下没有项目。" in text


def test_weights_are_varied_by_what_is_asked_for(world, visit):
    close_race(world)
    edition = compute(world)
    client = visit(world.organizer)
    set_contest(world.contest, sway_percent=15)

    assert "权重增减 ±15%" in words_of(page(client, edition).text)
    assert "权重增减 ±20%" in words_of(page(client, edition, percent=20).text)
    assert "权重增减 ±15%" in words_of(page(client, edition, percent="x").text)


def test_marks_that_do_not_give_the_edition_any_more_give_no_margin(world, visit):
    close_race(world)
    edition = compute(world)
    mark(world, world.entry, world.judge, "1 1 1")

    text = page(visit(world.organizer), edition).text

    assert "这一版已不能由现有的评分得出" in text
    assert "最小分值单位" not in text


@pytest.mark.parametrize("extra", [0, 6])
def test_the_page_costs_the_same_however_many_entries(world, visit, queries, extra):
    mark_all(world)
    for number in range(extra):
        entry = add_entry(world, f"more{number}")
        for judge in (world.judge, world.other_judge):
            mark(world, entry, judge, f"1{number} 20 20")
    path, client = f"/editions/{compute(world).id}/robustness", visit(world.organizer)

    with queries() as made:
        client.get(path)

    assert len(made) == 10


def test_the_standings_sheet_prints_the_margin(world, visit):
    prizes(world, 1)
    close_race(world)
    edition = compute(world)
    editions.publish_edition(edition, by=world.organizer)

    sheet = visit(world.organizer).get(f"/contests/{world.contest.id}/standings/sheet.pdf")

    text = words_of_pdf(sheet.data)
    assert "三、安全边际" in text
    assert text.count("，一等奖（前1名）：第1名与第2名相差1.00分；") == 1
    assert "任一评委的一个分项分至少变动4个最小分值单位，名单才可能改变；" in text
    assert "逐一去掉每位评委，名单都不改变。" in text


def content(client, path):
    """Return what a page itself says, without the menu that every page has."""
    text = client.get(path).text
    return text[text.find("<main") : text.find("</main>")]


def links_of(text):
    """Return the pages that the text leads to; files are none."""
    return set(re.findall(r'href="(/[^"?#.]*)"', text))


def clicks(client, path, aim):
    """Return how many links lead from a page's content to the aim: 1, 2, or None."""
    links = links_of(content(client, path))
    if aim in links:
        return 1
    return 2 if any(aim in links_of(content(client, link)) for link in links) else None


def test_from_any_number_to_its_marks_in_two_clicks(world, visit):
    award = award_first(world)
    edition, client = published_edition(world.contest.id), visit(world.supervisor)
    contest, marks = world.contest.id, f"/editions/{edition.id}/entries/{world.entry.id}"
    pages = (
        f"/contests/{contest}/standings",
        f"/editions/{edition.id}",
        f"/editions/{edition.id}/robustness",
        f"/editions/{edition.id}/judges/{world.judge.id}",
        f"/plans/{award.plan_id}",
        f"/contests/{contest}/awards",
        f"/editions/{edition.id}/ties",
        f"/editions/{edition.id}/judges",
    )

    found = [clicks(client, path, marks) for path in pages]

    assert found == [1, 1, 1, 2, 1, 2, 2, 2]
    assert '<table class="marks">' in client.get(marks).text
