"""A draw's record as a file, and the commands that compute it again: all that is needed for it."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

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


@dataclass(frozen=True, slots=True)
class Commands:
    """What a reader types into a terminal; texts are quoted, so that none of them is a command."""

    commitment: str
    key: str
    all_keys: str


def commands_for(told: Draw) -> Commands:
    """Return the commands; before the draw, with words where salt and number will stand."""
    salt = shlex.quote(told.salt or _("随机数"))
    number = shlex.quote(told.public_number or _("公开数字"))
    first, entries = shlex.quote(told.entries[0]), shlex.join(told.entries)
    line = f"printf '%s\\n%s\\n%s' {salt} {number}"
    each = f'"$({line} "$e" | sha256sum | cut -c1-64)"'
    return Commands(
        f"printf '%s' {salt} | sha256sum",
        f"{line} {first} | sha256sum",
        f"for e in {entries}; do printf '%s  %s\\n' {each} \"$e\"; done | sort",
    )
