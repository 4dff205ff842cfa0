"""Follow awards to their delivery: cooperation, milestones, task agreements, and records."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def _one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True)


def _keys(table: str, **others: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(
            [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}")
        )
        for column, other in others.items()
    ]


def _checks(table: str, **told: str) -> list[sa.CheckConstraint]:
    return [
        sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}")) for name, rule in told.items()
    ]


def _indexes(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def upgrade() -> None:
    _delivery()
    _milestone()
    _milestone_reminder()
    _agreement()
    _agreement_version()
    _test_record()
    _tolerance()
    _acceptance()
    _use_record()


def _delivery() -> None:
    name = "delivery"
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("award_id", sa.Integer(), nullable=False),
        sa.Column(
            "cooperation",
            _one_of("cooperation", "direct_purchase", "joint_development", "joint_research"),
            nullable=False,
        ),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column(
            "state",
            _one_of("deliverystate", "proposed", "agreed", "accepted", "ended"),
            nullable=False,
        ),
        sa.Column("proposed_by_id", sa.Integer(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(), nullable=False),
        sa.Column("agreed_by_id", sa.Integer()),
        sa.Column("agreed_at", sa.DateTime()),
        sa.Column("ended_by_id", sa.Integer()),
        sa.Column("ended_at", sa.DateTime()),
        sa.Column("end_reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
        sa.UniqueConstraint("award_id", name=op.f("uq_delivery_award_id")),
        *_checks(
            name,
            agreed_at_some_time="state <> 'agreed' OR agreed_at IS NOT NULL",
            by_two_people="agreed_by_id IS NULL OR agreed_by_id <> proposed_by_id",
            ended_for_a_reason="state <> 'ended' OR end_reason <> ''",
        ),
        *_keys(
            name,
            agreed_by_id="user",
            award_id="award",
            contest_id="contest",
            ended_by_id="user",
            proposed_by_id="user",
        ),
    )
    _indexes(name, "contest_id")


def _milestone() -> None:
    name = "milestone"
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("delivery_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column(
            "state", _one_of("milestonestate", "open", "reported", "confirmed"), nullable=False
        ),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("file_id", sa.Integer()),
        sa.Column("reported_by_id", sa.Integer()),
        sa.Column("reported_at", sa.DateTime()),
        sa.Column("confirmed_by_id", sa.Integer()),
        sa.Column("confirmed_at", sa.DateTime()),
        sa.Column("return_reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone")),
        *_checks(
            name,
            by_two_people="confirmed_by_id IS NULL OR confirmed_by_id <> reported_by_id",
            confirmed_once="(state = 'confirmed') = (confirmed_at IS NOT NULL)",
            reported_at_some_time="state = 'open' OR reported_at IS NOT NULL",
        ),
        *_keys(
            name,
            confirmed_by_id="user",
            contest_id="contest",
            delivery_id="delivery",
            file_id="stored_file",
            reported_by_id="user",
        ),
    )
    _indexes(name, "contest_id", "delivery_id", "file_id")


def _milestone_reminder() -> None:
    name = "milestone_reminder"
    op.create_table(
        name,
        sa.Column("milestone_id", sa.Integer(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("ahead", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("milestone_id", "due", "ahead", name=op.f("pk_milestone_reminder")),
        sa.ForeignKeyConstraint(
            ["milestone_id"],
            ["milestone.id"],
            name=op.f("fk_milestone_reminder_milestone_id_milestone"),
            ondelete="CASCADE",
        ),
    )


def _agreement() -> None:
    name = "agreement"
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("award_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("origin", sa.JSON(), nullable=False),
        sa.Column("drafted_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
        sa.UniqueConstraint("award_id", name=op.f("uq_agreement_award_id")),
        *_keys(name, award_id="award", contest_id="contest"),
    )
    _indexes(name, "contest_id")


def _agreement_version() -> None:
    name = "agreement_version"
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("signed_on", sa.Date()),
        sa.Column("file_id", sa.Integer()),
        sa.Column("signed_by_id", sa.Integer()),
        sa.Column("signed_at", sa.DateTime()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_version")),
        sa.UniqueConstraint(
            "agreement_id", "number", name=op.f("uq_agreement_version_agreement_id_number")
        ),
        *_checks(
            name,
            changed_for_a_reason="number = 1 OR reason <> ''",
            signed_on_paper="(signed_on IS NULL) = (file_id IS NULL)",
        ),
        *_keys(
            name,
            agreement_id="agreement",
            contest_id="contest",
            file_id="stored_file",
            made_by_id="user",
            signed_by_id="user",
        ),
    )
    _indexes(name, "agreement_id", "contest_id", "file_id")


def _test_record() -> None:
    name = "test_record"
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("delivery_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("conditions", sa.Text(), nullable=False),
        sa.Column("measured", sa.JSON(), nullable=False),
        sa.Column("file_id", sa.Integer()),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_test_record")),
        *_checks(
            name,
            ends_after_it_begins="last_day >= first_day",
        ),
        *_keys(
            name,
            contest_id="contest",
            delivery_id="delivery",
            file_id="stored_file",
            recorded_by_id="user",
        ),
    )
    _indexes(name, "contest_id", "delivery_id", "file_id")


def _tolerance() -> None:
    name = "tolerance"
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("delivery_id", sa.Integer(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tolerance")),
        *_checks(
            name,
            has_a_reason="reason <> ''",
        ),
        *_keys(name, contest_id="contest", decided_by_id="user", delivery_id="delivery"),
    )
    _indexes(name, "contest_id", "delivery_id")


def _acceptance() -> None:
    name = "acceptance"
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("delivery_id", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("people", sa.JSON(), nullable=False),
        sa.Column("measured", sa.JSON(), nullable=False),
        sa.Column(
            "conclusion", _one_of("conclusion", "passed", "conditional", "failed"), nullable=False
        ),
        sa.Column("opinion", sa.Text(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acceptance")),
        *_keys(
            name,
            contest_id="contest",
            delivery_id="delivery",
            file_id="stored_file",
            recorded_by_id="user",
        ),
    )
    _indexes(name, "contest_id", "delivery_id", "file_id")


def _use_record() -> None:
    name = "use_record"
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("delivery_id", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("used_since", sa.Date(), nullable=False),
        sa.Column("extent", sa.Text(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("credited_by_id", sa.Integer()),
        sa.Column("credited_at", sa.DateTime()),
        sa.Column("credit_note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_use_record")),
        *_checks(
            name,
            by_two_people="credited_by_id IS NULL OR credited_by_id <> recorded_by_id",
        ),
        *_keys(
            name,
            contest_id="contest",
            credited_by_id="user",
            delivery_id="delivery",
            file_id="stored_file",
            recorded_by_id="user",
        ),
    )
    _indexes(name, "contest_id", "delivery_id", "file_id")


def downgrade() -> None:
    op.drop_table("use_record")
    op.drop_table("acceptance")
    op.drop_table("tolerance")
    op.drop_table("test_record")
    op.drop_table("agreement_version")
    op.drop_table("agreement")
    op.drop_table("milestone_reminder")
    op.drop_table("milestone")
    op.drop_table("delivery")
