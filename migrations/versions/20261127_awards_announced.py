"""Let awards be confirmed and announced by a decision, and plans take awards back."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

ANNOUNCED = "state <> 'announced' OR announcement_id IS NOT NULL"


def _key(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name)


def upgrade() -> None:
    op.create_table(
        "announcement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("document_number", sa.String(), nullable=False),
        sa.Column("announced_at", sa.DateTime(), nullable=False),
        sa.Column("announced_by_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "document_number <> ''", name=op.f("ck_announcement_has_a_document_number")
        ),
        _key("announcement", "contest_id", "contest"),
        _key("announcement", "announced_by_id", "user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcement")),
        sa.UniqueConstraint("contest_id", "number", name=op.f("uq_announcement_contest_id_number")),
    )
    op.create_index(op.f("ix_announcement_contest_id"), "announcement", ["contest_id"])
    with op.batch_alter_table("award") as batch:
        batch.add_column(sa.Column("confirmed_at", sa.DateTime()))
        batch.add_column(sa.Column("confirmed_by_id", sa.Integer()))
        batch.add_column(sa.Column("announcement_id", sa.Integer()))
        for column, other in (("confirmed_by_id", "user"), ("announcement_id", "announcement")):
            batch.create_foreign_key(op.f(f"fk_award_{column}_{other}"), other, [column], ["id"])
        batch.create_check_constraint(op.f("ck_award_announced_by_a_decision"), ANNOUNCED)
    op.create_table(
        "plan_revocation",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("award_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("bars", sa.Boolean(), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_plan_revocation_says_why")),
        _key("plan_revocation", "plan_id", "plan"),
        _key("plan_revocation", "award_id", "award"),
        sa.PrimaryKeyConstraint("plan_id", "award_id", name=op.f("pk_plan_revocation")),
    )


def downgrade() -> None:
    op.drop_table("plan_revocation")
    with op.batch_alter_table("award") as batch:
        batch.drop_constraint(op.f("ck_award_announced_by_a_decision"), type_="check")
        for column, other in (("confirmed_by_id", "user"), ("announcement_id", "announcement")):
            batch.drop_constraint(op.f(f"fk_award_{column}_{other}"), type_="foreignkey")
        for column in ("announcement_id", "confirmed_by_id", "confirmed_at"):
            batch.drop_column(column)
    op.drop_table("announcement")
