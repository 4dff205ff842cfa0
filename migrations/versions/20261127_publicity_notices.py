"""Make awards public by notices: notices with their lines, editions made public, awards' lives."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

BEFORE = ["approved", "confirmed", "revoked"]
NOW = ["approved", "publicised", "held", "confirmed", "announced", "revoked"]
MOST_FEN = 100_000_000

CHECKS = {
    "at_least_three_days": "days >= 3",
    "corrects_another": "(kind = 'correction') = (corrects_id IS NOT NULL)",
    "published_has_its_period": (
        "state = 'draft' OR (published_at IS NOT NULL AND last_day IS NOT NULL)"
    ),
    "withdrawn_says_why": "state <> 'withdrawn' OR withdraw_reason <> ''",
}


def _one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True)


def _key(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name)


def _states(states: list[str]) -> None:
    width = sa.String(max(map(len, states)))
    with op.batch_alter_table("award") as batch:
        name = op.f("ck_award_awardstate")
        batch.drop_constraint(name, type_="check")
        batch.alter_column("state", type_=width, existing_type=sa.String(), existing_nullable=False)
        batch.create_check_constraint(name, sa.column("state").in_(states))


def upgrade() -> None:
    _states(NOW)
    op.add_column("edition", sa.Column("publicised_at", sa.DateTime()))
    # What was over was public: the contests that were concluded have had their notice elsewhere.
    op.execute(
        "UPDATE edition SET publicised_at = published_at WHERE state = 'published' AND contest_id"
        " IN (SELECT id FROM contest WHERE state = 'concluded')"
    )
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", _one_of("noticekind", "awards", "correction"), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("corrects_id", sa.Integer()),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date()),
        sa.Column("last_day", sa.Date()),
        sa.Column("covered", sa.Boolean(), nullable=False),
        sa.Column("head", sa.JSON(), nullable=False),
        sa.Column(
            "state", _one_of("noticestate", "draft", "published", "withdrawn"), nullable=False
        ),
        sa.Column("drafted_by_id", sa.Integer(), nullable=False),
        sa.Column("drafted_at", sa.DateTime(), nullable=False),
        sa.Column("published_by_id", sa.Integer()),
        sa.Column("published_at", sa.DateTime()),
        sa.Column("withdrawn_by_id", sa.Integer()),
        sa.Column("withdrawn_at", sa.DateTime()),
        sa.Column("withdraw_reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *(sa.CheckConstraint(told, name=op.f(f"ck_notice_{n}")) for n, told in CHECKS.items()),
        *(
            _key("notice", column, other)
            for column, other in (
                ("contest_id", "contest"),
                ("plan_id", "plan"),
                ("edition_id", "edition"),
                ("corrects_id", "notice"),
                ("drafted_by_id", "user"),
                ("published_by_id", "user"),
                ("withdrawn_by_id", "user"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("contest_id", "number", name=op.f("uq_notice_contest_id_number")),
    )
    for column in ("contest_id", "plan_id", "edition_id"):
        op.create_index(op.f(f"ix_notice_{column}"), "notice", [column])
    op.create_table(
        "notice_line",
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("award_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("entry_title", sa.String(), nullable=False),
        sa.Column("enterprise", sa.String(), nullable=False),
        sa.Column("challenge", sa.String(), nullable=False),
        sa.Column("prize", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column(
            "change", _one_of("noticechange", "new", "changed", "removed"), nullable=False
        ),
        sa.CheckConstraint(
            f"amount_fen >= 0 AND amount_fen <= {MOST_FEN}",
            name=op.f("ck_notice_line_amount_within_the_cap"),
        ),
        _key("notice_line", "notice_id", "notice"),
        _key("notice_line", "award_id", "award"),
        sa.PrimaryKeyConstraint("notice_id", "award_id", name=op.f("pk_notice_line")),
    )


def downgrade() -> None:
    op.drop_table("notice_line")
    op.drop_table("notice")
    op.drop_column("edition", "publicised_at")
    op.execute("UPDATE award SET state = 'confirmed' WHERE state = 'announced'")
    op.execute("UPDATE award SET state = 'approved' WHERE state IN ('publicised', 'held')")
    _states(BEFORE)
