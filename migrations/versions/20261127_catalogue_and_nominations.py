"""List products in the catalogue of a year, and nominate winners for the key R&D plan."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

ITEM_CHECKS = {
    "award_by_origin": "(origin = 'award') = (award_id IS NOT NULL)",
    "contest_of_its_award": "(award_id IS NULL) = (contest_id IS NULL)",
    "listed_is_numbered": "state NOT IN ('listed', 'removed') OR number <> ''",
    "decided_has_a_time": "state = 'proposed' OR decided_at IS NOT NULL",
    "by_two_people": "decided_by_id IS NULL OR decided_by_id <> proposed_by_id",
    "removed_says_why": "state <> 'removed' OR (removed_at IS NOT NULL AND removal <> '')",
    "removed_by_another": (
        "removed_by_id IS NULL OR decided_by_id IS NULL OR removed_by_id <> decided_by_id"
    ),
}
NOMINATION_CHECKS = {
    "funding_not_negative": "funding_fen >= 0",
    "by_two_people": "decided_by_id IS NULL OR decided_by_id <> proposed_by_id",
    "decided_has_a_time": "state = 'proposed' OR decided_at IS NOT NULL",
}
NUMBERED = sa.text("number <> ''")


def _one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True)


def _keys(table: str, **others: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(
            [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}")
        )
        for column, other in others.items()
    ]


def _checks(table: str, told: dict[str, str]) -> list[sa.CheckConstraint]:
    return [sa.CheckConstraint(text, name=op.f(f"ck_{table}_{n}")) for n, text in told.items()]


def _decision() -> list[sa.Column]:
    return [
        sa.Column("proposed_by_id", sa.Integer(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(), nullable=False),
        sa.Column("decided_by_id", sa.Integer()),
        sa.Column("decided_at", sa.DateTime()),
        sa.Column("reason", sa.Text(), nullable=False),
    ]


def upgrade() -> None:
    op.create_table(
        "catalogue_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            _one_of("check", "region", "own_ip", "listed_once", "declared"),
            nullable=False,
        ),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("parameter", sa.String(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("set_by_id", sa.Integer(), nullable=False),
        sa.Column("set_at", sa.DateTime(), nullable=False),
        *_keys("catalogue_rule", body_id="body", set_by_id="user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_rule")),
        sa.UniqueConstraint(
            "body_id", "year", "position", name=op.f("uq_catalogue_rule_body_id_year_position")
        ),
    )
    op.create_index(op.f("ix_catalogue_rule_body_id"), "catalogue_rule", ["body_id"])
    op.create_table(
        "catalogue_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("origin", _one_of("origin", "award", "review", "import"), nullable=False),
        sa.Column("contest_id", sa.Integer()),
        sa.Column("award_id", sa.Integer()),
        sa.Column("product", sa.String(), nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("field_id", sa.Integer()),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column(
            "ip_kind",
            _one_of(
                "ipkind", "invention", "utility", "software", "layout", "variety", "other"
            ),
        ),
        sa.Column("ip_number", sa.String(), nullable=False),
        sa.Column("ip_holder", sa.String(), nullable=False),
        sa.Column("ip_until", sa.Date()),
        sa.Column("other_ip", sa.Text(), nullable=False),
        sa.Column("enterprise_id", sa.Integer()),
        sa.Column("enterprise", sa.String(), nullable=False),
        sa.Column("uscc", sa.String(), nullable=False),
        sa.Column(
            "state",
            _one_of("cataloguestate", "proposed", "listed", "declined", "removed"),
            nullable=False,
        ),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("findings", sa.JSON(), nullable=False),
        *_decision(),
        sa.Column("removed_by_id", sa.Integer()),
        sa.Column("removed_at", sa.DateTime()),
        sa.Column("removal", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *_checks("catalogue_item", ITEM_CHECKS),
        *_keys(
            "catalogue_item",
            body_id="body",
            contest_id="contest",
            award_id="award",
            field_id="field",
            enterprise_id="organisation",
            proposed_by_id="user",
            decided_by_id="user",
            removed_by_id="user",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_item")),
        sa.UniqueConstraint("award_id", name=op.f("uq_catalogue_item_award_id")),
    )
    for column in ("body_id", "contest_id", "field_id", "enterprise_id"):
        op.create_index(op.f(f"ix_catalogue_item_{column}"), "catalogue_item", [column])
    op.create_index(
        "uq_catalogue_item_number",
        "catalogue_item",
        ["body_id", "year", "number"],
        unique=True,
        sqlite_where=NUMBERED,
        postgresql_where=NUMBERED,
    )
    op.create_table(
        "nomination",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("award_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("research", sa.Text(), nullable=False),
        sa.Column("aims", sa.Text(), nullable=False),
        sa.Column("funding_fen", sa.BigInteger(), nullable=False),
        sa.Column("grounds", sa.Text(), nullable=False),
        sa.Column(
            "state", _one_of("nominationstate", "proposed", "approved", "declined"), nullable=False
        ),
        *_decision(),
        sa.Column("version", sa.Integer(), nullable=False),
        *_checks("nomination", NOMINATION_CHECKS),
        *_keys(
            "nomination",
            contest_id="contest",
            award_id="award",
            proposed_by_id="user",
            decided_by_id="user",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nomination")),
        sa.UniqueConstraint("award_id", name=op.f("uq_nomination_award_id")),
    )
    op.create_index(op.f("ix_nomination_contest_id"), "nomination", ["contest_id"])


def downgrade() -> None:
    op.drop_table("nomination")
    op.drop_table("catalogue_item")
    op.drop_table("catalogue_rule")
