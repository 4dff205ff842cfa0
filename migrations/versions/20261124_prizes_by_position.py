"""Keep a prize in its position, also once it is no longer given: plans name it."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

NOT_NEGATIVE = sa.text("seats >= 0")
AT_LEAST_ONE = sa.text("seats >= 1")
PRIZE = sa.table(
    "prize",
    *map(sa.column, ("id", "contest_id", "position", "name", "seats", "amount_fen")),
)


def _change(number: int, **values: object) -> None:
    op.get_bind().execute(sa.update(PRIZE).where(PRIZE.c.id == number).values(values))


def _number_anew() -> None:
    """Number the prizes of a contest in which two share a position; their order stays."""
    counted = sa.select(PRIZE.c.contest_id).group_by(PRIZE.c.contest_id, PRIZE.c.position)
    shared = counted.having(sa.func.count() > 1)
    for contest in sorted(set(op.get_bind().scalars(shared))):
        mine = sa.select(PRIZE.c.id).where(PRIZE.c.contest_id == contest)
        ordered = op.get_bind().scalars(mine.order_by(PRIZE.c.position, PRIZE.c.id)).all()
        for position, number in enumerate(ordered, 1):
            _change(number, position=position)


def _name_apart() -> None:
    """Let the prizes of a contest differ by name; one that is given keeps the name it has."""
    query = sa.select(PRIZE.c.id, PRIZE.c.contest_id, PRIZE.c.name, PRIZE.c.position)
    taken: set[tuple[int, str]] = set()
    for number, contest, name, position in op.get_bind().execute(
        query.order_by(PRIZE.c.seats == 0, PRIZE.c.position)
    ).all():
        if (contest, name) in taken:
            name = f"{name}（{position}）"
            _change(number, name=name)
        taken.add((contest, name))


def _seat_all() -> None:
    """Keep what is no longer given as a prize without money: it costs the budget nothing."""
    left_over = sa.update(PRIZE).where(PRIZE.c.seats == 0)
    op.get_bind().execute(left_over.values(seats=1, amount_fen=0))


def upgrade() -> None:
    _number_anew()
    with op.batch_alter_table("prize") as batch:
        batch.drop_constraint(op.f("uq_prize_contest_id_name"), type_="unique")
        batch.create_unique_constraint(
            op.f("uq_prize_contest_id_position"), ["contest_id", "position"]
        )
        batch.drop_constraint(op.f("ck_prize_has_a_seat"), type_="check")
        batch.create_check_constraint(op.f("ck_prize_seats_not_negative"), NOT_NEGATIVE)


def downgrade() -> None:
    _name_apart()
    _seat_all()
    with op.batch_alter_table("prize") as batch:
        batch.drop_constraint(op.f("ck_prize_seats_not_negative"), type_="check")
        batch.create_check_constraint(op.f("ck_prize_has_a_seat"), AT_LEAST_ONE)
        batch.drop_constraint(op.f("uq_prize_contest_id_position"), type_="unique")
        batch.create_unique_constraint(op.f("uq_prize_contest_id_name"), ["contest_id", "name"])
