"""Let a recusal say by which ties it was found, so that a new tie of the same two is found again."""

import re
from itertools import groupby

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

# The sentence that was kept with each recusal found so far.
SENTENCE = re.compile(
    r"专家任职单位“[^\n]*”（(\w+)，[^\n]*?）是本项目的(牵头单位|联合体成员|榜单发榜方)“"
)
PARTS = {"牵头单位": "lead", "联合体成员": "member", "榜单发榜方": "issuer"}
RECUSAL = sa.table(
    "recusal",
    *map(sa.column, ("id", "entry_id", "judge_id", "origin", "state", "detail", "ties")),
    sa.column("decision_reason"),
)
# Of several between the same two, the weightiest stands.
WEIGHT = {"confirmed": 0, "potential": 1, "dismissed": 2}


def upgrade() -> None:
    with op.batch_alter_table("recusal") as batch:
        batch.add_column(sa.Column("ties", sa.Text(), nullable=False, server_default=""))
        batch.drop_constraint("uq_recusal_entry_id_judge_id_origin", type_="unique")
        batch.create_unique_constraint(
            op.f("uq_recusal_entry_id_judge_id_origin_ties"),
            ["entry_id", "judge_id", "origin", "ties"],
        )
    _name_ties(op.get_bind())


def _name_ties(connection: sa.Connection) -> None:
    found = sa.select(RECUSAL.c.id, RECUSAL.c.detail).where(RECUSAL.c.origin == "found")
    for number, detail in connection.execute(found).all():
        ties = {f"{code.upper()}:{PARTS[part]}" for code, part in SENTENCE.findall(detail)}
        named = sa.update(RECUSAL).where(RECUSAL.c.id == number)
        connection.execute(named.values(ties=" ".join(sorted(ties))))


def _join_found(connection: sa.Connection) -> None:
    """Make one recusal of those between the same two, with the words of them all."""
    pair = (RECUSAL.c.entry_id, RECUSAL.c.judge_id)
    found = connection.execute(
        sa.select(RECUSAL).where(RECUSAL.c.origin == "found").order_by(*pair, RECUSAL.c.id)
    ).all()
    for _pair, rows in groupby(found, key=lambda row: (row.entry_id, row.judge_id)):
        same = list(rows)
        if len(same) > 1:
            _join(connection, same)


def _join(connection: sa.Connection, same: list[sa.Row]) -> None:
    kept, *others = sorted(same, key=lambda row: WEIGHT[row.state])
    words = {
        "detail": "\n".join(row.detail for row in same if row.detail),
        "decision_reason": "\n".join(
            row.decision_reason for row in (kept, *others) if row.decision_reason
        ),
    }
    numbers = [row.id for row in others]
    connection.execute(sa.update(RECUSAL).where(RECUSAL.c.id == kept.id).values(words))
    connection.execute(sa.delete(RECUSAL).where(RECUSAL.c.id.in_(numbers)))


def downgrade() -> None:
    _join_found(op.get_bind())
    with op.batch_alter_table("recusal") as batch:
        batch.drop_constraint(op.f("uq_recusal_entry_id_judge_id_origin_ties"), type_="unique")
        batch.create_unique_constraint(
            "uq_recusal_entry_id_judge_id_origin", ["entry_id", "judge_id", "origin"]
        )
        batch.drop_column("ties")
