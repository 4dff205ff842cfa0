"""Let the database refuse whatever would replace, reorder or take back a part of the log."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

GROWS = "SELECT RAISE(ABORT, 'the log only grows')"
KEPT = "SELECT RAISE(ABORT, 'a personal value is kept or erased')"
# SQLite takes the row away that an INSERT OR REPLACE stands in for, and asks no trigger about it
# unless told to (PRAGMA recursive_triggers): so the insert itself is asked.
SQLITE = {
    "ledger_entry_at_the_end": (
        "INSERT ON ledger_entry WHEN"
        " NEW.sequence IS NOT (SELECT sequence + 1 FROM ledger_head WHERE chain = NEW.chain)"
        " OR EXISTS (SELECT 1 FROM ledger_entry WHERE id = NEW.id"
        " OR (chain = NEW.chain AND sequence = NEW.sequence))",
        GROWS,
    ),
    "ledger_head_from_the_start": (
        "INSERT ON ledger_head WHEN NEW.sequence <> 0 OR NEW.digest <> ''"
        " OR EXISTS (SELECT 1 FROM ledger_head WHERE chain = NEW.chain)",
        GROWS,
    ),
    "ledger_head_one_forward": (
        "UPDATE ON ledger_head WHEN"
        " NEW.chain <> OLD.chain OR NEW.sequence <> OLD.sequence + 1",
        GROWS,
    ),
    "ledger_head_no_delete": ("DELETE ON ledger_head", GROWS),
    "ledger_secret_no_update": ("UPDATE ON ledger_secret", KEPT),
    "ledger_secret_no_replace": (
        "INSERT ON ledger_secret WHEN"
        " EXISTS (SELECT 1 FROM ledger_secret WHERE commitment = NEW.commitment)",
        KEPT,
    ),
}
POSTGRESQL_FUNCTIONS = {
    "ledger_entry_at_the_end": (
        "IF NEW.sequence IS DISTINCT FROM"
        " (SELECT sequence + 1 FROM ledger_head WHERE chain = NEW.chain) THEN "
        "RAISE 'the log only grows' USING ERRCODE = 'integrity_constraint_violation'; "
        "END IF; RETURN NEW;"
    ),
    "ledger_secret_kept": (
        "RAISE 'a personal value is kept or erased' "
        "USING ERRCODE = 'integrity_constraint_violation';"
    ),
}
POSTGRESQL = {
    "ledger_entry_at_the_end": (
        "INSERT ON ledger_entry FOR EACH ROW",
        "ledger_entry_at_the_end",
    ),
    "ledger_head_from_the_start": (
        "INSERT ON ledger_head FOR EACH ROW WHEN (NEW.sequence <> 0 OR NEW.digest <> '')",
        "ledger_entry_only_grows",
    ),
    "ledger_head_one_forward": (
        "UPDATE ON ledger_head FOR EACH ROW"
        " WHEN (NEW.chain <> OLD.chain OR NEW.sequence <> OLD.sequence + 1)",
        "ledger_entry_only_grows",
    ),
    "ledger_head_no_delete": ("DELETE OR TRUNCATE ON ledger_head", "ledger_entry_only_grows"),
    "ledger_secret_no_update": ("UPDATE ON ledger_secret", "ledger_secret_kept"),
}


def _on_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _table(when: str) -> str:
    return when.split(" ON ")[1].split()[0]


def upgrade() -> None:
    if _on_sqlite():
        for name, (when, answer) in SQLITE.items():
            op.execute(f"CREATE TRIGGER {name} BEFORE {when} BEGIN {answer}; END")
        return
    for name, body in POSTGRESQL_FUNCTIONS.items():
        op.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$"
        )
    for name, (when, function) in POSTGRESQL.items():
        op.execute(f"CREATE TRIGGER {name} BEFORE {when} EXECUTE FUNCTION {function}()")


def downgrade() -> None:
    if _on_sqlite():
        for name in SQLITE:
            op.execute(f"DROP TRIGGER {name}")
        return
    for name, (when, _function) in POSTGRESQL.items():
        op.execute(f"DROP TRIGGER {name} ON {_table(when)}")
    for name in POSTGRESQL_FUNCTIONS:
        op.execute(f"DROP FUNCTION {name}()")
