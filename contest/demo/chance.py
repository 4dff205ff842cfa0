"""Chance that falls the same way on every machine."""

from __future__ import annotations

from random import Random


def chance(what: str) -> Random:
    """Return a generator seeded with ``what``: equal texts, equal draws."""
    return Random(what)  # noqa: S311 -- demo figures, nothing secret
