"""Keep how a listed product was put right, and why."""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "catalogue_correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_catalogue_correction_says_why")),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["catalogue_item.id"],
            name=op.f("fk_catalogue_correction_item_id_catalogue_item"),
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["user.id"], name=op.f("fk_catalogue_correction_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_correction")),
    )
    op.create_index(
        op.f("ix_catalogue_correction_item_id"), "catalogue_correction", ["item_id"]
    )


def downgrade() -> None:
    op.drop_table("catalogue_correction")
