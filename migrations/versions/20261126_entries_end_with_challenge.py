"""Let an entry end with its challenge, where that is closed after the entries are in."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

BEFORE = "draft submitted admitted refused withdrawn no_show disqualified".split()


def _allow(states: list[str]) -> None:
    name = op.f("ck_entry_entrystate")
    with op.batch_alter_table("entry") as batch:
        batch.drop_constraint(name, type_="check")
        batch.create_check_constraint(name, sa.column("state").in_(states))


def upgrade() -> None:
    _allow([*BEFORE, "closed"])


def downgrade() -> None:
    # The nearest that there was: the organizer took the entry out, for the reason that stands there.
    op.execute("UPDATE entry SET state = 'disqualified' WHERE state = 'closed'")
    _allow(BEFORE)
