"""Keep how running orders came about: draws with their sealed salts, changes, missed turns."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

STATES = ("sealed", "drawn", "cancelled", "superseded")
METHODS = ("drawn", "fewest", "typed", "moved", "joined", "left", "recalled")
CHECKS = {
    "drawn_has_its_result": "state NOT IN ('drawn', 'superseded') OR "
    "(salt <> '' AND public_number <> '' AND drawn_at IS NOT NULL)",
    "sealed_keeps_its_salt": "state <> 'sealed' OR salt = ''",
}


def upgrade() -> None:
    op.create_table(
        "draw",
        *_numbers("id", "contest_id", "session_id", "number"),
        sa.Column("state", _one_of("drawstate", STATES), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        *_times("known_at"),
        sa.Column("late_only", sa.Boolean(), nullable=False),
        sa.Column("entries", sa.JSON(), nullable=False),
        sa.Column("ahead", sa.JSON(), nullable=False),
        sa.Column("commitment", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        *_times("sealed_at"),
        *_numbers("sealed_by_id"),
        sa.Column("salt", sa.String(), nullable=False),
        sa.Column("public_number", sa.String(), nullable=False),
        sa.Column("order", sa.JSON(), nullable=False),
        sa.Column("witness", sa.Text(), nullable=False),
        *_times("drawn_at", "ended_at", nullable=True),
        *_numbers("drawn_by_id", "ended_by_id", nullable=True),
        sa.Column("end_reason", sa.Text(), nullable=False),
        *(sa.CheckConstraint(told, name=op.f(f"ck_draw_{name}")) for name, told in CHECKS.items()),
        *_refers("draw", contest_id="contest", session_id="session"),
        *_refers("draw", sealed_by_id="user", drawn_by_id="user", ended_by_id="user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draw")),
        sa.UniqueConstraint(
            "session_id", "number", name=op.f("uq_draw_session_id_number")
        ),
    )
    op.create_table(
        "draw_salt",
        *_numbers("draw_id"),
        sa.Column("salt", sa.String(), nullable=False),
        *_refers("draw_salt", draw_id="draw"),
        sa.PrimaryKeyConstraint("draw_id", name=op.f("pk_draw_salt")),
    )
    op.create_table(
        "order_change",
        *_numbers("id", "contest_id", "session_id"),
        sa.Column("method", _one_of("ordermethod", METHODS), nullable=False),
        *_times("at"),
        *_numbers("by_id"),
        sa.Column("order", sa.JSON(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("witness", sa.Text(), nullable=False),
        *_numbers("draw_id", "leavings_before", "leavings_after", nullable=True),
        *_refers("order_change", contest_id="contest", session_id="session"),
        *_refers("order_change", by_id="user", draw_id="draw"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_change")),
    )
    op.create_table(
        "missed_turn",
        *_numbers("id", "contest_id", "session_id", "entry_id"),
        *_times("missed_at"),
        sa.Column("reason", sa.Text(), nullable=False),
        *_numbers("by_id"),
        *_times("recalled_at", nullable=True),
        *_numbers("recalled_by_id", nullable=True),
        *_refers("missed_turn", contest_id="contest", session_id="session", entry_id="entry"),
        *_refers("missed_turn", by_id="user", recalled_by_id="user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_missed_turn")),
    )
    for table in ("draw", "order_change", "missed_turn"):
        op.create_index(op.f(f"ix_{table}_contest_id"), table, ["contest_id"])
        op.create_index(op.f(f"ix_{table}_session_id"), table, ["session_id"])
    op.create_index(op.f("ix_missed_turn_entry_id"), "missed_turn", ["entry_id"])


def downgrade() -> None:
    for table in ("missed_turn", "order_change", "draw_salt", "draw"):
        op.drop_table(table)


def _numbers(*names: str, nullable: bool = False) -> list[sa.Column]:
    return [sa.Column(name, sa.Integer(), nullable=nullable) for name in names]


def _times(*names: str, nullable: bool = False) -> list[sa.Column]:
    return [sa.Column(name, sa.DateTime(), nullable=nullable) for name in names]


def _one_of(name: str, values: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True)


def _refers(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(
            [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}")
        )
        for column, other in columns.items()
    ]
