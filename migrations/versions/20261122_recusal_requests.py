"""Let entrants ask in writing that a person or an organisation stand back."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

REFERS = {
    "contest_id": "contest",
    "entry_id": "entry",
    "file_id": "stored_file",
    "requested_by_id": "user",
    "answered_by_id": "user",
}


def upgrade() -> None:
    op.create_table(
        "recusal_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("named", sa.String(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("requested_at", sa.DateTime(), nullable=False),
        sa.Column("requested_by_id", sa.Integer(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_recusal_request_{column}_{table}")
            )
            for column, table in REFERS.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recusal_request")),
    )
    for column in ("contest_id", "entry_id"):
        op.create_index(op.f(f"ix_recusal_request_{column}"), "recusal_request", [column])


def downgrade() -> None:
    op.drop_table("recusal_request")
