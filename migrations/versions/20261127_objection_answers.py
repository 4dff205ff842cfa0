"""Let a contest say within how many working days an objection is answered."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

CHECK = "ck_contest_objections_answered_in_a_day_or_more"


def upgrade() -> None:
    with op.batch_alter_table("contest") as batch:
        batch.add_column(
            sa.Column("objection_answer_days", sa.Integer(), nullable=False, server_default="3")
        )
        batch.create_check_constraint(op.f(CHECK), "objection_answer_days >= 1")


def downgrade() -> None:
    with op.batch_alter_table("contest") as batch:
        batch.drop_constraint(op.f(CHECK), type_="check")
        batch.drop_column("objection_answer_days")
