"""What everybody may read, find and print."""

import pytest

from contest.actions import challenges, contests, drafts
from contest.actions.questions import ask_question
from contest.core.actions import acting
from contest.states import EntryState
from contest.timetable import template_values
from contest.views.published import first_clause
from tests.contest.challenges import a_complete_draft, a_published, a_submitted, an_approved, revise
from tests.world import MONDAY

TITLES = ("盾构渣土快速资源化", "夜间调车机器人")


def found(client, **query):
    page = client.get("/challenges/", query_string=query).text
    return {title for title in TITLES if title in page}


@pytest.fixture
def two(world):
    """Publish two challenges that differ in all that can be asked for."""
    first = a_complete_draft(world, title=TITLES[0])
    revise(first, world, cooperation=["direct_purchase", "joint_research"], stage="in_building")
    second = an_approved(world, title=TITLES[1])
    drafts.submit_challenge(first, by=world.issuer)
    challenges.approve_challenge(first, by=world.organizer)
    for challenge in (first, second):
        challenges.publish_challenge(challenge, by=world.organizer)


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({}, TITLES),
        ({"q": "盾构"}, TITLES[:1]),
        ({"q": "盾构 有限公司"}, TITLES[:1]),
        ({"q": "metro"}, TITLES),
        ({"q": "2026-03"}, TITLES[1:]),
        ({"q": "%"}, ()),
        ({"cooperation": "joint_development"}, TITLES[1:]),
        ({"cooperation": "joint_research"}, TITLES[:1]),
        ({"cooperation": "anything"}, TITLES),
        ({"stage": "in_building"}, TITLES[:1]),
        ({"field": "面向城市治理"}, TITLES),
        ({"field": "面向城市治理·交通"}, TITLES),
        ({"field": "面向民生服务"}, ()),
        ({"open": "1"}, TITLES),
    ],
)
def test_challenges_are_found_by_words_and_filters(world, visit, two, query, titles):
    assert found(visit(), **query) == set(titles)


def test_what_can_no_longer_be_entered_is_not_among_what_is_open(world, visit, two, time):
    time.now = world.open_contest.entries_close_at

    assert found(visit(), open="1") == set()
    assert found(visit(), contest=world.open_contest.id) == set(TITLES)


def test_nobody_finds_what_is_not_published(world, visit):
    hidden = [
        a_complete_draft(world, title=TITLES[0]),
        a_submitted(world, title=TITLES[0]),
        an_approved(world, title=TITLES[1]),
    ]
    client = visit()

    assert found(client) == set()
    assert [client.get(f"/challenges/{c.id}").status_code for c in hidden] == [404] * 3


@pytest.mark.parametrize("extra", [0, 5])
def test_the_list_costs_the_same_however_many(world, visit, queries, extra):
    for number in range(extra):
        a_published(world, title=f"榜单之{number}")
    client = visit()

    with queries() as made:
        page = client.get("/challenges/").text

    assert page.count('class="card tile"') == 2 + extra
    assert len(made) == 5  # page, count, entries, fields, contests


def test_a_challenge_costs_the_same_however_much_was_asked(world, visit, queries):
    client, page, counts = visit(), f"/challenges/{world.open_challenge.id}", []
    for _repeat in range(2):
        with queries() as made:
            client.get(page)
        counts.append(len(made))
        for _more in range(5):
            ask_question(world.open_challenge, by=world.author, text="何时开工？")

    # challenge, questions, entries, corrections, indicators, attachments, body, prizes, rules
    assert counts == [9, 9]


def test_the_number_of_entries_counts_neither_drafts_nor_who_withdrew(world, visit):
    page = f"/challenges/{world.challenge.id}"
    assert "<dd>2 家</dd>" in visit().get(page).text

    with acting("test.withdrawn", world.rival_entry, by=world.rival):
        world.rival_entry.state = EntryState.WITHDRAWN

    assert "<dd>1 家</dd>" in visit().get(page).text
    assert "<dd>0 家</dd>" in visit().get(f"/challenges/{world.open_challenge.id}").text


@pytest.mark.sqlite_only  # page text
def test_a_challenge_page_carries_all_that_decides(world, visit):
    page = visit().get(f"/challenges/{world.open_challenge.id}").text

    for told in ("metro 有限公司", "≤ 1 天", "直接采购", "不超过 100 万元", "0000-0001"):
        assert told in page
    assert 'src="data:image/svg+xml' in page
    assert "2026-03-15 17:00" in page


@pytest.mark.sqlite_only  # page text
def test_a_tile_names_its_contest_because_numbers_repeat_between_bodies(world, visit):
    page = visit().get("/challenges/").text

    assert f"{world.open_contest.name} · {world.open_challenge.number}" in page


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("一处 2,000 平方米场地；夜间作业许可。", "一处 2,000 平方米场地"),
        ("", ""),
        ("长" * 40, "长" * 35 + "…"),
    ],
)
@pytest.mark.sqlite_only  # plain text
def test_what_is_opened_stands_in_one_line(text, told):
    assert first_clause(text) == told


@pytest.mark.sqlite_only  # page text
def test_hostile_text_stays_text(world, visit):
    hostile = "<script>alert(1)</script>"
    challenge = a_complete_draft(world, title=hostile)
    revise(challenge, world, pain_point=hostile)

    page = visit(world.issuer).get(f"/desk/challenges/{challenge.id}/preview").text

    assert hostile not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 2


def test_a_contest_in_preparation_is_nobodys_business(world, visit):
    values = template_values(MONDAY) | {"name": "还在筹备"}
    contest = contests.create_contest(world.body, by=world.organizer, **values)

    assert "还在筹备" not in visit().get("/contests/").text
    assert "还在筹备" not in visit().get("/").text
    assert visit().get(f"/contests/{contest.id}").status_code == 404


@pytest.mark.sqlite_only  # page text
def test_the_first_page_shows_what_can_be_entered_now(world, visit):
    page = visit().get("/").text

    assert f"/challenges/{world.open_challenge.id}" in page
    assert f"/challenges/{world.challenge.id}" not in page  # closed last week
    assert world.contest.name in page  # but still under way


@pytest.mark.sqlite_only  # page text
def test_the_contest_page_lists_its_challenges_and_dates(world, visit):
    page = visit().get(f"/contests/{world.open_contest.id}").text

    assert f"/challenges/{world.open_challenge.id}" in page
    assert f"/challenges/{world.challenge.id}" not in page
    assert "2026-03-15 17:00" in page
