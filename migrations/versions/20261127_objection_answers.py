"""Let a contest say within how many working days an objection is answered."""

from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

# Said as it is, with its check beside it: a batch would make the table anew on SQLite, which then
# gave numbers of deleted contests again.
COLUMN = "objection_answer_days"
CHECK = "ck_contest_objections_answered_in_a_day_or_more"


def upgrade() -> None:
    op.execute(
        f"ALTER TABLE contest ADD COLUMN {COLUMN} INTEGER DEFAULT '3' NOT NULL"
        f" CONSTRAINT {CHECK} CHECK ({COLUMN} >= 1)"
    )


def downgrade() -> None:
    op.execute(f"ALTER TABLE contest DROP COLUMN {COLUMN}")
