"""No migration loses a row on its way there or back, and both databases end alike."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import current_app

from tests import databases
from tests.conftest import close, make_app
from tests.migrating import ask, contents, is_refused, move, put, shape, triggers
from tests.migrating_cases import CASES, ISSUER_OF_ANOTHER_BODY, WITH_LATER, WITH_RULES, Case
from tests.migrating_rows import FIRST


def _fill(url: str) -> None:
    with databases.folder() as place, make_app(url, place).app_context():
        move("0001")
        put(FIRST)
        close(current_app)


@pytest.fixture(scope="module")
def sqlite_template() -> Iterator[Path]:
    """Make the first tables with their rows, instead of the little world."""
    with databases.sqlite_template(_fill) as path:
        yield path


@pytest.fixture(scope="module")
def postgres_template(postgres_server: str) -> Iterator[str]:
    """Make the same on PostgreSQL."""
    with databases.postgres_template(postgres_server, _fill, "template_first") as name:
        yield name


def _parts():
    return {"shape": shape(), "triggers": triggers()}


def _as_before(rows, earlier, case):
    """Return the rows cut to the tables and columns of an earlier time."""
    mended = set(case.mends.split())
    return {
        table: sorted(({c: r[c] for c in lines[0].keys() - mended} for r in rows[table]), key=_id)
        for table, lines in earlier.items()
        if lines
    }


def _id(row):
    return repr(sorted(row.items()))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.revision)
def test_rows_stay_on_the_way_there_and_back(app, case: Case):
    move(case.before)
    put(case.rows)
    old_parts, old_rows = _parts(), contents()

    move(case.revision)

    new_parts, new_rows = _parts(), contents()
    assert new_parts["shape"] - old_parts["shape"] == set(case.adds.split())
    assert old_parts["shape"] - new_parts["shape"] == set(case.drops.split())
    assert {query: ask(query) for query in case.finds} == case.finds
    assert _as_before(new_rows, old_rows, case) == _as_before(old_rows, old_rows, case)

    move(case.before)
    assert _parts() == old_parts
    assert _as_before(contents(), old_rows, case) == _as_before(old_rows, old_rows, case)

    move(case.revision)
    assert _parts() == new_parts
    assert contents() == new_rows


@pytest.mark.parametrize("case", WITH_RULES, ids=lambda case: case.revision)
def test_only_the_newer_shape_refuses_and_takes(app, case: Case):
    """Seen before the migration, after it, and after the way back."""
    asked = (*case.refuses, *case.takes, *case.always)
    refused = []

    for revision in (case.before, case.revision, case.before):
        move(revision)
        refused.append(tuple(filter(is_refused, asked)))

    assert refused == [case.takes, case.refuses, case.takes]


@pytest.mark.parametrize("case", WITH_LATER, ids=lambda case: case.revision)
def test_rows_of_the_newer_shape_find_a_place_in_the_older(app, case: Case):
    move(case.before)
    put(case.rows)
    move(case.revision)
    put(case.later)

    move(case.before)

    assert {query: ask(query) for query in case.back} == case.back
    move("head")


def test_rows_that_the_way_back_cannot_take_stay_where_they_are(app):
    move("0004")
    put(ISSUER_OF_ANOTHER_BODY)
    parts, rows = _parts(), contents()

    with pytest.raises(sa.exc.IntegrityError):
        move("0003")

    assert (_parts(), contents()) == (parts, rows)
