"""Add subsidy schemes with versions, shares and quotas, and claims with papers and steps."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

GRANTED = sa.text("state IN ('funded', 'paid')")
OF_ALL = sa.text("enterprise_id IS NULL")


def upgrade() -> None:
    _schemes()
    _claims()
    _reviews()


def downgrade() -> None:
    for table in ("claim_step", "claim_paper", "claim"):
        op.drop_table(table)
    for table in ("scheme_share", "scheme_version", "scheme_quota", "scheme"):
        op.drop_table(table)


def _schemes() -> None:
    op.create_table(
        "scheme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_scheme_body_id_body")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scheme")),
        sa.UniqueConstraint("body_id", "key", name=op.f("uq_scheme_body_id_key")),
    )
    op.create_index(op.f("ix_scheme_body_id"), "scheme", ["body_id"], unique=False)
    op.create_table(
        "scheme_quota",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scheme_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("fen", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("fen >= 0", name=op.f("ck_scheme_quota_not_negative")),
        sa.ForeignKeyConstraint(
            ["enterprise_id"],
            ["organisation.id"],
            name=op.f("fk_scheme_quota_enterprise_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["scheme_id"], ["scheme.id"], name=op.f("fk_scheme_quota_scheme_id_scheme")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scheme_quota")),
        sa.UniqueConstraint(
            "scheme_id",
            "year",
            "enterprise_id",
            name=op.f("uq_scheme_quota_scheme_id_year_enterprise_id"),
        ),
    )
    op.create_index(op.f("ix_scheme_quota_scheme_id"), "scheme_quota", ["scheme_id"], unique=False)
    op.create_index(
        "uq_scheme_quota_of_all",
        "scheme_quota",
        ["scheme_id", "year"],
        unique=True,
        sqlite_where=OF_ALL,
        postgresql_where=OF_ALL,
    )
    op.create_table(
        "scheme_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scheme_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("source_name", sa.String(), nullable=False),
        sa.Column("source_number", sa.String(), nullable=False),
        sa.Column("source_address", sa.String(), nullable=False),
        sa.Column("clause", sa.Text(), nullable=False),
        sa.Column("region_note", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("rate_cap", sa.BigInteger(), nullable=True),
        sa.Column("most_multiple", sa.BigInteger(), nullable=True),
        sa.Column("most_insured_fen", sa.BigInteger(), nullable=True),
        sa.Column("annual_cap_fen", sa.BigInteger(), nullable=True),
        sa.Column("years", sa.Integer(), nullable=True),
        sa.Column(
            "premium_basis",
            sa.Enum(
                "paid", "invoiced", name="premiumbasis", native_enum=False, create_constraint=True
            ),
            nullable=False,
        ),
        sa.Column(
            "cap_scope",
            sa.Enum(
                "product", "enterprise", name="capscope", native_enum=False, create_constraint=True
            ),
            nullable=False,
        ),
        sa.Column("firm_quota", sa.Boolean(), nullable=False),
        sa.Column("open_limits", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "annual_cap_fen IS NULL OR annual_cap_fen >= 0",
            name=op.f("ck_scheme_version_annual_cap"),
        ),
        sa.CheckConstraint(
            "most_insured_fen IS NULL OR most_insured_fen >= 0",
            name=op.f("ck_scheme_version_most_insured"),
        ),
        sa.CheckConstraint(
            "rate_cap IS NULL OR (rate_cap >= 0 AND rate_cap <= 10000)",
            name=op.f("ck_scheme_version_rate_cap"),
        ),
        sa.CheckConstraint(
            "valid_from IS NULL OR valid_until IS NULL OR valid_from <= valid_until",
            name=op.f("ck_scheme_version_valid_in_order"),
        ),
        sa.CheckConstraint("years IS NULL OR years >= 1", name=op.f("ck_scheme_version_years")),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["user.id"], name=op.f("fk_scheme_version_made_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["scheme_id"], ["scheme.id"], name=op.f("fk_scheme_version_scheme_id_scheme")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scheme_version")),
        sa.UniqueConstraint("scheme_id", "number", name=op.f("uq_scheme_version_scheme_id_number")),
    )
    op.create_index(
        op.f("ix_scheme_version_scheme_id"), "scheme_version", ["scheme_id"], unique=False
    )
    op.create_table(
        "scheme_share",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column(
            "product_class",
            sa.Enum(
                "any",
                "international",
                "domestic",
                "provincial",
                name="productclass",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("percent", sa.BigInteger(), nullable=False),
        sa.Column("step", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "percent >= 0 AND percent <= 10000", name=op.f("ck_scheme_share_percent")
        ),
        sa.CheckConstraint("step >= 0 AND step <= 10000", name=op.f("ck_scheme_share_step")),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["scheme_version.id"],
            name=op.f("fk_scheme_share_version_id_scheme_version"),
        ),
        sa.PrimaryKeyConstraint("version_id", "product_class", name=op.f("pk_scheme_share")),
    )


def _claims() -> None:
    op.create_table(
        "claim",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("award_id", sa.Integer(), nullable=False),
        sa.Column("enterprise_id", sa.Integer(), nullable=False),
        sa.Column("scheme_id", sa.Integer(), nullable=True),
        sa.Column("version_id", sa.Integer(), nullable=True),
        sa.Column("frozen", sa.JSON(), nullable=False),
        sa.Column("product_name", sa.String(), nullable=False),
        sa.Column(
            "product_class",
            sa.Enum(
                "any",
                "international",
                "domestic",
                "provincial",
                name="productclass",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("year_index", sa.Integer(), nullable=True),
        sa.Column("policy_number", sa.String(), nullable=False),
        sa.Column("policy_key", sa.String(), nullable=False),
        sa.Column("insurer", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("insured_fen", sa.BigInteger(), nullable=True),
        sa.Column("premium_invoiced_fen", sa.BigInteger(), nullable=True),
        sa.Column("premium_paid_fen", sa.BigInteger(), nullable=True),
        sa.Column("contract_fen", sa.BigInteger(), nullable=True),
        sa.Column("user_name", sa.String(), nullable=False),
        sa.Column("user_uscc", sa.String(), nullable=False),
        sa.Column("own_legal_rep", sa.String(), nullable=False),
        sa.Column("user_legal_rep", sa.String(), nullable=False),
        sa.Column("related", sa.Boolean(), nullable=True),
        sa.Column("shareholding", sa.Text(), nullable=False),
        sa.Column("subsidised", sa.Boolean(), nullable=True),
        sa.Column("other_subsidy", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "submitted",
                "returned",
                "qualified",
                "funded",
                "paid",
                "rejected",
                "withdrawn",
                name="claimstate",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(), nullable=True),
        sa.Column("qualified_by_id", sa.Integer(), nullable=True),
        sa.Column("qualified_at", sa.DateTime(), nullable=True),
        sa.Column("funded_by_id", sa.Integer(), nullable=True),
        sa.Column("funded_at", sa.DateTime(), nullable=True),
        sa.Column("funded_year", sa.Integer(), nullable=True),
        sa.Column("amount_fen", sa.BigInteger(), nullable=True),
        sa.Column("working", sa.JSON(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("payment_reference", sa.String(), nullable=False),
        sa.Column("voucher_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state <> 'paid' OR paid_on IS NOT NULL", name=op.f("ck_claim_paid_has_its_day")
        ),
        sa.CheckConstraint(
            "state NOT IN ('funded', 'paid') OR (amount_fen IS NOT NULL AND amount_fen > 0"
            " AND amount_fen <= premium_paid_fen AND funded_year IS NOT NULL"
            " AND funded_by_id IS NOT NULL AND version_id IS NOT NULL)",
            name=op.f("ck_claim_funded_has_its_amount"),
        ),
        sa.CheckConstraint(
            "funded_by_id IS NULL OR (qualified_by_id IS NOT NULL"
            " AND funded_by_id <> qualified_by_id)",
            name=op.f("ck_claim_by_two_people"),
        ),
        sa.CheckConstraint(
            "year_index IS NULL OR year_index >= 1", name=op.f("ck_claim_year_from_one")
        ),
        sa.ForeignKeyConstraint(["award_id"], ["award.id"], name=op.f("fk_claim_award_id_award")),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contest.id"], name=op.f("fk_claim_contest_id_contest")
        ),
        sa.ForeignKeyConstraint(
            ["enterprise_id"], ["organisation.id"], name=op.f("fk_claim_enterprise_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["funded_by_id"], ["user.id"], name=op.f("fk_claim_funded_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["qualified_by_id"], ["user.id"], name=op.f("fk_claim_qualified_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["scheme_id"], ["scheme.id"], name=op.f("fk_claim_scheme_id_scheme")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["scheme_version.id"], name=op.f("fk_claim_version_id_scheme_version")
        ),
        sa.ForeignKeyConstraint(
            ["voucher_id"], ["stored_file.id"], name=op.f("fk_claim_voucher_id_stored_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
    )
    op.create_index(op.f("ix_claim_award_id"), "claim", ["award_id"], unique=False)
    op.create_index(op.f("ix_claim_contest_id"), "claim", ["contest_id"], unique=False)
    op.create_index(op.f("ix_claim_enterprise_id"), "claim", ["enterprise_id"], unique=False)
    op.create_index(op.f("ix_claim_policy_key"), "claim", ["policy_key"], unique=False)
    op.create_index(op.f("ix_claim_scheme_id"), "claim", ["scheme_id"], unique=False)
    op.create_index(op.f("ix_claim_version_id"), "claim", ["version_id"], unique=False)
    op.create_index(op.f("ix_claim_voucher_id"), "claim", ["voucher_id"], unique=False)
    op.create_index(
        "uq_claim_policy_granted",
        "claim",
        ["policy_key", "year_index"],
        unique=True,
        sqlite_where=GRANTED,
        postgresql_where=GRANTED,
    )
    op.create_index(
        "uq_claim_year_granted",
        "claim",
        ["award_id", "scheme_id", "year_index"],
        unique=True,
        sqlite_where=GRANTED,
        postgresql_where=GRANTED,
    )


def _reviews() -> None:
    op.create_table(
        "claim_paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "policy",
                "invoice",
                "payment",
                "contract",
                "acceptance",
                name="paperkind",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["claim.id"], name=op.f("fk_claim_paper_claim_id_claim")
        ),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contest.id"], name=op.f("fk_claim_paper_contest_id_contest")
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_claim_paper_file_id_stored_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_paper")),
    )
    op.create_index(op.f("ix_claim_paper_claim_id"), "claim_paper", ["claim_id"], unique=False)
    op.create_index(op.f("ix_claim_paper_contest_id"), "claim_paper", ["contest_id"], unique=False)
    op.create_index(op.f("ix_claim_paper_file_id"), "claim_paper", ["file_id"], unique=False)
    op.create_table(
        "claim_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column(
            "deed",
            sa.Enum(
                "submitted",
                "returned",
                "qualified",
                "funded",
                "paid",
                "rejected",
                "withdrawn",
                name="claimdeed",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("checks", sa.JSON(), nullable=False),
        sa.Column("findings", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "deed NOT IN ('returned', 'rejected') OR reason <> ''",
            name=op.f("ck_claim_step_refusal_says_why"),
        ),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_claim_step_by_id_user")),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["claim.id"], name=op.f("fk_claim_step_claim_id_claim")
        ),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contest.id"], name=op.f("fk_claim_step_contest_id_contest")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_step")),
    )
    op.create_index(op.f("ix_claim_step_claim_id"), "claim_step", ["claim_id"], unique=False)
    op.create_index(op.f("ix_claim_step_contest_id"), "claim_step", ["contest_id"], unique=False)
