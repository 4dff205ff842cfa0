"""How many ballots a contest expects."""

from sqlalchemy import select

from contest.core.actions import acting
from contest.core.db import db
from contest.states import EntryState
from judging.queries.assignments import expected_ballots
from judging.states import RecusalState
from tests.judging.test_ballots import recuse


def expected(world):
    return db.session.scalar(select(expected_ballots(world.contest.id)))


def test_each_seated_judge_is_expected_to_mark_each_entry(world):
    assert expected(world) == 4


def test_a_recusal_that_stands_lowers_it(world):
    recuse(world, world.judge, world.entry)
    recuse(world, world.other_judge, world.entry, state=RecusalState.DISMISSED)

    assert expected(world) == 3


def test_an_entry_that_did_not_come_expects_none(world):
    with acting("test.no_show", world.entry, by=None):
        world.entry.state = EntryState.NO_SHOW

    assert expected(world) == 2
