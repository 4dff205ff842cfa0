"""What judging tells of entries to the package beneath, which may not ask it."""

from __future__ import annotations

from flask import Flask

from contest import beyond
from judging.queries.results import are_placed
from judging.queries.turns import turn_begins


def init_app(_app: Flask) -> None:
    """Let rules about entries know of their turns and results."""
    beyond.turns[:] = [turn_begins]
    beyond.results[:] = [are_placed]
