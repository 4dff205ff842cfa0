"""Remember when an entry got its turn and a judge their seat: judges declare after both."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table, column in (("seat", "taken_at"), ("slot", "added_at")):
        with op.batch_alter_table(table) as batch:
            batch.add_column(sa.Column(column, sa.DateTime(), nullable=True))


def downgrade() -> None:
    for table, column in (("seat", "taken_at"), ("slot", "added_at")):
        with op.batch_alter_table(table) as batch:
            batch.drop_column(column)
