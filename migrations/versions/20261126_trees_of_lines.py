"""Keep the peaks of each chain's tree at its head, and what a line of the log binds."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("ledger_head", sa.Column("peaks", sa.JSON()))
    op.add_column("ledger_entry", sa.Column("binds", sa.String()))
    op.create_index(op.f("ix_ledger_entry_binds"), "ledger_entry", ["chain", "binds"])


def downgrade() -> None:
    op.drop_index(op.f("ix_ledger_entry_binds"), "ledger_entry")
    op.drop_column("ledger_entry", "binds")
    op.drop_column("ledger_head", "peaks")
