"""Let a contest say what is far from the median, how far weights sway, and how few are too few."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

SETTINGS = {"outlying_percent": "20", "sway_percent": "10", "fewest_compared": "8"}


def upgrade() -> None:
    for name, default in SETTINGS.items():
        column = sa.Column(name, sa.Integer(), nullable=False, server_default=default)
        op.add_column("contest", column)


def downgrade() -> None:
    with op.batch_alter_table("contest") as batch:
        for name in SETTINGS:
            batch.drop_column(name)
