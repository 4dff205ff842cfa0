"""Keep what came of awards: evaluations, typical cases, proposals to the benchmark list."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
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
    _evaluation_form()
    _evaluation()
    _typical_case()
    _benchmark()


def _evaluation_form() -> None:
    name = "evaluation_form"
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("level", _one_of("level", "city", "industry", "enterprise"), nullable=False),
        sa.Column("criteria", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_form")),
        sa.UniqueConstraint("body_id", "level", name=op.f("uq_evaluation_form_body_id_level")),
        *_keys(name, body_id="body"),
    )
    _indexes(name, "body_id")


def _evaluation() -> None:
    name = "evaluation"
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("award_id", sa.Integer(), nullable=False),
        sa.Column("level", _one_of("level", "city", "industry", "enterprise"), nullable=False),
        sa.Column("criteria", sa.JSON(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.Column("experts", sa.Text(), nullable=False),
        sa.Column("opinion", sa.Text(), nullable=False),
        sa.Column("file_id", sa.Integer()),
        sa.Column("evaluated_by_id", sa.Integer(), nullable=False),
        sa.Column("evaluated_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation")),
        *_checks(
            name,
            total_within_the_most="total >= 0 AND total <= most",
        ),
        *_keys(
            name,
            award_id="award",
            contest_id="contest",
            evaluated_by_id="user",
            file_id="stored_file",
        ),
    )
    _indexes(name, "award_id", "contest_id", "file_id")


def _typical_case() -> None:
    name = "typical_case"
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("award_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("practice", sa.Text(), nullable=False),
        sa.Column("effect", sa.Text(), nullable=False),
        sa.Column("replication", sa.Text(), nullable=False),
        sa.Column("state", _one_of("casestate", "draft", "handed_in", "approved"), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.Column("approved_by_id", sa.Integer()),
        sa.Column("approved_at", sa.DateTime()),
        sa.Column("return_reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_typical_case")),
        sa.UniqueConstraint("award_id", name=op.f("uq_typical_case_award_id")),
        *_checks(
            name,
            approved_once="(state = 'approved') = (approved_at IS NOT NULL)",
            two_people="approved_by_id IS NULL OR approved_by_id <> written_by_id",
        ),
        *_keys(
            name,
            approved_by_id="user",
            award_id="award",
            contest_id="contest",
            written_by_id="user",
        ),
    )
    _indexes(name, "contest_id")


def _benchmark() -> None:
    name = "benchmark"
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("award_id", sa.Integer(), nullable=False),
        sa.Column("conditions", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column(
            "state", _one_of("benchmarkstate", "proposed", "listed", "declined"), nullable=False
        ),
        sa.Column("proposed_by_id", sa.Integer(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(), nullable=False),
        sa.Column("decided_by_id", sa.Integer()),
        sa.Column("decided_at", sa.DateTime()),
        sa.Column("decision_reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_benchmark")),
        sa.UniqueConstraint("award_id", name=op.f("uq_benchmark_award_id")),
        *_checks(
            name,
            decided_once="(state = 'proposed') = (decided_at IS NULL)",
            two_people="decided_by_id IS NULL OR decided_by_id <> proposed_by_id",
        ),
        *_keys(
            name,
            award_id="award",
            contest_id="contest",
            decided_by_id="user",
            proposed_by_id="user",
        ),
    )
    _indexes(name, "contest_id")


def downgrade() -> None:
    op.drop_table("benchmark")
    op.drop_table("typical_case")
    op.drop_table("evaluation")
    op.drop_table("evaluation_form")
