"""Keep the making of archives: how far each is, and where the finished file is."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

ONE = sa.text("state IN ('waiting', 'running')")
STATES = ("waiting", "running", "done", "failed", "cancelled")


def _key(column: str, other: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_archive_job_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name)


def upgrade() -> None:
    op.create_table(
        "archive_job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("heard_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime()),
        sa.Column(
            "state",
            sa.Enum(*STATES, name="archivestate", native_enum=False, create_constraint=True),
            nullable=False,
        ),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("missing", sa.Integer(), nullable=False),
        sa.Column("trouble", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.CheckConstraint(
            "done >= 0 AND done <= total", name=op.f("ck_archive_job_done_within_total")
        ),
        sa.CheckConstraint(
            "state <> 'done' OR digest <> ''", name=op.f("ck_archive_job_done_has_its_file")
        ),
        _key("contest_id", "contest"),
        _key("asked_by_id", "user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_archive_job")),
    )
    op.create_index(op.f("ix_archive_job_contest_id"), "archive_job", ["contest_id"])
    op.create_index(op.f("ix_archive_job_asked_by_id"), "archive_job", ["asked_by_id"])
    op.create_index(
        "uq_archive_job_one_at_a_time",
        "archive_job",
        ["contest_id"],
        unique=True,
        sqlite_where=ONE,
        postgresql_where=ONE,
    )


def downgrade() -> None:
    op.drop_table("archive_job")
