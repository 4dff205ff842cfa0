"""Which tables a statement writes to, however it is written."""

import pytest

from contest.core.statements import tables_written


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET title = 'a'",
        "update  only\n entry set title = 'a'",
        'UPDATE "entry" SET title = 1',
        "UPDATE public.entry SET title = 1",
        "UPDATE OR REPLACE main.[entry] SET title = 1",
        "UPDATE /* quietly */ entry SET title = 1",
        "INSERT INTO entry DEFAULT VALUES",
        "INSERT OR REPLACE INTO entry VALUES (1)",
        "REPLACE INTO Entry VALUES (1)",
        "DELETE FROM entry",
        "DELETE FROM ONLY entry",
        "TRUNCATE entry",
        "TRUNCATE TABLE mark, entry CASCADE",
        "MERGE INTO entry USING mark ON true WHEN MATCHED THEN DELETE",
        "COPY entry FROM STDIN",
        "WITH x AS (UPDATE entry SET title = 1 RETURNING id) SELECT * FROM x",
    ],
)
def test_a_write_is_seen(statement):
    assert "entry" in tables_written(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM entry FOR UPDATE",
        "SELECT * FROM entry FOR UPDATE OF entry_document SKIP LOCKED",
        "INSERT INTO letter (body) SELECT title FROM entry ON CONFLICT DO UPDATE SET body = 1",
        "SELECT 1 -- UPDATE entry",
        "CREATE TABLE entry (updated INTEGER)",
    ],
)
def test_a_look_is_no_write(statement):
    assert "entry" not in tables_written(statement)
