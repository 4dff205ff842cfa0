"""The numbers of a year's catalogue: ``2026-001`` and on. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection


def next_number(year: int, given: Collection[str]) -> str:
    """Return the number after the highest of that form; others, brought in, do not count."""
    form = re.compile(rf"{year}-(\d+)")
    taken = [int(found[1]) for number in given if (found := form.fullmatch(number))]
    return f"{year}-{max(taken, default=0) + 1:03}"
