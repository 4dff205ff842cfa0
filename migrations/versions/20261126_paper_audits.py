"""Keep paper audits: the seed, the ballots drawn, and what people found on paper."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

AUDIT, LINE = "paper_audit", "paper_audit_line"


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))


def upgrade() -> None:
    op.create_table(
        AUDIT,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("seed", sa.String(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("ballots", sa.Integer(), nullable=False),
        sa.Column("frame", sa.String(), nullable=False),
        sa.Column("drawn_at", sa.DateTime(), nullable=False),
        sa.Column("drawn_by_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_audit")),
        sa.UniqueConstraint("contest_id", "number", name=op.f("uq_paper_audit_contest_id_number")),
        _refers(AUDIT, "contest_id", "contest"),
        _refers(AUDIT, "drawn_by_id", "user"),
    )
    op.create_index(op.f("ix_paper_audit_contest_id"), AUDIT, ["contest_id"])
    op.create_table(
        LINE,
        sa.Column("audit_id", sa.Integer(), nullable=False),
        sa.Column("ballot_id", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("found", sa.String(8)),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("checked_at", sa.DateTime()),
        sa.Column("checked_by_id", sa.Integer()),
        sa.CheckConstraint(
            sa.column("found").in_(["same", "differs", "no_paper"]),
            op.f("ck_paper_audit_line_papermatch"),
        ),
        sa.CheckConstraint(
            "(found IS NULL) = (checked_by_id IS NULL)",
            op.f("ck_paper_audit_line_found_by_somebody"),
        ),
        sa.PrimaryKeyConstraint("audit_id", "ballot_id", name=op.f("pk_paper_audit_line")),
        sa.UniqueConstraint("audit_id", "place", name=op.f("uq_paper_audit_line_audit_id_place")),
        _refers(LINE, "audit_id", AUDIT),
        _refers(LINE, "ballot_id", "ballot"),
        _refers(LINE, "contest_id", "contest"),
        _refers(LINE, "checked_by_id", "user"),
    )
    op.create_index(op.f("ix_paper_audit_line_contest_id"), LINE, ["contest_id"])


def downgrade() -> None:
    op.drop_table(LINE)
    op.drop_table(AUDIT)
