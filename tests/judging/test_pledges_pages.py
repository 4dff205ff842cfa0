"""What a judge sees before marking: pledge, declaration, then the desk."""

import re

import pytest

from contest.core.actions import acting
from contest.core.db import db
from judging.actions import sessions
from judging.actions.slots import move_slot
from judging.models import Pledge
from judging.pledge_text import ARTICLES, pledge_digest
from tests.judging.people import add_entry, add_judge, recusals, recuse


@pytest.fixture
def unsigned(world):
    pledge = db.session.get(Pledge, (world.contest.id, world.judge.id))
    with acting("test.unsigned", world.contest, by=None):
        db.session.delete(pledge)


def urls(world):
    base = f"/contests/{world.contest.id}"
    return f"{base}/pledge", f"{base}/declaration"


def rows(world, **changes):
    return {
        "entries-0-entry_id": world.entry.id,
        "entries-0-ground": "relative",
        "entries-1-entry_id": world.rival_entry.id,
        "entries-1-ground": "other",
        "honest": "y",
        **changes,
    }


def test_the_way_is_pledge_declaration_desk(world, visit, unsigned):
    client, (pledge, declaration) = visit(world.judge), urls(world)

    first = client.get(declaration)
    signed = client.post(pledge, data={"text_digest": pledge_digest(), "agreed": "y"})
    declared = client.post(declaration, data=rows(world))

    assert first.headers["Location"] == pledge
    assert signed.headers["Location"] == declaration
    assert declared.headers["Location"] == "/ballots/"
    assert "entry 的方案" in client.get("/ballots/").text


def test_the_whole_pledge_is_on_the_page(world, visit, unsigned):
    page = visit(world.judge).get(urls(world)[0]).text

    assert all(article in page for article in ARTICLES)


def test_a_pledge_is_signed_with_the_tick(world, visit, unsigned):
    answer = visit(world.judge).post(urls(world)[0], data={"text_digest": pledge_digest()})

    assert answer.status_code == 422
    assert db.session.get(Pledge, (world.contest.id, world.judge.id)) is None


def test_the_declaration_shows_whose_an_entry_is_and_nothing_of_the_proposal(world, visit):
    page = visit(world.judge).get(urls(world)[1]).text

    for shown in ("entry 的方案", "author 有限公司", "metro 有限公司"):
        assert shown in page
    assert "entry 的摘要" not in page


def test_a_ticked_entry_disappears_until_it_is_decided(world, visit):
    client, (_pledge, declaration) = visit(world.judge), urls(world)
    ticked = {"entries-0-conflict": "y", "entries-0-detail": "近姻亲"}

    client.post(declaration, data=rows(world, **ticked))

    (recusal,) = recusals(world, judge_id=world.judge.id)
    assert (recusal.entry_id, recusal.detail) == (world.entry.id, "近姻亲")
    desk = client.get("/ballots/").text
    assert ">entry 的方案<" not in desk
    assert "rival_entry 的方案" in desk
    assert "author 有限公司" not in client.get(declaration).text


def test_a_ticked_entry_needs_a_word_why_and_the_rest_stays_typed(world, visit):
    ticked = {"entries-0-conflict": "y", "entries-1-conflict": "y", "entries-1-detail": "旧同事"}

    answer = visit(world.judge).post(urls(world)[1], data=rows(world, **ticked))

    assert answer.status_code == 422
    assert "请简要说明关系" in answer.text
    assert "旧同事" in answer.text
    assert recusals(world) == []


def test_the_declaration_is_made_with_the_last_tick(world, visit, unsigned):
    client, (pledge, declaration) = visit(world.judge), urls(world)
    client.post(pledge, data={"text_digest": pledge_digest(), "agreed": "y"})

    answer = client.post(declaration, data=rows(world, honest=""))

    assert answer.status_code == 422
    assert db.session.get(Pledge, (world.contest.id, world.judge.id)).declared_at is None


def test_a_judge_of_no_panel_finds_no_pledge(world, visit):
    spare = add_judge("spare", world.body.id)

    assert [visit(spare).get(url).status_code for url in urls(world)] == [404, 404]


def test_a_recused_entry_is_not_on_the_declaration(world, visit):
    recuse(world.entry, world.judge)

    page = visit(world.judge).get(urls(world)[1]).text

    assert "author 有限公司" not in page
    assert "1 个项目因回避不在此列" in page


def test_the_declaration_is_in_running_order_and_names_the_turn(world, visit):
    _first, second = world.session.slots
    move_slot(second, by=world.organizer, step=-1)

    page = visit(world.judge).get(urls(world)[1]).text

    turns = re.findall(r"交通专场 · 第 (\d) 个 · (\S+?)</p>", page)
    assert turns == [("1", world.rival_entry.number), ("2", world.entry.number)]


@pytest.mark.parametrize("extra", [0, 5])
def test_the_declaration_costs_the_same_however_many_entries(world, visit, queries, extra):
    for number in range(extra):
        entry = add_entry(world, number)
        sessions.add_entries(world.session, by=world.organizer, entry_ids=[entry.id])
    client = visit(world.judge)

    with queries() as made:
        page = client.get(urls(world)[1]).text

    assert page.count("declared-entry") == 2 + extra
    assert len(made) == 9


def test_the_desk_leads_to_what_is_owed(world, visit, unsigned):
    client, (pledge, declaration) = visit(world.judge), urls(world)

    assert f'href="{pledge}"' in client.get("/ballots/").text
    client.post(pledge, data={"text_digest": pledge_digest(), "agreed": "y"})
    assert f'href="{declaration}"' in client.get("/ballots/").text
    client.post(declaration, data=rows(world))
    assert f'href="{declaration}"' not in client.get("/ballots/").text
