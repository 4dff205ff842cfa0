"""Keep what happens while a session runs: its clock, who is absent, who calls, who is there."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

SLOT = ("called_at", "left_at", "revealed_at")


def _session() -> tuple[sa.Column, ...]:
    return (
        sa.Column("started_at", sa.DateTime()),
        sa.Column("close_reason", sa.Text(), nullable=False, server_default=""),
        sa.Column("frozen_at", sa.DateTime()),
        sa.Column("paused_at", sa.DateTime()),
        sa.Column("pause_words", sa.String(), nullable=False, server_default=""),
        sa.Column("timer_phase", sa.String(9), nullable=False, server_default="none"),
        sa.Column("timer_ends_at", sa.DateTime()),
        sa.Column("timer_left", sa.Integer()),
    )


def _number(name: str, *, needed: bool = True) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=not needed)


def _text(name: str, kind: type = sa.String) -> sa.Column:
    return sa.Column(name, kind(), nullable=False)


def _time(name: str, *, needed: bool = False) -> sa.Column:
    return sa.Column(name, sa.DateTime(), nullable=not needed)


def _create(name: str, *columns: sa.Column, refers: dict[str, str], more: tuple = ()) -> None:
    op.create_table(
        name,
        *columns,
        *more,
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_{name}_{column}_{table}")
            )
            for column, table in refers.items()
        ),
    )


def _key(name: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{name}"))


def _index(name: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{name}_{column}"), name, [column])


def upgrade() -> None:
    with op.batch_alter_table("session") as batch:
        for column in _session():
            batch.add_column(column)
        batch.create_check_constraint(
            op.f("ck_session_phase"), sa.column("timer_phase").in_(["none", "talk", "questions"])
        )
    with op.batch_alter_table("slot") as batch:
        for name in SLOT:
            batch.add_column(_time(name))
    owned = {"contest_id": "contest", "session_id": "session"}
    _create(
        "absence",
        *map(_number, ("id", "contest_id", "session_id", "judge_id")),
        _number("entry_id", needed=False),
        _text("reason", sa.Text),
        _time("at", needed=True),
        _number("by_id"),
        _time("ended_at"),
        _number("ended_by_id", needed=False),
        refers={
            **owned,
            "judge_id": "user",
            "entry_id": "entry",
            "by_id": "user",
            "ended_by_id": "user",
        },
        more=(
            _key("absence", "id"),
            sa.CheckConstraint(
                "(ended_at IS NULL) = (ended_by_id IS NULL)",
                op.f("ck_absence_ended_by_somebody"),
            ),
        ),
    )
    _index("absence", "contest_id", "session_id", "judge_id", "entry_id")
    _create(
        "help_call",
        *map(_number, ("id", "contest_id", "session_id", "judge_id")),
        _number("entry_id", needed=False),
        _text("words", sa.Text),
        _time("at", needed=True),
        _time("answered_at"),
        _number("answered_by_id", needed=False),
        refers={**owned, "judge_id": "user", "entry_id": "entry", "answered_by_id": "user"},
        more=(_key("help_call", "id"),),
    )
    _index("help_call", "contest_id", "session_id", "judge_id")
    _create(
        "presence",
        *map(_number, ("session_id", "judge_id")),
        _time("seen_at", needed=True),
        _number("entry_id", needed=False),
        *map(_number, ("unsent", "skew")),
        _text("tablet"),
        refers={"session_id": "session", "judge_id": "user"},
        more=(_key("presence", "session_id", "judge_id"),),
    )
    _create(
        "screen_key",
        *map(_number, ("id", "contest_id", "session_id")),
        *map(_text, ("token", "name")),
        _time("made_at", needed=True),
        _time("ended_at"),
        refers=owned,
        more=(
            _key("screen_key", "id"),
            sa.UniqueConstraint("token", name=op.f("uq_screen_key_token")),
        ),
    )
    _index("screen_key", "contest_id", "session_id")


def downgrade() -> None:
    for name in ("screen_key", "presence", "help_call", "absence"):
        op.drop_table(name)
    with op.batch_alter_table("slot") as batch:
        for name in reversed(SLOT):
            batch.drop_column(name)
    with op.batch_alter_table("session") as batch:
        batch.drop_constraint(op.f("ck_session_phase"), type_="check")
        for column in reversed(_session()):
            batch.drop_column(column.name)
