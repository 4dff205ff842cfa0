"""The page and the command that give a contest's bundle away."""

import re
from pathlib import Path

import pytest
from sqlalchemy import select

from contest.core.db import db
from contest.core.ledger import LedgerEntry
from judging.actions import editions
from tests.judging.bundle.reading import files_of, taken_apart
from tests.judging.counting import add_entry, mark, mark_all


def address(world):
    return f"/contests/{world.contest.id}/bundle"


def take(client, world, **typed):
    """Return the answer's status, kind and name, and the bundle taken apart."""
    with client.post(address(world), data=typed) as answer:
        head = answer.headers
        about = (answer.status_code, head["Content-Type"], head["Content-Disposition"])
        return about, taken_apart(answer.get_data())


def exports():
    query = select(LedgerEntry).where(LedgerEntry.verb == "bundle.exported")
    return db.session.scalars(query.order_by(LedgerEntry.id)).all()


@pytest.fixture
def ranked(world):
    mark_all(world)
    editions.compute_edition(world.contest, by=world.organizer)
    return world


@pytest.mark.parametrize("name", ["organizer", "supervisor"])
def test_who_runs_or_oversees_the_contest_takes_its_bundle_away(ranked, visit, name):
    client = visit(getattr(ranked, name))
    standings = client.get(f"/contests/{ranked.contest.id}/standings").text
    assert f'href="{address(ranked)}"' in standings

    (status, kind, name_of_file), bundle = take(client, ranked)

    assert (status, kind) == (200, "application/zip")
    assert name_of_file.startswith("attachment;")
    assert (bundle["contest"]["id"], bundle["opened"]) == (ranked.contest.id, [])
    (line,) = exports()
    assert (line.actor_id, line.reason) == (getattr(ranked, name).id, "")


def test_an_organizer_who_says_for_what_has_what_is_personal_opened(ranked, visit):
    client = visit(ranked.organizer)

    _about, bundle = take(client, ranked, opens="y", reason="市纪委来函 12 号")

    names = {row["value"] for row in bundle["opened"]}
    assert names >= {"judge 先生", "other_judge 先生"}
    assert [line.reason for line in exports()] == ["市纪委来函 12 号"]
    assert "附原文：市纪委来函 12 号" in client.get(address(ranked)).text


def test_nothing_is_opened_without_saying_for_what(ranked, visit):
    answer = visit(ranked.organizer).post(address(ranked), data={"opens": "y", "reason": " "})

    assert (answer.status_code, len(exports())) == (422, 0)
    assert re.search(r'name="opens"[^>]*checked|checked[^>]*name="opens"', answer.text)


def test_a_purpose_without_the_wish_to_open_opens_nothing(ranked, visit):
    _about, bundle = take(visit(ranked.organizer), ranked, reason="想看看")

    assert bundle["opened"] == []
    assert [line.reason for line in exports()] == [""]


def test_a_supervisor_is_not_asked_and_not_heard(ranked, visit):
    client = visit(ranked.supervisor)
    assert 'name="opens"' not in client.get(address(ranked)).text

    _about, bundle = take(client, ranked, opens="y", reason="调查")

    assert bundle["opened"] == []


def test_a_contest_in_which_nothing_was_done_says_so(world, visit):
    asking = {"Accept": "application/json"}
    answer = visit(world.organizer).post(address(world), headers=asking)

    assert answer.status_code == 409
    assert "还没有任何操作记录" in answer.json["error"]
    assert exports() == []


@pytest.mark.parametrize("extra", [0, 4])
def test_a_bundle_costs_the_same_statements_however_much_it_holds(world, visit, queries, extra):
    mark_all(world)
    for number in range(extra):
        mark(world, add_entry(world, f"more{number}"), world.judge, "10 20 20")
    editions.compute_edition(world.contest, by=world.organizer, reason="试算")
    client = visit(world.organizer)
    take(client, world)

    with queries() as made:
        _about, bundle = take(client, world)

    assert len(bundle["editions"][-1]["lines"]) == 2 + extra
    assert len(made) == 42


@pytest.fixture
def run(app):
    return lambda *args: app.test_cli_runner().invoke(args=["judging", "bundle", *map(str, args)])


def test_the_command_writes_the_file_and_says_which_head_it_ends_with(ranked, run, tmp_path):
    to = tmp_path / "bundle.zip"
    to.write_text("older")

    result = run(ranked.contest.id, "-o", to)

    head = taken_apart(to.read_bytes())["manifest"]["head"]
    assert (result.exit_code, list(tmp_path.glob(".*.part"))) == (0, [])
    assert result.output == f"已写入 {to}：{to.stat().st_size} 字节。日志头 {head['root'][:16]}\n"
    assert files_of(to.read_bytes())["opened.jsonl"] == b""
    assert [(line.role, line.actor_id) for line in exports()] == [("system", None)]


def test_the_command_says_what_is_wrong(ranked, run, tmp_path):
    unknown = run(999, "-o", tmp_path / "a.zip")
    nothing = run(ranked.open_contest.id, "-o", tmp_path / "a.zip")
    nowhere = run(ranked.contest.id, "-o", Path("/nowhere/a.zip"))

    assert [result.exit_code for result in (unknown, nothing, nowhere)] == [2, 2, 2]
    assert "没有编号为 999 的大赛" in unknown.output
    assert "还没有任何操作记录" in nothing.output
    assert "无法写入 /nowhere/a.zip" in nowhere.output
