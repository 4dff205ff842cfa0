"""Keep accounts, payments, certificates and revocations of announced awards."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "certificate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("award_id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "valid", "void", name="certificatestate", native_enum=False, create_constraint=True
            ),
            nullable=False,
        ),
        sa.Column("issued_at", sa.DateTime(), nullable=False),
        sa.Column("issued_by_id", sa.Integer(), nullable=False),
        sa.Column("replaces_id", sa.Integer()),
        sa.Column("void_reason", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.DateTime()),
        sa.CheckConstraint(
            "(state = 'void') = (voided_at IS NOT NULL)", name=op.f("ck_certificate_void_since")
        ),
        sa.CheckConstraint(
            "state <> 'void' OR void_reason <> ''", name=op.f("ck_certificate_void_says_why")
        ),
        sa.ForeignKeyConstraint(
            ["award_id"], ["award.id"], name=op.f("fk_certificate_award_id_award")
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_certificate_body_id_body")),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contest.id"], name=op.f("fk_certificate_contest_id_contest")
        ),
        sa.ForeignKeyConstraint(
            ["issued_by_id"], ["user.id"], name=op.f("fk_certificate_issued_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"], ["certificate.id"], name=op.f("fk_certificate_replaces_id_certificate")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
        sa.UniqueConstraint(
            "body_id", "year", "sequence", name=op.f("uq_certificate_body_id_year_sequence")
        ),
        sa.UniqueConstraint("code", name=op.f("uq_certificate_code")),
    )
    op.create_index(op.f("ix_certificate_award_id"), "certificate", ["award_id"])
    op.create_index(op.f("ix_certificate_contest_id"), "certificate", ["contest_id"])
    op.create_index(op.f("ix_certificate_replaces_id"), "certificate", ["replaces_id"])
    op.create_index(
        "uq_certificate_valid",
        "certificate",
        ["award_id"],
        unique=True,
        sqlite_where=sa.text("state = 'valid'"),
        postgresql_where=sa.text("state = 'valid'"),
    )
    op.create_table(
        "payee",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("award_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("registered", sa.String(), nullable=False),
        sa.Column("difference", sa.Text(), nullable=False),
        sa.Column("bank", sa.String(), nullable=False),
        sa.Column("branch", sa.String(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "proposed",
                "current",
                "refused",
                "replaced",
                name="payeestate",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("filled_by_id", sa.Integer(), nullable=False),
        sa.Column("filled_at", sa.DateTime(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("decided_by_id", sa.Integer()),
        sa.Column("decided_at", sa.DateTime()),
        sa.CheckConstraint(
            "holder = registered OR difference <> ''", name=op.f("ck_payee_difference_says_why")
        ),
        sa.CheckConstraint(
            "state <> 'refused' OR decision <> ''", name=op.f("ck_payee_refused_says_why")
        ),
        sa.CheckConstraint(
            "decided_by_id IS NULL OR decided_by_id <> filled_by_id",
            name=op.f("ck_payee_by_two_people"),
        ),
        sa.ForeignKeyConstraint(["award_id"], ["award.id"], name=op.f("fk_payee_award_id_award")),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contest.id"], name=op.f("fk_payee_contest_id_contest")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["user.id"], name=op.f("fk_payee_decided_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["filled_by_id"], ["user.id"], name=op.f("fk_payee_filled_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payee")),
        sa.UniqueConstraint("award_id", "number", name=op.f("uq_payee_award_id_number")),
    )
    op.create_index(op.f("ix_payee_award_id"), "payee", ["award_id"])
    op.create_index(op.f("ix_payee_contest_id"), "payee", ["contest_id"])
    op.create_index(
        "uq_payee_current",
        "payee",
        ["award_id"],
        unique=True,
        sqlite_where=sa.text("state = 'current'"),
        postgresql_where=sa.text("state = 'current'"),
    )
    op.create_index(
        "uq_payee_proposed",
        "payee",
        ["award_id"],
        unique=True,
        sqlite_where=sa.text("state = 'proposed'"),
        postgresql_where=sa.text("state = 'proposed'"),
    )
    op.create_table(
        "revocation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("award_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "proposed",
                "approved",
                "returned",
                name="revocationstate",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(), nullable=False),
        sa.Column("decided_by_id", sa.Integer()),
        sa.Column("decided_at", sa.DateTime()),
        sa.Column("return_reason", sa.Text(), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_revocation_says_why")),
        sa.CheckConstraint(
            "state <> 'approved' OR (decided_by_id IS NOT NULL AND decided_by_id <> proposed_by_id)",
            name=op.f("ck_revocation_by_two_people"),
        ),
        sa.CheckConstraint(
            "state <> 'returned' OR return_reason <> ''",
            name=op.f("ck_revocation_returned_says_why"),
        ),
        sa.ForeignKeyConstraint(
            ["award_id"], ["award.id"], name=op.f("fk_revocation_award_id_award")
        ),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contest.id"], name=op.f("fk_revocation_contest_id_contest")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["user.id"], name=op.f("fk_revocation_decided_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["user.id"], name=op.f("fk_revocation_proposed_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revocation")),
    )
    op.create_index(op.f("ix_revocation_award_id"), "revocation", ["award_id"])
    op.create_index(op.f("ix_revocation_contest_id"), "revocation", ["contest_id"])
    op.create_index(
        "uq_revocation_open",
        "revocation",
        ["award_id"],
        unique=True,
        sqlite_where=sa.text("state <> 'returned'"),
        postgresql_where=sa.text("state <> 'returned'"),
    )
    op.create_table(
        "payment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("award_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "payout", "recovery", name="paymentkind", native_enum=False, create_constraint=True
            ),
            nullable=False,
        ),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "recorded",
                "checked",
                "cancelled",
                name="paymentstate",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("planned_by_id", sa.Integer(), nullable=False),
        sa.Column("planned_at", sa.DateTime(), nullable=False),
        sa.Column("payee_id", sa.Integer()),
        sa.Column("paid_on", sa.Date()),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("voucher_id", sa.Integer()),
        sa.Column("recorded_by_id", sa.Integer()),
        sa.Column("recorded_at", sa.DateTime()),
        sa.Column("checked_by_id", sa.Integer()),
        sa.Column("checked_at", sa.DateTime()),
        sa.Column("return_reason", sa.Text(), nullable=False),
        sa.Column("cancel_reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind = 'recovery' OR state NOT IN ('recorded', 'checked') OR payee_id IS NOT NULL",
            name=op.f("ck_payment_paid_into_an_account"),
        ),
        sa.CheckConstraint(
            "state <> 'cancelled' OR cancel_reason <> ''",
            name=op.f("ck_payment_cancelled_says_why"),
        ),
        sa.CheckConstraint(
            "state <> 'checked' OR (checked_by_id IS NOT NULL AND checked_by_id <> recorded_by_id)",
            name=op.f("ck_payment_checked_by_another"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('recorded', 'checked') OR (paid_on IS NOT NULL AND reference <> '' AND voucher_id IS NOT NULL AND recorded_by_id IS NOT NULL)",
            name=op.f("ck_payment_recorded_by_its_voucher"),
        ),
        sa.CheckConstraint(
            "amount_fen > 0 AND amount_fen <= 100000000",
            name=op.f("ck_payment_amount_within_the_cap"),
        ),
        sa.ForeignKeyConstraint(["award_id"], ["award.id"], name=op.f("fk_payment_award_id_award")),
        sa.ForeignKeyConstraint(
            ["checked_by_id"], ["user.id"], name=op.f("fk_payment_checked_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contest.id"], name=op.f("fk_payment_contest_id_contest")
        ),
        sa.ForeignKeyConstraint(["payee_id"], ["payee.id"], name=op.f("fk_payment_payee_id_payee")),
        sa.ForeignKeyConstraint(
            ["planned_by_id"], ["user.id"], name=op.f("fk_payment_planned_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user.id"], name=op.f("fk_payment_recorded_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["voucher_id"], ["stored_file.id"], name=op.f("fk_payment_voucher_id_stored_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment")),
        sa.UniqueConstraint("award_id", "number", name=op.f("uq_payment_award_id_number")),
    )
    op.create_index(op.f("ix_payment_award_id"), "payment", ["award_id"])
    op.create_index(op.f("ix_payment_contest_id"), "payment", ["contest_id"])
    op.create_index(op.f("ix_payment_payee_id"), "payment", ["payee_id"])


def downgrade() -> None:
    for table in ("payment", "revocation", "payee", "certificate"):
        op.drop_table(table)
