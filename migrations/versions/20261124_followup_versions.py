"""Give decisions about policies a version, so that two people do not overwrite each other."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    column = sa.Column("version", sa.Integer(), nullable=False, server_default="1")
    op.add_column("follow_up", column)


def downgrade() -> None:
    op.drop_column("follow_up", "version")
