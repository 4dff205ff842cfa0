"""A draw's record as a file: all that is needed to compute it again, and nothing else."""

from __future__ import annotations

from typing import Any

from contest.core.clock import local
from judging.draw import ALGORITHM, draw
from judging.models import Draw


def record_of(told: Draw, *, address: str) -> dict[str, Any]:
    """Return the record, times as in Shanghai; before the draw without salt, number and order."""
    promised = {
        "algorithm": ALGORITHM,
        "draw": told.id,
        "address": address,
        "contest": told.contest.name,
        "session": told.session.name,
        "state": told.state.value,
        "commitment": told.commitment,
        "source": told.source,
        "known_at": local(told.known_at).isoformat(),
        "sealed_at": local(told.sealed_at).isoformat(),
        "entries": told.entries,
        "ahead": told.ahead,
    }
    if not told.salt:
        return promised
    if not told.public_number:
        return {**promised, "salt": told.salt}
    lines = draw(told.entries, salt=told.salt, number=told.public_number)
    order = [{"place": one.place, "entry": one.entry, "key": one.key} for one in lines]
    return {**promised, "salt": told.salt, "number": told.public_number, "order": order}
