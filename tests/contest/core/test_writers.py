"""Who writes to SQLite waits in a queue: held while writing, left whatever comes."""

import fcntl
import os
import subprocess
import sys
from contextlib import contextmanager

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DatabaseError

from contest.core.db import prepare

WRITER = """
import sys
from sqlalchemy import create_engine
from contest.core.db import prepare

engine = create_engine(sys.argv[1])
prepare(engine)
with engine.execution_options(writes=True).begin():
    print("in", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def engine(tmp_path):
    made = create_engine(f"sqlite:///{tmp_path}/some.sqlite3")
    prepare(made)
    with made.execution_options(writes=True).begin() as connection:
        connection.execute(text("CREATE TABLE thing (name TEXT NOT NULL)"))
    yield made
    made.dispose()


@pytest.fixture
def is_free(tmp_path):
    def ask():
        folder = os.open(tmp_path, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        finally:
            os.close(folder)
        return True

    return ask


@contextmanager
def writing(engine):
    with engine.execution_options(writes=True).begin() as connection:
        yield connection


def test_a_writer_keeps_the_others_waiting_until_it_has_committed(engine, is_free):
    with writing(engine):
        assert not is_free()

    assert is_free()


def test_a_writer_that_fails_lets_the_next_one_in(engine, is_free):
    with pytest.raises(DatabaseError), writing(engine) as connection:
        connection.execute(text("INSERT INTO thing VALUES (NULL)"))

    assert is_free()


def test_a_connection_that_broke_lets_the_next_one_in(engine, is_free):
    connection = engine.connect().execution_options(writes=True)
    connection.begin()
    connection.invalidate()

    assert is_free()
    connection.close()


def test_a_writer_whom_a_stranger_keeps_out_lets_the_next_one_in(engine, is_free):
    stranger = engine.raw_connection()
    stranger.execute("BEGIN IMMEDIATE")
    with engine.connect() as short:
        short.exec_driver_sql("PRAGMA busy_timeout=1")

    with pytest.raises(DatabaseError, match="locked"), writing(engine):
        pass

    stranger.rollback()
    stranger.close()
    assert is_free()


def test_a_reader_waits_for_nobody(engine, is_free):
    with engine.connect() as connection:
        connection.execute(text("SELECT name FROM thing"))

        assert is_free()


def test_a_writer_that_dies_lets_the_next_one_in(engine, is_free):
    command = [sys.executable, "-c", WRITER, str(engine.url)]
    writer = subprocess.Popen(  # noqa: S603 -- our own interpreter
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with writer:
        assert writer.stdout.readline() == b"in\n"
        assert not is_free()
        writer.kill()

    assert is_free()
