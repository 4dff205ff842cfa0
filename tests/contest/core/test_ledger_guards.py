"""The database itself refuses to alter, replace, reorder or take back a part of the log."""

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from contest.core.actions import acting
from contest.core.db import db
from tests.tampering import tamper

COLUMNS = (
    "chain, sequence, at, role, verb, subject, reason, refused, changes, previous, digest,"
    " digest_name"
)
COPY = f"({COLUMNS}) SELECT {COLUMNS} FROM ledger_entry"  # noqa: S608 -- our own words
NUMBERED = COPY.replace("(", "(id, ", 1).replace("SELECT", "SELECT id,")
NEXT = NUMBERED.replace("SELECT id, chain, sequence", "SELECT id, chain, sequence + 1")
AFTER = COPY.replace("SELECT chain, sequence", "SELECT chain, sequence + 2")
HEAD = "INTO ledger_head (chain, sequence, digest) VALUES"
SECRET = "INTO ledger_secret SELECT * FROM ledger_secret WHERE true"

ANYWHERE = [
    "UPDATE ledger_entry SET verb = ''",
    "DELETE FROM ledger_entry",
    f"INSERT INTO ledger_entry {COPY} WHERE true"
    " ON CONFLICT (chain, sequence) DO UPDATE SET verb = ''",
    f"INSERT INTO ledger_entry {AFTER}",
    "UPDATE ledger_head SET digest = '0'",
    "UPDATE ledger_head SET sequence = sequence - 1",
    "UPDATE ledger_head SET sequence = sequence + 2",
    "UPDATE ledger_head SET chain = 'elsewhere', sequence = sequence + 1",
    "DELETE FROM ledger_head",
    f"INSERT {HEAD} ('contest:99', 7, '')",
    f"INSERT {HEAD} ('installation', 0, '') ON CONFLICT (chain) DO UPDATE SET sequence = 0",
]
REPLACING = [
    f"REPLACE INTO ledger_entry {COPY}",
    f"INSERT OR REPLACE INTO ledger_entry {NUMBERED}",
    f"INSERT OR REPLACE INTO ledger_entry {NEXT} ORDER BY id DESC LIMIT 1",
    "UPDATE OR REPLACE ledger_entry SET sequence = 1",
    f"REPLACE {HEAD} ('installation', 0, '')",
]
OF_SECRETS = [
    "UPDATE ledger_secret SET value = '别人'",
    f"INSERT {SECRET} ON CONFLICT (commitment) DO UPDATE SET value = '别人'",
]


@pytest.fixture
def lines(world):
    """Leave two lines in the installation's chain, with a personal value."""
    for name in ("张三", "李四"):
        with acting("user.renamed", world.author, by=world.author):
            world.author.name = name


@pytest.mark.parametrize("statement", ANYWHERE)
def test_the_log_only_grows_by_one_line_at_its_end(lines, statement):
    with pytest.raises(DatabaseError, match="only grows"):
        tamper(statement)


@pytest.mark.parametrize("statement", OF_SECRETS)
def test_a_personal_value_is_not_exchanged(lines, statement):
    with pytest.raises(DatabaseError, match="kept or erased"):
        tamper(statement)


def test_a_personal_value_may_be_erased(lines):
    tamper("DELETE FROM ledger_secret")

    assert db.session.scalar(text("SELECT count(*) FROM ledger_secret")) == 0


@pytest.mark.sqlite_only  # REPLACE is SQLite's
@pytest.mark.parametrize("statement", [*REPLACING, f"REPLACE {SECRET}"])
def test_a_part_of_the_log_is_not_replaced(lines, statement):
    with pytest.raises(DatabaseError, match=r"only grows|kept or erased"):
        tamper(statement)


@pytest.mark.sqlite_only
@pytest.mark.parametrize("statement", [*REPLACING, f"REPLACE {SECRET}"])
def test_not_even_past_our_own_settings(lines, statement):
    db.session.rollback()
    with (
        closing(sqlite3.connect(db.engine.url.database)) as bare,
        pytest.raises(sqlite3.IntegrityError, match=r"only grows|kept or erased"),
    ):
        bare.execute(statement)
