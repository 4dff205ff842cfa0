"""What every connection promises, and what the shared column types refuse."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from contest.core.db import PRAGMAS, Points, UTCDateTime, db, prepare, refuse_weak_settings


def asked(answers):
    """Return a database that answers some pragmas otherwise."""
    return lambda name: {**PRAGMAS, **answers}[name]


@pytest.mark.sqlite_only  # pragmas are SQLite's
def test_every_connection_has_the_promised_settings(app):
    with db.engine.connect() as one, db.engine.connect() as two:
        for connection in (one, two):
            found = {n: connection.exec_driver_sql(f"PRAGMA {n}").scalar() for n in PRAGMAS}
            assert found == {
                "journal_mode": "wal",
                "synchronous": 2,
                "foreign_keys": 1,
                "busy_timeout": 15_000,
                "recursive_triggers": 1,
            }


@pytest.mark.parametrize(
    "weak",
    [
        {"synchronous": 1},
        {"foreign_keys": 0},
        {"journal_mode": "delete"},
        {"busy_timeout": 0},
        {"recursive_triggers": 0},
    ],
)
def test_a_database_with_weaker_settings_stops_the_start(tmp_path, weak):
    engine = create_engine(f"sqlite:///{tmp_path}/a.sqlite3")

    with pytest.raises(RuntimeError, match=next(iter(weak))):
        refuse_weak_settings(engine, asked(weak))


def test_a_database_that_cannot_keep_a_journal_on_disk_is_for_tests_alone(tmp_path):
    engine = create_engine("sqlite://")

    refuse_weak_settings(engine, asked({"journal_mode": "memory"}))

    with pytest.raises(RuntimeError, match="synchronous"):
        refuse_weak_settings(engine, asked({"journal_mode": "memory", "synchronous": 0}))


def test_a_wrong_reference_is_refused_by_the_database_itself(tmp_path):
    engine = create_engine(f"sqlite:///{tmp_path}/a.sqlite3")
    prepare(engine)
    with engine.execution_options(writes=True).begin() as connection:
        connection.execute(text("CREATE TABLE a (id INTEGER PRIMARY KEY)"))
        connection.execute(text("CREATE TABLE b (a_id INTEGER REFERENCES a (id))"))

    with (
        pytest.raises(Exception, match="FOREIGN KEY constraint failed"),
        engine.execution_options(writes=True).begin() as connection,
    ):
        connection.execute(text("INSERT INTO b VALUES (7)"))


def test_a_writer_holds_the_database_from_its_first_look(tmp_path):
    engine = create_engine(f"sqlite:///{tmp_path}/a.sqlite3")
    prepare(engine)
    with engine.execution_options(writes=True).begin() as writer:
        writer.exec_driver_sql("SELECT 1")
        with engine.connect() as other:
            other.exec_driver_sql("PRAGMA busy_timeout = 0")
            with pytest.raises(OperationalError, match="database is locked"):
                other.execution_options(writes=True).exec_driver_sql("CREATE TABLE a (id)")


def test_a_reader_is_not_held_up_by_a_writer(tmp_path):
    engine = create_engine(f"sqlite:///{tmp_path}/a.sqlite3")
    prepare(engine)

    with engine.execution_options(writes=True).begin(), engine.connect() as reader:
        assert reader.exec_driver_sql("SELECT 1").scalar() == 1


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="naive"):
        UTCDateTime().process_bind_param(datetime(2026, 3, 2, 9), None)  # noqa: DTZ001 -- the point


def test_a_time_of_any_zone_is_kept_in_utc():
    shanghai = datetime(2026, 3, 2, 17, tzinfo=timezone(timedelta(hours=8)))

    kept = UTCDateTime().process_bind_param(shanghai, None)

    assert UTCDateTime().process_result_value(kept, None) == datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("mark", "kept"), [("7.13", 713), ("0", 0), ("100.00", 10_000), ("8.5", 850)]
)
def test_points_are_kept_as_whole_hundredths(mark, kept):
    assert Points().process_bind_param(Decimal(mark), None) == kept
    assert Points().process_result_value(kept, None) == Decimal(mark)


def test_points_finer_than_hundredths_are_refused():
    with pytest.raises(ValueError, match="more than two decimals"):
        Points().process_bind_param(Decimal("7.125"), None)


def test_nothing_stays_nothing():
    assert Points().process_bind_param(None, None) is None
    assert Points().process_result_value(None, None) is None
    assert UTCDateTime().process_bind_param(None, None) is None
    assert UTCDateTime().process_result_value(None, None) is None
