"""Count by the day the tries to sign in at names that nobody has."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "unknown_sign_in",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_unknown_sign_in")),
    )


def downgrade() -> None:
    op.drop_table("unknown_sign_in")
