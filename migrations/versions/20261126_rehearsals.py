"""Let a contest be rehearsed by a copy of it, with an entry that all judges mark to compare."""

import re

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

BEFORE = "draft announced concluded cancelled".split()
PAIRED = "(state IN ('rehearsal', 'rehearsed')) = (rehearsal_of_id IS NOT NULL)"
NAME = "contest"
# A batch rebuilds the table on SQLite and forgets that its numbers are given once.
AGAIN, ONCE = "PRIMARY KEY (id)", "PRIMARY KEY (id AUTOINCREMENT)"


def _states(batch, states: list[str]) -> None:
    name = op.f("ck_contest_conteststate")
    batch.drop_constraint(name, type_="check")
    batch.create_check_constraint(name, sa.column("state").in_(states))


def _number_once() -> None:
    connection = op.get_bind()
    if connection.dialect.name != "sqlite":
        return
    query = (
        "SELECT sql FROM sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL "
        "ORDER BY type = 'index'"
    )
    made, *indexes = [row[0] for row in connection.exec_driver_sql(query, (NAME,))]
    for step in (
        re.sub(rf'^CREATE TABLE "?{NAME}"?', "CREATE TABLE rebuilt", made).replace(AGAIN, ONCE),
        f"INSERT INTO rebuilt SELECT * FROM {NAME}",  # noqa: S608 -- ours
        f"DROP TABLE {NAME}",
        f"ALTER TABLE rebuilt RENAME TO {NAME}",
        *indexes,
    ):
        connection.exec_driver_sql(step)


def upgrade() -> None:
    with op.batch_alter_table(NAME) as batch:
        batch.add_column(sa.Column("rehearsal_of_id", sa.Integer()))
        batch.create_foreign_key(
            op.f("fk_contest_rehearsal_of_id_contest"), "contest", ["rehearsal_of_id"], ["id"]
        )
        batch.create_index(op.f("ix_contest_rehearsal_of_id"), ["rehearsal_of_id"])
        _states(batch, [*BEFORE, "rehearsal", "rehearsed"])
        batch.create_check_constraint(op.f("ck_contest_rehearsal_of_another"), PAIRED)
    _number_once()
    op.create_table(
        "calibration",
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("released_at", sa.DateTime()),
        sa.Column("released_by_id", sa.Integer()),
        sa.PrimaryKeyConstraint("contest_id", name=op.f("pk_calibration")),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_calibration_{column}_{table}")
            )
            for column, table in (
                ("contest_id", "contest"),
                ("entry_id", "entry"),
                ("released_by_id", "user"),
            )
        ),
    )
    op.create_index(op.f("ix_calibration_entry_id"), "calibration", ["entry_id"])


def downgrade() -> None:
    op.drop_table("calibration")
    # The nearest that there was, and the one that nobody but the organizer sees.
    op.execute("UPDATE contest SET state = 'draft', rehearsal_of_id = NULL WHERE state LIKE 'rehears%'")
    with op.batch_alter_table(NAME) as batch:
        batch.drop_constraint(op.f("ck_contest_rehearsal_of_another"), type_="check")
        _states(batch, BEFORE)
        batch.drop_index(op.f("ix_contest_rehearsal_of_id"))
        batch.drop_constraint(op.f("fk_contest_rehearsal_of_id_contest"), type_="foreignkey")
        batch.drop_column("rehearsal_of_id")
    _number_once()
