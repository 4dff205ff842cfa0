"""The witness file only grows, holds each head once, and bears a half-written line."""

import json

import pytest

from contest.core import witness
from contest.core.actions import acting
from contest.core.heads import sign_all, sign_head


@pytest.fixture
def chain(world):
    with acting("test.done", world.contest, by=None):
        pass
    return f"contest:{world.contest.id}"


def test_a_signed_head_is_in_the_file_once(chain):
    head = sign_head(chain, why="test")
    sign_head(chain, why="again")

    assert witness.kept() == [head.signed]


def test_the_file_stands_where_the_setting_says(app, chain, tmp_path):
    app.config["HEADS_FILE"] = str(tmp_path / "other.jsonl")

    head = sign_head(chain, why="test")

    assert json.loads((tmp_path / "other.jsonl").read_text()) == head.signed
    assert witness.path().stat().st_mode & 0o777 == 0o600


def test_without_a_file_there_are_no_heads(app):
    assert witness.kept() == []


def test_a_line_half_written_spoils_neither_those_before_nor_those_after(chain, world):
    first = sign_head(chain, why="test")
    with witness.path().open("a") as file:
        file.write('{"chain":"contest:1","si')
    with acting("test.done", world.contest, by=None):
        pass
    second = sign_head(chain, why="test")

    assert witness.kept() == [first.signed, second.signed]


def test_a_disk_that_fails_keeps_nothing_from_being_signed(app, chain, tmp_path):
    app.config["HEADS_FILE"] = str(tmp_path / "missing" / "heads.jsonl")
    assert sign_head(chain, why="test").size == 1

    app.config["HEADS_FILE"] = None
    heads = sign_all(why="nightly")

    assert {head.chain for head in heads} >= {chain, "installation"}
    assert sorted(head["root"] for head in witness.kept()) == sorted(head.root for head in heads)


def test_the_nightly_command_signs_every_chain(app, chain):
    result = app.test_cli_runner().invoke(args=["audit", "sign"])

    assert result.exit_code == 0
    assert f"{chain}：1 行，链头 " in result.output
    assert len(witness.kept()) == len(result.output.splitlines())
