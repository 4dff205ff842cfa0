"""The product without its log: the same pages and rows, but no line, no digest and no tree.

Only a benchmark serves it, to see what the log costs.
"""

from __future__ import annotations

from typing import Any

from flask import Flask

from contest.core import audit
from contest.core.audit import Head
from wsgi import create_app as product


def create_app() -> Flask:
    """Return the product with the log's head never locked, and its lines never written."""
    audit.lock_chain = _nothing_locked
    audit.write = _nothing_written
    return product()


def _nothing_locked(_session: Any, _chain: str) -> Head:
    return Head(0, "", None, [])


def _nothing_written(_session: Any, _act: Any, _head: Head) -> None:
    pass
