"""Which lists can be taken away, and whose names and rules they carry."""

import csv
from io import BytesIO, StringIO

import openpyxl
import pytest
from sqlalchemy import select

from contest.core import clock
from contest.core.actions import acting
from contest.core.db import db
from contest.models import Challenge
from judging.actions import editions
from judging.models import Ballot, Edition
from judging.states import BallotState
from tests.awards.awarding import award_first, publish_standings
from tests.awards.papers import words


def lines(answer):
    return list(csv.reader(StringIO(answer.data.decode("utf-8-sig"), newline="")))


def notes(answer):
    book = openpyxl.load_workbook(BytesIO(answer.data))
    return dict(book["说明"].iter_rows(values_only=True))


@pytest.fixture
def second_challenge(world):
    """Publish standings, the rival's entry being one of another challenge."""
    with acting("test.parted", world.contest, by=None):
        first = world.challenge
        other = Challenge(
            contest_id=first.contest_id,
            issuer_id=first.issuer_id,
            number="2026-zz",
            title="另一个榜单",
            published_at=first.published_at,
        )
        db.session.add(other)
        db.session.flush()
        world.rival_entry.challenge_id = other.id
        for challenge in (first, other):
            challenge.kept_reason, challenge.kept_at = "照常评审", clock.now()
    publish_standings(world)
    return other


def sheet(client, world, kind, **wanted):
    return client.get(f"/contests/{world.contest.id}/standings/sheet.{kind}", query_string=wanted)


def test_a_sheet_of_all_challenges_says_which_one_each_place_is_of(world, visit, second_challenge):
    answer = sheet(visit(world.organizer), world, "csv")

    assert [line[:2] for line in lines(answer)] == [
        ["榜单", "名次"],
        [world.challenge.title, "1"],
        [second_challenge.title, "1"],
    ]


def test_a_sheet_of_one_challenge_has_its_entries_alone(world, visit, second_challenge):
    answer = sheet(visit(world.organizer), world, "csv", challenge=second_challenge.id)

    assert [line[1] for line in lines(answer)] == ["项目", world.rival_entry.title]


def test_only_judges_of_the_challenge_sign_its_sheet(world, visit, second_challenge):
    with acting("test.one_judge", world.contest, by=None):
        mine = Ballot.judge_id == world.judge.id, Ballot.entry_id == world.rival_entry.id
        db.session.scalars(select(Ballot).where(*mine)).one().state = BallotState.VOID

    answer = sheet(visit(world.organizer), world, "pdf", challenge=second_challenge.id)

    text = words(answer.data)
    assert "other_judge先生：" in text
    assert "签字judge先生" not in text


@pytest.mark.parametrize("asked", ["9999", "x"])
def test_a_sheet_of_an_unknown_challenge_is_not_found(world, visit, asked):
    publish_standings(world)

    assert sheet(visit(world.organizer), world, "pdf", challenge=asked).status_code == 404


def test_a_sheet_of_another_contests_challenge_is_not_found(world, visit):
    publish_standings(world)

    foreign = world.open_challenge.id
    assert sheet(visit(world.organizer), world, "pdf", challenge=foreign).status_code == 404


def test_without_awards_there_is_no_list_and_that_is_said(world, visit):
    client = visit(world.organizer)

    answer = client.get(f"/contests/{world.contest.id}/awards/list.pdf")

    assert answer.status_code == 302
    assert "没有名单可以导出" in client.get("/").text


def test_the_list_names_the_edition_that_its_plan_followed(world, visit):
    award_first(world)
    client = visit(world.organizer)
    first = db.session.query(Edition).filter_by(state="published").one()
    again = editions.compute_edition(world.contest, by=world.organizer, reason="更正")
    editions.publish_edition(again, by=world.organizer)

    said = notes(client.get(f"/contests/{world.contest.id}/awards/list.xlsx"))

    assert said["版次"] == f"第 {first.number} 版"
    assert said["评审规则摘要"] == f"sha256:{world.rule_sheet.digest}"
