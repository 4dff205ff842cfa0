"""Paper sheets: what each is called, and where two people read it differently. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from uuid import UUID, uuid5

Texts = Mapping[str, str | None]
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def sheet_uuid(entry_uuid: str, judge_id: int) -> str:
    """Return the UUID of a judge's paper sheet for an entry: the same however often it is printed.

    The name-based UUID (RFC 9562, version 5) of ``paper:<judge>`` in the entry's own.
    """
    return str(uuid5(UUID(entry_uuid), f"paper:{judge_id}"))


def uuid_in(scanned: str) -> str | None:
    """Return the UUID in what a scanner typed, be it bare or within an address."""
    found = _UUID.search(scanned.strip().lower())
    return found.group() if found else None


def differing(first: Texts, second: Texts) -> frozenset[str]:
    """Return the criteria, by key, on which the two readings differ."""
    return frozenset(
        key for key in first.keys() | second.keys() if first.get(key) != second.get(key)
    )


def settled(second: Texts, again: Texts) -> dict[str, str | None]:
    """Return what stands in the end: the second reading, its differing lines read once more."""
    return {**second, **again}
