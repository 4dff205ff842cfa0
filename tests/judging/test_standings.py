"""The pages of standings: the table, the way from a number to its marks, gaps and ties."""

import re
from decimal import Decimal

import pytest

from contest.core.db import db
from contest.models import RankingScope
from judging.actions import editions
from judging.models import Edition, TieDecision
from judging.queries.standings import Choice, page_of, standings_of
from judging.states import BallotState, EditionState
from tests.judging.counting import add_entry, add_judge, mark, mark_all, rule, set_contest


def compute(world, reason=""):
    return editions.compute_edition(world.contest, by=world.organizer, reason=reason)


def standings_page(world, client):
    return client.get(f"/contests/{world.contest.id}/standings").text


def words_of(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html))


def test_the_table_shows_place_entry_dimensions_and_total(world, visit):
    mark_all(world)
    compute(world)

    page = words_of(standings_page(world, visit(world.organizer)))

    assert page.index("entry 的方案") < page.index("rival_entry 的方案")
    assert " 2 位有效 · 未去高低分 53.00 34.00 87.00 " in page


@pytest.mark.parametrize("extra", [0, 5])
def test_the_table_costs_the_same_however_many_rows(world, visit, queries, extra):
    mark_all(world)
    for number in range(extra):
        entry = add_entry(world, f"more{number}")
        mark(world, entry, world.judge, "10 20 20")
        mark(world, entry, world.other_judge, "10 20 20")
    compute(world)
    client = visit(world.organizer)

    with queries() as made:
        page = standings_page(world, client)

    assert page.count('<svg class="spark"') == 2 + extra
    assert len(made) == 13


def test_an_entry_without_a_ballot_is_told_as_unmarked_not_as_zero(world, visit):
    mark(world, world.entry, world.judge, "18 35 34")
    compute(world, reason="试算")

    page = words_of(standings_page(world, visit(world.supervisor)))

    assert "1 个项目未打分，没有名次" in page
    assert "0.00" not in page


def test_the_table_is_searched_and_sorted(world):
    mark_all(world)
    edition = compute(world)

    found = page_of(edition, Choice(words="RIVAL 有限"))
    turned = page_of(edition, Choice(sort="-place"))

    assert [row.line.title for row in found.items] == ["rival_entry 的方案"]
    assert [row.line.place for row in turned.items] == [2, 1]


def test_signs_that_stand_for_anything_find_nothing_else(world):
    mark_all(world)
    edition = compute(world)

    assert page_of(edition, Choice(words="%")).total == 0


def test_the_table_is_paged(world):
    mark_all(world)
    edition = compute(world)

    page = page_of(edition, Choice(page=2), per_page=1)

    assert ([row.line.place for row in page.items], page.total, page.pages) == ([2], 2, 2)


def test_a_ranking_over_the_whole_contest_lists_by_place(world):
    set_contest(world.contest, ranking_scope=RankingScope.CONTEST)
    mark_all(world)
    edition = compute(world)

    assert [(row.place, row.in_challenge) for row in standings_of(edition)] == [
        (1, False),
        (2, False),
    ]


def test_all_rows_come_in_one_statement(world, queries):
    mark_all(world)
    edition = compute(world)
    assert edition.number == 2

    with queries() as made:
        rows = standings_of(edition)

    assert (len(rows), len(made)) == (2, 1)
    assert (rows[0].enterprise, rows[0].challenge) == (
        "author 有限公司",
        world.challenge.title,
    )


def test_the_page_of_an_entry_shows_every_mark_and_its_judge(world, visit):
    mark_all(world)
    edition = compute(world)

    path = f"/editions/{edition.id}/entries/{world.entry.id}"
    page = words_of(visit(world.supervisor).get(path).text)

    assert "核对一致" in page
    for shown in ("judge 先生", "other_judge 先生", "18", "17", "17.5", "17.50", "87.00"):
        assert f" {shown} " in page


def test_a_dropped_judge_is_struck_with_a_word(world, visit):
    rule(world, min_to_trim=3)
    mark_all(world)
    harsh = add_judge(world, "harsh")
    for entry in (world.entry, world.rival_entry):
        mark(world, entry, harsh, "0 0 0")
    edition = compute(world)

    path = f"/editions/{edition.id}/entries/{world.entry.id}"
    page = visit(world.organizer).get(path).text

    assert page.count("去最低") == page.count("去最高") == 4
    assert standings_of(edition)[0].score == Decimal("87.00")


def test_a_score_that_its_marks_do_not_give_is_pointed_out(world, visit):
    mark_all(world)
    edition = compute(world)
    mark(world, world.entry, world.judge, "1 1 1")

    path = f"/editions/{edition.id}/entries/{world.entry.id}"

    assert "核对不一致" in visit(world.organizer).get(path).text


def test_a_ballot_made_void_later_still_explains_the_edition_it_counted_in(world, visit):
    mark_all(world)
    edition = compute(world)
    mark(world, world.entry, world.judge, "18 35 34", state=BallotState.VOID)

    path = f"/editions/{edition.id}/entries/{world.entry.id}"
    page = visit(world.organizer).get(path).text

    assert "核对一致" in page
    assert "此后作废" in page


def test_the_missing_are_named_before_computing(world, visit):
    mark(world, world.entry, world.judge, "18 35 34")

    page = visit(world.organizer).get(f"/contests/{world.contest.id}/standings/computation").text

    line = words_of(page[page.index("缺少评分表") :])
    assert "entry 的方案" in line
    assert "other_judge 先生" in line


def test_computing_with_gaps_asks_for_the_reason(world, visit):
    mark(world, world.entry, world.judge, "18 35 34")
    path = f"/contests/{world.contest.id}/standings/computation"

    refused = visit(world.organizer).post(path, data={"reason": ""})
    taken = visit(world.organizer).post(path, data={"reason": "一位评委缺席"})

    assert (refused.status_code, taken.status_code) == (422, 302)
    newest = db.session.scalars(db.select(Edition).order_by(Edition.number.desc())).first()
    assert (newest.state, newest.reason) == (EditionState.COMPUTED, "一位评委缺席")


def test_a_tie_is_decided_on_its_page(world, visit):
    rule(world, ties=["lot"])
    for entry in (world.entry, world.rival_entry):
        mark(world, entry, world.judge, "18 35 34")
        mark(world, entry, world.other_judge, "17 36 34")
    edition = compute(world)
    first, second = world.rival_entry.id, world.entry.id
    client = visit(world.organizer)
    path = f"/editions/{edition.id}/ties"
    prefix = "-".join(["tie", *map(str, sorted([first, second]))])
    order = {f"{prefix}-order-0": first, f"{prefix}-order-1": second}

    twice = client.post(
        path, data={**order, f"{prefix}-order-1": first, f"{prefix}-reason": "抽签"}
    )
    taken = client.post(path, data={**order, f"{prefix}-reason": "公证员在场抽签"})

    assert (twice.status_code, taken.status_code) == (422, 302)
    assert "请为每个名次选择一个不同的项目" in twice.text
    assert db.session.scalars(db.select(TieDecision)).one().order == [first, second]


def test_publishing_from_the_page(world, visit):
    mark_all(world)
    edition = compute(world)

    answer = visit(world.organizer).post(f"/editions/{edition.id}/publication")

    assert answer.status_code == 302
    assert db.session.get(Edition, edition.id).state is EditionState.PUBLISHED


def test_the_menu_leads_to_the_contest_whose_roadshow_began_last(world, visit):
    answer = visit(world.organizer).get("/standings")

    assert answer.headers["Location"] == f"/contests/{world.contest.id}/standings"
