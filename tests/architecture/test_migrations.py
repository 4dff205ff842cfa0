"""The migrations make what the models describe, and lead to one head."""

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from contest.core.db import db


def test_models_and_migrations_agree(app):
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, db.metadata) == []


def test_the_migrations_have_one_head():
    script = ScriptDirectory.from_config(Config("migrations/alembic.ini"))

    assert len(script.get_heads()) == 1
