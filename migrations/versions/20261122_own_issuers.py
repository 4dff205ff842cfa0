"""Let each body have its own issuers, and the security administrator a lock of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

OF_ALL = sa.text("body_id IS NULL")


def upgrade() -> None:
    with op.batch_alter_table("organisation") as batch:
        batch.drop_constraint("uq_organisation_uscc_kind", type_="unique")
        batch.create_unique_constraint(
            op.f("uq_organisation_uscc_kind_body_id"), ["uscc", "kind", "body_id"]
        )
    op.create_index(
        "uq_organisation_uscc_of_all",
        "organisation",
        ["uscc", "kind"],
        unique=True,
        sqlite_where=OF_ALL,
        postgresql_where=OF_ALL,
    )
    column = sa.Column("is_locked", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("user", column)


def downgrade() -> None:
    op.drop_column("user", "is_locked")
    op.drop_index("uq_organisation_uscc_of_all", "organisation")
    with op.batch_alter_table("organisation") as batch:
        batch.drop_constraint(op.f("uq_organisation_uscc_kind_body_id"), type_="unique")
        batch.create_unique_constraint("uq_organisation_uscc_kind", ["uscc", "kind"])
