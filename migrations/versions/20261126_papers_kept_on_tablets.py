"""Let a contest say whether judges' tablets may keep papers to be read without a network."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "contest",
        sa.Column("papers_offline", sa.Boolean(), nullable=False, server_default=sa.false()),
    )


def downgrade() -> None:
    with op.batch_alter_table("contest") as batch:
        batch.drop_column("papers_offline")
