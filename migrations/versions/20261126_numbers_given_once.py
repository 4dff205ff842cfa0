"""Give no contest and no challenge the number of one that was deleted: the log knows both."""

import re

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

TABLES = ("contest", "challenge")
# SQLite gives the number of a last row that is gone to the next one, unless it is told to keep
# count; PostgreSQL's sequences never go back. The key keeps its name only where it is spelt so.
AGAIN, ONCE = "PRIMARY KEY (id)", "PRIMARY KEY (id AUTOINCREMENT)"


def _rebuild(old: str, new: str) -> None:
    connection = op.get_bind()
    if connection.dialect.name != "sqlite":
        return
    for table in TABLES:
        made, *indexes = _statements(table)
        steps = (
            re.sub(rf'^CREATE TABLE "?{table}"?', "CREATE TABLE rebuilt", made).replace(old, new),
            f"INSERT INTO rebuilt SELECT * FROM {table}",  # noqa: S608 -- ours
            f"DROP TABLE {table}",
            f"ALTER TABLE rebuilt RENAME TO {table}",
            *indexes,
        )
        for step in steps:
            connection.exec_driver_sql(step)


def _statements(table: str) -> list[str]:
    """Return what made the table, and then its indexes."""
    query = (
        "SELECT sql FROM sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL "
        "ORDER BY type = 'index'"
    )
    return [row[0] for row in op.get_bind().exec_driver_sql(query, (table,))]


def upgrade() -> None:
    _rebuild(AGAIN, ONCE)


def downgrade() -> None:
    _rebuild(ONCE, AGAIN)
