"""Keep paper sheets as two people typed them, and why a proposal on late marks was returned."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

KEYS = (
    ("contest_id", "contest"),
    ("entry_id", "entry"),
    ("judge_id", "user"),
    ("rule_sheet_id", "rule_sheet"),
    ("first_by_id", "user"),
    ("second_by_id", "user"),
    ("settled_by_id", "user"),
    ("file_id", "stored_file"),
)


def upgrade() -> None:
    with op.batch_alter_table("late_ballot") as batch:
        batch.add_column(sa.Column("return_reason", sa.Text(), nullable=False, server_default=""))
    name = "paper_ballot"
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("judge_id", sa.Integer(), nullable=False),
        sa.Column("rule_sheet_id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(), nullable=False),
        sa.Column("state", sa.String(9), nullable=False),
        sa.Column("first_marks", sa.JSON(), nullable=False),
        sa.Column("first_by_id", sa.Integer(), nullable=False),
        sa.Column("first_at", sa.DateTime(), nullable=False),
        sa.Column("second_marks", sa.JSON(), nullable=False),
        sa.Column("second_by_id", sa.Integer()),
        sa.Column("second_at", sa.DateTime()),
        sa.Column("settled_marks", sa.JSON(), nullable=False),
        sa.Column("settled_by_id", sa.Integer()),
        sa.Column("settled_at", sa.DateTime()),
        sa.Column("file_id", sa.Integer()),
        sa.CheckConstraint(
            sa.column("state").in_(["entered", "differing", "submitted"]),
            op.f("ck_paper_ballot_paperstate"),
        ),
        sa.CheckConstraint("second_by_id <> first_by_id", op.f("ck_paper_ballot_two_people")),
        sa.CheckConstraint(
            "(state = 'entered') = (second_by_id IS NULL)", op.f("ck_paper_ballot_typed_twice")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_ballot")),
        sa.UniqueConstraint(
            "entry_id", "judge_id", name=op.f("uq_paper_ballot_entry_id_judge_id")
        ),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_paper_ballot_{column}_{table}")
            )
            for column, table in KEYS
        ),
    )
    for column in ("contest_id", "entry_id", "judge_id", "rule_sheet_id"):
        op.create_index(op.f(f"ix_paper_ballot_{column}"), name, [column])


def downgrade() -> None:
    op.drop_table("paper_ballot")
    with op.batch_alter_table("late_ballot") as batch:
        batch.drop_column("return_reason")
