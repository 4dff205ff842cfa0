"""Keep a prize in its position, also once it is no longer given: plans name it."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

NOT_NEGATIVE = sa.text("seats >= 0")
AT_LEAST_ONE = sa.text("seats >= 1")


def upgrade() -> None:
    with op.batch_alter_table("prize") as batch:
        batch.drop_constraint(op.f("uq_prize_contest_id_name"), type_="unique")
        batch.create_unique_constraint(
            op.f("uq_prize_contest_id_position"), ["contest_id", "position"]
        )
        batch.drop_constraint(op.f("ck_prize_has_a_seat"), type_="check")
        batch.create_check_constraint(op.f("ck_prize_seats_not_negative"), NOT_NEGATIVE)


def downgrade() -> None:
    with op.batch_alter_table("prize") as batch:
        batch.drop_constraint(op.f("ck_prize_seats_not_negative"), type_="check")
        batch.create_check_constraint(op.f("ck_prize_has_a_seat"), AT_LEAST_ONE)
        batch.drop_constraint(op.f("uq_prize_contest_id_position"), type_="unique")
        batch.create_unique_constraint(op.f("uq_prize_contest_id_name"), ["contest_id", "name"])
