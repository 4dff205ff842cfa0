"""Keep the signed heads of chains, and let the database refuse to change them."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

TABLE = "signed_head"
SAID = "a signed head stays as it was said"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("chain", "digest", "root")),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("why", "key", "signature")),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signed_head")),
        sa.UniqueConstraint("chain", "size", name=op.f("uq_signed_head_chain_size")),
    )
    if op.get_bind().dialect.name == "sqlite":
        for deed in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER signed_head_no_{deed.lower()} BEFORE {deed} ON {TABLE}"
                f" BEGIN SELECT RAISE(ABORT, '{SAID}'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION signed_head_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE '{SAID}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    op.execute(
        "CREATE TRIGGER signed_head_stays BEFORE UPDATE OR DELETE OR TRUNCATE"
        f" ON {TABLE} EXECUTE FUNCTION signed_head_stays()"
    )


def downgrade() -> None:
    op.drop_table(TABLE)
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION signed_head_stays()")
