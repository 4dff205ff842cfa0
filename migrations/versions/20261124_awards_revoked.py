"""Remember when and why an award was taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("award", sa.Column("revoked_at", sa.DateTime(), nullable=True))
    words = sa.Column("revocation", sa.Text(), nullable=False, server_default="")
    op.add_column("award", words)


def downgrade() -> None:
    op.drop_column("award", "revocation")
    op.drop_column("award", "revoked_at")
