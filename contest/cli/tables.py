"""Whether there is a database at all for a command to work on."""

from __future__ import annotations

import click

from contest.backups import databases
from contest.core.db import db


def require_tables() -> None:
    """End the command, saying what to do, where the database was never migrated."""
    if databases.is_empty(db.engine):
        raise click.ClickException(
            "数据库里还没有任何表。请先运行 flask --app wsgi db upgrade；"
            "已有数据的，请检查 DATA_DIR 和 DATABASE_URL。"
        )
