"""Let anybody object to awards on a notice: objections, their awards and files, inquiries."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

STATES = ("received", "not_accepted", "inquiry", "upheld", "rejected", "withdrawn")
CHECKS = {
    "decided_with_a_reason": (
        "state NOT IN ('not_accepted', 'upheld', 'rejected')"
        " OR (decided_at IS NOT NULL AND decision_reason <> '')"
    ),
    "by_two_people": "decided_by_id <> accepted_by_id",
    "remedied_if_upheld": "remedied_at IS NULL OR state = 'upheld'",
}


def _column(name: str, kind: type | sa.types.TypeEngine, *, needed: bool = True) -> sa.Column:
    return sa.Column(name, kind() if isinstance(kind, type) else kind, nullable=not needed)


def _keys(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(
            [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}")
        )
        for column, other in columns.items()
    ]


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def upgrade() -> None:
    op.create_table(
        "objection",
        _column("id", sa.Integer),
        _column("contest_id", sa.Integer),
        _column("notice_id", sa.Integer),
        _column("number", sa.Integer),
        _column("name", sa.String),
        _column("organisation", sa.String),
        _column("phone", sa.Text),
        _column("email", sa.Text),
        _column("enterprise_id", sa.Integer, needed=False),
        _column("statement", sa.Text),
        _column("consents", sa.Boolean),
        _column("token_hash", sa.String),
        _column(
            "state",
            sa.Enum(*STATES, name="objectionstate", native_enum=False, create_constraint=True),
        ),
        _column("received_at", sa.DateTime),
        _column("due", sa.Date),
        _column("accepted_by_id", sa.Integer, needed=False),
        _column("accepted_at", sa.DateTime, needed=False),
        _column("decided_by_id", sa.Integer, needed=False),
        _column("decided_at", sa.DateTime, needed=False),
        _column("decision_reason", sa.Text),
        _column("amendment_id", sa.Integer, needed=False),
        _column("remedied_at", sa.DateTime, needed=False),
        _column("remedy", sa.Text),
        _column("version", sa.Integer),
        *(sa.CheckConstraint(told, name=op.f(f"ck_objection_{n}")) for n, told in CHECKS.items()),
        *_keys(
            "objection",
            contest_id="contest",
            notice_id="notice",
            enterprise_id="organisation",
            accepted_by_id="user",
            decided_by_id="user",
            amendment_id="amendment",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objection")),
        sa.UniqueConstraint("contest_id", "number", name=op.f("uq_objection_contest_id_number")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_objection_token_hash")),
    )
    _index("objection", "contest_id", "notice_id", "enterprise_id")
    op.create_table(
        "objection_award",
        _column("objection_id", sa.Integer),
        _column("award_id", sa.Integer),
        *_keys("objection_award", objection_id="objection", award_id="award"),
        sa.PrimaryKeyConstraint("objection_id", "award_id", name=op.f("pk_objection_award")),
    )
    _index("objection_award", "award_id")
    op.create_table(
        "objection_file",
        _column("objection_id", sa.Integer),
        _column("file_id", sa.Integer),
        *_keys("objection_file", objection_id="objection", file_id="stored_file"),
        sa.PrimaryKeyConstraint("objection_id", "file_id", name=op.f("pk_objection_file")),
    )
    op.create_table(
        "inquiry",
        _column("id", sa.Integer),
        _column("contest_id", sa.Integer),
        _column("objection_id", sa.Integer),
        _column("at", sa.DateTime),
        _column("by_id", sa.Integer),
        _column("text", sa.Text),
        _column("file_id", sa.Integer, needed=False),
        sa.CheckConstraint("text <> ''", name=op.f("ck_inquiry_says_something")),
        *_keys(
            "inquiry",
            contest_id="contest",
            objection_id="objection",
            by_id="user",
            file_id="stored_file",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inquiry")),
    )
    _index("inquiry", "contest_id", "objection_id")


def downgrade() -> None:
    for table in ("inquiry", "objection_file", "objection_award", "objection"):
        op.drop_table(table)
