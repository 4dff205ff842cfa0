"""Let the organizer decide that a challenge with few entries is judged all the same."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("challenge") as batch:
        batch.add_column(sa.Column("kept_at", sa.DateTime(), nullable=True))
        batch.add_column(sa.Column("kept_by_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("kept_reason", sa.Text(), nullable=False, server_default=""))
        batch.create_foreign_key(
            op.f("fk_challenge_kept_by_id_user"), "user", ["kept_by_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("challenge") as batch:
        batch.drop_constraint(op.f("fk_challenge_kept_by_id_user"), type_="foreignkey")
        batch.drop_column("kept_reason")
        batch.drop_column("kept_by_id")
        batch.drop_column("kept_at")
