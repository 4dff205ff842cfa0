"""The checklist of the formal check (形式审查), as data."""

from __future__ import annotations

ITEMS = ("complete", "entity", "consortium", "pledge", "relevant", "credit")


def failed(checklist: dict[str, bool]) -> list[str]:
    """Return the items that were not found in order, in the checklist's order."""
    return [item for item in ITEMS if not checklist.get(item)]
