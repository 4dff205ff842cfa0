"""The demo's three contests and their sessions."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from contest.demo.contests import WAN_YUAN, at, contests
from contest.demo.entries import BY_KEY
from contest.demo.judges import JUDGES
from contest.demo.sessions import Session, sessions
from judging.template import STANDARD
from tests.contest.demo.days import TODAY

KIND = {judge.username: judge.kind for judge in JUDGES}

every_session = pytest.mark.parametrize("session", sessions(TODAY), ids=lambda s: s.name)


@pytest.mark.parametrize("today", [date(2026, 1, 1), TODAY, date(2028, 2, 29)])
def test_one_contest_has_ended_one_is_on_its_roadshow_and_one_is_open(today: date):
    now = at(today, time(12))

    ended, roadshow, opened = (contest.timetable for contest in contests(today))

    assert ended.roadshow_until < now
    assert ended.publicity_from < today
    assert roadshow.roadshow_from < now < roadshow.roadshow_until
    assert opened.entries_open_at < now < opened.entries_close_at


@pytest.mark.parametrize("contest", contests(TODAY), ids=lambda c: c.key)
def test_a_timetable_runs_in_order(contest):
    table = contest.timetable
    steps = [
        table.published_at,
        table.entries_open_at,
        table.questions_until,
        table.entries_close_at,
        table.screening_until,
        table.roadshow_from,
        table.roadshow_until,
        at(table.publicity_from, time(9)),
    ]

    assert steps == sorted(steps)


def test_times_are_shanghai_wall_clock_kept_in_utc():
    assert at(date(2026, 11, 22), time(9)) == datetime(2026, 11, 22, 1, tzinfo=UTC)
    assert at(date(2026, 11, 22), time(9)).tzinfo is UTC


@pytest.mark.parametrize("contest", contests(TODAY), ids=lambda c: c.key)
def test_prizes_keep_to_the_cap_and_to_the_budget(contest):
    assert max(prize.amount_fen for prize in contest.prizes) <= 100 * WAN_YUAN
    assert sum(p.seats * p.amount_fen for p in contest.prizes) <= contest.budget_fen


def test_the_first_prize_is_a_million_yuan_for_two():
    ended, _roadshow, _open = contests(TODAY)
    prize = ended.prizes[0]

    assert (prize.name, prize.seats, prize.amount_fen) == ("一等奖", 2, 100_000_000)


@every_session
def test_a_panel_is_standard(session: Session):
    kinds = [KIND[judge] for judge in session.judges]

    assert len(kinds) == STANDARD.judges
    assert (kinds.count("technical"), kinds.count("commercial")) == (4, 3)


@every_session
def test_only_called_entries_of_the_contest_are_in_the_running_order(session: Session):
    entries = [BY_KEY[key] for key in session.entries]

    assert {entry.contest for entry in entries} == {session.contest}
    assert {entry.status for entry in entries} <= {"admitted", "no_show"}


def test_every_called_entry_speaks_once():
    spoken = [key for session in sessions(TODAY) for key in session.entries]
    called = [key for key, e in BY_KEY.items() if e.status in {"admitted", "no_show"}]

    assert sorted(spoken) == sorted(called)


def test_the_running_order_is_drawn_and_stays():
    order = sessions(TODAY)[3].entries

    assert order == sessions(date(2027, 3, 1))[3].entries
    assert order != tuple(key for key in BY_KEY if key in order)
