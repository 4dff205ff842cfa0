"""Keep who returned a plan, when and why, apart from the proposer's note."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

BY = "fk_plan_returned_by_id_user"


def upgrade() -> None:
    with op.batch_alter_table("plan") as batch:
        batch.add_column(sa.Column("returned_by_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("returned_at", sa.DateTime(), nullable=True))
        words = sa.Column("return_reason", sa.Text(), nullable=False, server_default="")
        batch.add_column(words)
        batch.create_foreign_key(op.f(BY), "user", ["returned_by_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("plan") as batch:
        batch.drop_constraint(op.f(BY), type_="foreignkey")
        batch.drop_column("return_reason")
        batch.drop_column("returned_at")
        batch.drop_column("returned_by_id")
