"""The migrations make what the models describe, and lead to one head."""

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from contest.core.db import db
from tests.migrating import counts, move, shape, tables, triggers
from tests.migrating_cases import CASES


def test_models_and_migrations_agree(app):
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, db.metadata) == []


def test_the_migrations_have_one_head():
    script = ScriptDirectory.from_config(Config("migrations/alembic.ini"))

    assert len(script.get_heads()) == 1


def test_models_and_migrations_agree_by_name_and_in_every_check(app):
    migrated = shape()

    move("base")
    db.create_all()

    assert shape() == migrated


def _down_and_up():
    parts, before = (shape(), triggers()), counts()

    move("0001")
    first = counts()
    move("head")

    assert first == {table: before[table] for table in first}
    assert counts() == dict.fromkeys(before, 0) | first
    assert (shape(), triggers()) == parts


def test_the_little_world_goes_to_the_first_tables_and_comes_back(app):
    _down_and_up()


def test_the_demo_goes_to_the_first_tables_and_comes_back(demo_app):
    _down_and_up()


def test_nothing_is_left_below_the_first_tables(app):
    parts = (shape(), triggers())

    move("base")
    left = (tables(), triggers())
    move("head")

    assert left == ([], set())
    assert (shape(), triggers()) == parts


def test_every_migration_after_the_first_has_its_rows():
    script = ScriptDirectory.from_config(Config("migrations/alembic.ini"))
    numbers = sorted(found.revision for found in script.walk_revisions())

    assert ["0001", *(case.revision for case in CASES)] == numbers
