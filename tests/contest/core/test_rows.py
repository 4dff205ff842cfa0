"""Rows written as they are told: the log says what was done, and nothing else is."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm.exc import StaleDataError

from contest.core import rows
from contest.core.actions import acting, operating
from contest.core.audit import UnauditedWrite
from contest.core.db import db
from contest.core.ledger import LedgerEntry
from contest.core.rows import Change
from contest.models import Body, Entry

BODY = {"name": "丙市科技局", "region": "丙市", "supervisor_phone": "", "is_demo": False}


def told():
    return db.session.scalars(select(LedgerEntry.changes).order_by(LedgerEntry.id.desc())).first()


def titled(entry, old, new):
    rows.change(Entry, [Change({"id": entry.id}, {"title": old}, {"title": new})])


def test_a_row_is_added_under_its_number(world):
    with acting("body.added", world.body, by=None):
        number = rows.add(Body, BODY)

    assert db.session.get_one(Body, number).name == "丙市科技局"
    assert told() == {f"body:{number}": {name: [None, new] for name, new in BODY.items()}}


def test_no_default_is_written_that_was_not_told(world):
    with pytest.raises(ValueError, match="supervisor_phone"), acting("x", world.body, by=None):
        rows.add(Body, {"name": "丙市科技局", "region": "丙市", "is_demo": False})


def test_a_row_changes_where_the_old_values_stand(world):
    with acting("entry.renamed", world.entry, by=world.author):
        titled(world.entry, "entry 的方案", "新名称")

    assert world.entry.title == "新名称"
    assert told() == {f"entry:{world.entry.id}": {"title": ["entry 的方案", "新名称"]}}


def test_of_two_changes_the_first_old_and_the_last_new_values_are_told(world):
    with acting("entry.renamed", world.entry, by=world.author):
        titled(world.entry, "entry 的方案", "甲")
        titled(world.entry, "甲", "乙")

    assert told() == {f"entry:{world.entry.id}": {"title": ["entry 的方案", "乙"]}}


def test_a_row_in_which_other_values_stand_is_not_touched(world):
    entry = world.entry

    with pytest.raises(StaleDataError), acting("entry.renamed", entry, by=world.author):
        titled(entry, "别的名称", "新名称")

    assert entry.title == "entry 的方案"


def test_of_several_rows_all_change_or_none(world):
    entry, rival = world.entry, world.rival_entry
    changes = [
        Change({"id": one.id}, {"title": old}, {"title": "新名称"})
        for one, old in ((entry, entry.title), (rival, "别的名称"))
    ]

    with pytest.raises(StaleDataError, match="1 of 2"), acting("x", entry, by=world.author):
        rows.change(Entry, changes)

    assert "新名称" not in {entry.title, rival.title}


def test_a_row_is_removed_where_the_old_values_stand(world):
    indicator = world.challenge.indicators[0]
    number, old = indicator.id, {"name": indicator.name, "unit": indicator.unit}

    with acting("challenge.saved", world.challenge, by=world.issuer):
        rows.remove(type(indicator), [Change({"id": number}, old)])

    assert world.challenge.indicators == []
    assert told()[f"indicator:{number}"] == {
        "id": [number, None],
        "name": ["发现时间", None],
        "unit": ["天", None],
    }


def test_what_is_personal_is_told_as_a_commitment(world):
    with acting("person.renamed", world.author, by=world.author):
        old, new = {"phone": world.author.phone}, {"phone": "13800000000"}
        rows.change(type(world.author), [Change({"id": world.author.id}, old, new)])

    (row,) = told().values()
    assert "13800000000" not in str(row)
    assert row["phone"][1].keys() == {"commitment"}


@pytest.mark.parametrize("block", [operating, db.session.begin_nested])
def test_rows_are_written_by_actions_alone(world, block):
    with pytest.raises(UnauditedWrite, match="outside"), block():
        rows.add(Body, BODY)
