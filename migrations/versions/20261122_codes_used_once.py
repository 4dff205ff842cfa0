"""Remember which code of the authenticator app opened a session, and keep letters."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("sign_in") as batch:
        batch.add_column(sa.Column("code_step", sa.Integer(), nullable=True))
        batch.create_unique_constraint(op.f("uq_sign_in_user_id_code_step"), ["user_id", "code_step"])
    op.create_table(
        "mail_message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.Column("trouble", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_message")),
    )
    for column in ("recipient", "sent_at"):
        op.create_index(op.f(f"ix_mail_message_{column}"), "mail_message", [column])


def downgrade() -> None:
    op.drop_table("mail_message")
    with op.batch_alter_table("sign_in") as batch:
        batch.drop_constraint(op.f("uq_sign_in_user_id_code_step"), type_="unique")
        batch.drop_column("code_step")
