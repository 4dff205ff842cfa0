"""Run sessions from a console, know how a ballot came in, and keep apart what came too late."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

SOURCES = ("tablet", "paper", "file", "late")


def upgrade() -> None:
    with op.batch_alter_table("session") as batch:
        batch.add_column(sa.Column("marks_when", sa.String(7), nullable=False, server_default="anytime"))
        batch.add_column(sa.Column("state", sa.String(7), nullable=False, server_default="planned"))
        batch.add_column(sa.Column("closed_at", sa.DateTime()))
        batch.create_check_constraint(
            op.f("ck_session_markswhen"), sa.column("marks_when").in_(["called", "anytime"])
        )
        batch.create_check_constraint(
            op.f("ck_session_sessionstate"),
            sa.column("state").in_(["planned", "running", "closed", "frozen"]),
        )
    with op.batch_alter_table("slot") as batch:
        batch.add_column(sa.Column("marking_opened_at", sa.DateTime()))
    with op.batch_alter_table("ballot") as batch:
        batch.add_column(sa.Column("source", sa.String(6), nullable=False, server_default="tablet"))
        batch.add_column(sa.Column("holder", sa.String(), nullable=False, server_default=""))
        batch.create_check_constraint(
            op.f("ck_ballot_ballotsource"), sa.column("source").in_(SOURCES)
        )
    _create_late_ballots()


def _create_late_ballots() -> None:
    name = "late_ballot"
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("judge_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("marks", sa.JSON(), nullable=False),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(6), nullable=False),
        sa.Column("made_at", sa.DateTime()),
        sa.Column("skew", sa.Integer(), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", sa.String(9), nullable=False),
        sa.Column("counts", sa.Boolean()),
        sa.Column("proposed_by_id", sa.Integer()),
        sa.Column("proposed_at", sa.DateTime()),
        sa.Column("proposal_reason", sa.Text(), nullable=False),
        sa.Column("decided_by_id", sa.Integer()),
        sa.Column("decided_at", sa.DateTime()),
        sa.CheckConstraint(sa.column("source").in_(SOURCES), op.f("ck_late_ballot_ballotsource")),
        sa.CheckConstraint(
            sa.column("state").in_(["waiting", "proposed", "counted", "dismissed"]),
            op.f("ck_late_ballot_latestate"),
        ),
        sa.CheckConstraint(
            "(state IN ('counted', 'dismissed')) = (decided_by_id IS NOT NULL)",
            op.f("ck_late_ballot_decided_by_somebody"),
        ),
        sa.CheckConstraint(
            "decided_by_id <> proposed_by_id", op.f("ck_late_ballot_two_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_late_ballot")),
        sa.UniqueConstraint("uuid", "content", name=op.f("uq_late_ballot_uuid_content")),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_late_ballot_{column}_{table}")
            )
            for column, table in (
                ("contest_id", "contest"),
                ("entry_id", "entry"),
                ("judge_id", "user"),
                ("proposed_by_id", "user"),
                ("decided_by_id", "user"),
            )
        ),
    )
    for column in ("uuid", "contest_id", "entry_id", "judge_id"):
        op.create_index(op.f(f"ix_late_ballot_{column}"), name, [column])


def downgrade() -> None:
    op.drop_table("late_ballot")
    with op.batch_alter_table("ballot") as batch:
        batch.drop_constraint(op.f("ck_ballot_ballotsource"), type_="check")
        batch.drop_column("holder")
        batch.drop_column("source")
    with op.batch_alter_table("slot") as batch:
        batch.drop_column("marking_opened_at")
    with op.batch_alter_table("session") as batch:
        batch.drop_constraint(op.f("ck_session_sessionstate"), type_="check")
        batch.drop_constraint(op.f("ck_session_markswhen"), type_="check")
        batch.drop_column("closed_at")
        batch.drop_column("state")
        batch.drop_column("marks_when")
