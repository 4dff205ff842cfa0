"""Keep with every person's name what puts lists of people in order."""

import sqlalchemy as sa
from alembic import op

from contest.name_order import name_key

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

PEOPLE = sa.table("user", sa.column("id", sa.Integer), sa.column("name"), sa.column("name_key"))


def upgrade() -> None:
    column = sa.Column("name_key", sa.String(), nullable=False, server_default="")
    op.add_column("user", column)
    op.create_index(op.f("ix_user_name_key"), "user", ["name_key"])
    connection = op.get_bind()
    for number, name in connection.execute(sa.select(PEOPLE.c.id, PEOPLE.c.name)).all():
        mine = PEOPLE.c.id == number
        connection.execute(sa.update(PEOPLE).where(mine).values(name_key=name_key(name)))


def downgrade() -> None:
    op.drop_index(op.f("ix_user_name_key"), "user")
    op.drop_column("user", "name_key")
