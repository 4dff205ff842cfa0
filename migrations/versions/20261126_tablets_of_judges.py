"""Bind tablets to judges: printed cards, PINs, and sessions that end with their tablet."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

ENDINGS = ("staff", "wrong_pins", "replaced", "account")


def _ending() -> sa.Enum:
    return sa.Enum(*ENDINGS, name="ending", native_enum=False, create_constraint=True)


def _key(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name)


def upgrade() -> None:
    op.create_table(
        "tablet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("judge_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("export_key", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("revoked_at", sa.DateTime(), nullable=True),
        sa.Column("revoked_by_id", sa.Integer(), nullable=True),
        sa.Column("ending", _ending(), nullable=True),
        sa.CheckConstraint(
            "(revoked_at IS NULL) = (ending IS NULL)", name=op.f("ck_tablet_ending_told")
        ),
        _key("tablet", "judge_id", "user"),
        _key("tablet", "revoked_by_id", "user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tablet")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_tablet_token_hash")),
    )
    op.create_index(op.f("ix_tablet_judge_id"), "tablet", ["judge_id"])
    op.create_table(
        "card",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("judge_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("printed_at", sa.DateTime(), nullable=False),
        sa.Column("printed_by_id", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.Column("tablet_id", sa.Integer(), nullable=True),
        sa.Column("revoked_at", sa.DateTime(), nullable=True),
        sa.Column("ending", _ending(), nullable=True),
        sa.CheckConstraint(
            "(revoked_at IS NULL) = (ending IS NULL)", name=op.f("ck_card_ending_told")
        ),
        _key("card", "contest_id", "contest"),
        _key("card", "judge_id", "user"),
        _key("card", "printed_by_id", "user"),
        _key("card", "tablet_id", "tablet"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_card_token_hash")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_card_code_hash")),
    )
    for column in ("contest_id", "judge_id"):
        op.create_index(op.f(f"ix_card_{column}"), "card", [column])
    op.create_table(
        "pin_tries",
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("holder", name=op.f("pk_pin_tries")),
    )
    with op.batch_alter_table("user") as batch:
        batch.add_column(sa.Column("pin_hash", sa.String(), nullable=False, server_default=""))
        batch.add_column(sa.Column("pin_set_at", sa.DateTime(), nullable=True))
    with op.batch_alter_table("sign_in") as batch:
        batch.add_column(sa.Column("tablet_id", sa.Integer(), nullable=True))
        batch.create_index(op.f("ix_sign_in_tablet_id"), ["tablet_id"])
        batch.create_foreign_key(
            op.f("fk_sign_in_tablet_id_tablet"), "tablet", ["tablet_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("sign_in") as batch:
        batch.drop_constraint(op.f("fk_sign_in_tablet_id_tablet"), type_="foreignkey")
        batch.drop_index(op.f("ix_sign_in_tablet_id"))
        batch.drop_column("tablet_id")
    with op.batch_alter_table("user") as batch:
        batch.drop_column("pin_set_at")
        batch.drop_column("pin_hash")
    op.drop_table("pin_tries")
    op.drop_table("card")
    op.drop_table("tablet")
