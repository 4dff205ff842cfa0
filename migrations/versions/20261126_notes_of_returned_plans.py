"""Give a plan that was returned early its proposer's note back, and its return what the log knows.

Before 0013 the reason for a return was written over the note. The log has both: the line of the
return names who, when and why, and what the note was before. Nothing is guessed: a plan that gave
way to another, or whose note is not what its line left there, stays as it is.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

PLAN = sa.table(
    "plan",
    *map(sa.column, ("id", "state", "note", "returned_by_id", "return_reason")),
    sa.column("returned_at", sa.DateTime()),
)
LINE = sa.table(
    "ledger_entry",
    *map(sa.column, ("verb", "subject", "actor_id", "reason")),
    sa.column("refused", sa.Boolean()),
    sa.column("at", sa.DateTime()),
    sa.column("changes", sa.JSON()),
)


def upgrade() -> None:
    connection = op.get_bind()
    lines = sa.select(LINE).where(LINE.c.verb == "awards.returned", ~LINE.c.refused)
    told = {line.subject: line for line in connection.execute(lines)}
    early = sa.select(PLAN).where(PLAN.c.state == "returned", PLAN.c.returned_at.is_(None))
    for plan in connection.execute(early).all():
        line = told.get(f"plan:{plan.id}")
        if line is not None and plan.note == line.reason:
            _mend(connection, plan, line)


def _mend(connection: sa.Connection, plan: sa.Row, line: sa.Row) -> None:
    # Where the line tells of no other note, the proposer had written the very same words.
    before, _after = line.changes[line.subject].get("note", [plan.note, plan.note])
    known = {
        "note": before,
        "returned_by_id": line.actor_id,
        "returned_at": line.at,
        "return_reason": line.reason,
    }
    connection.execute(sa.update(PLAN).where(PLAN.c.id == plan.id).values(known))


def downgrade() -> None:
    """Leave it: the older pages read what now stands in its place."""
