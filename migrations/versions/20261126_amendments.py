"""Keep amendments of submitted ballots, and which edition another one corrects."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

PEOPLE = ("proposed_by_id", "cosigned_by_id", "applied_by_id", "cancelled_by_id")
OF_AMENDMENT = (
    ("contest_id", "contest"),
    ("edition_id", "edition"),
    *((column, "user") for column in PEOPLE),
)
OF_BALLOT = (
    ("amendment_id", "amendment"),
    ("ballot_id", "ballot"),
    ("contest_id", "contest"),
    ("entry_id", "entry"),
    ("judge_id", "user"),
)


def upgrade() -> None:
    with op.batch_alter_table("edition") as batch:
        batch.add_column(sa.Column("corrects_id", sa.Integer()))
        batch.create_foreign_key(
            op.f("fk_edition_corrects_id_edition"), "edition", ["corrects_id"], ["id"]
        )
    _amendments()
    _ballots()


def _amendments() -> None:
    name = "amendment"
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("ground", sa.String(12), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("occasion", sa.Text(), nullable=False),
        sa.Column("state", sa.String(9), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(), nullable=False),
        sa.Column("cosigned_by_id", sa.Integer()),
        sa.Column("cosigned_at", sa.DateTime()),
        sa.Column("preview", sa.JSON(), nullable=False),
        sa.Column("preview_digest", sa.String(), nullable=False),
        sa.Column("applied_by_id", sa.Integer()),
        sa.Column("applied_at", sa.DateTime()),
        sa.Column("applied_sequence", sa.Integer()),
        sa.Column("editions_before", sa.Integer()),
        sa.Column("edition_id", sa.Integer()),
        sa.Column("cancelled_by_id", sa.Integer()),
        sa.Column("cancelled_at", sa.DateTime()),
        sa.Column("cancel_reason", sa.Text(), nullable=False),
        *(_one_of(name, *rule) for rule in STATES),
        sa.CheckConstraint(
            "cosigned_by_id <> proposed_by_id", name=op.f("ck_amendment_two_people")
        ),
        sa.CheckConstraint(
            "state NOT IN ('cosigned', 'applied') OR cosigned_by_id IS NOT NULL",
            name=op.f("ck_amendment_cosigned_by_somebody"),
        ),
        sa.CheckConstraint(
            "(state = 'applied') = (applied_by_id IS NOT NULL)",
            name=op.f("ck_amendment_applied_by_somebody"),
        ),
        sa.CheckConstraint(
            "(state = 'cancelled') = (cancelled_by_id IS NOT NULL)",
            name=op.f("ck_amendment_cancelled_by_somebody"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendment")),
        sa.UniqueConstraint("contest_id", "number", name=op.f("uq_amendment_contest_id_number")),
        *_keys(name, OF_AMENDMENT),
    )
    op.create_index(op.f("ix_amendment_contest_id"), name, ["contest_id"])


STATES = (
    ("kind", "amendmentkind", ["amendment", "correction"]),
    ("ground", "amendmentground", ["sum_error", "out_of_range", "objective", "abnormal"]),
    (
        "state",
        "amendmentstate",
        ["proposed", "signed", "cosigned", "applied", "cancelled"],
    ),
)


def _one_of(table: str, column: str, rule: str, values: list[str]) -> sa.CheckConstraint:
    return sa.CheckConstraint(sa.column(column).in_(values), name=op.f(f"ck_{table}_{rule}"))


def _ballots() -> None:
    name = "amended_ballot"
    op.create_table(
        name,
        *(sa.Column(column, sa.Integer(), nullable=False) for column, _table in OF_BALLOT),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("signed_at", sa.DateTime()),
        sa.PrimaryKeyConstraint("amendment_id", "ballot_id", name=op.f("pk_amended_ballot")),
        *_keys(name, OF_BALLOT),
    )
    for column, _table in OF_BALLOT[1:]:
        op.create_index(op.f(f"ix_amended_ballot_{column}"), name, [column])


def _keys(name: str, keys: tuple[tuple[str, str], ...]) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(
            [column], [f"{table}.id"], name=op.f(f"fk_{name}_{column}_{table}")
        )
        for column, table in keys
    ]


def downgrade() -> None:
    op.drop_table("amended_ballot")
    op.drop_table("amendment")
    with op.batch_alter_table("edition") as batch:
        batch.drop_constraint(op.f("fk_edition_corrects_id_edition"), type_="foreignkey")
        batch.drop_column("corrects_id")
