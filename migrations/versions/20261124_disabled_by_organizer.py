"""Remember whether an organizer or a person's own organisation disabled them."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    column = sa.Column(
        "disabled_by_organizer", sa.Boolean(), nullable=False, server_default=sa.false()
    )
    op.add_column("user", column)
    # Nobody wrote down who had disabled them: only an organizer may let them in again.
    user = sa.table("user", sa.column("is_disabled", sa.Boolean), sa.column("disabled_by_organizer"))
    op.execute(sa.update(user).where(user.c.is_disabled).values(disabled_by_organizer=sa.true()))


def downgrade() -> None:
    op.drop_column("user", "disabled_by_organizer")
