"""Let a recusal say by which ties it was found, so that a new tie of the same two is found again."""

import re

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
    "recusal", sa.column("id"), sa.column("origin"), sa.column("detail"), sa.column("ties")
)


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


def downgrade() -> None:
    with op.batch_alter_table("recusal") as batch:
        batch.drop_constraint(op.f("uq_recusal_entry_id_judge_id_origin_ties"), type_="unique")
        batch.create_unique_constraint(
            "uq_recusal_entry_id_judge_id_origin", ["entry_id", "judge_id", "origin"]
        )
        batch.drop_column("ties")
