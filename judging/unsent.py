"""Marks that a tablet could not send, as a file or as the parts of QR codes. Pure.

The JSON is ``{"jiebang": "unsent-marks", "version": 1, "tablet", "judge", "made", "ballots": […],
"mac"}``. As codes it is deflated (zlib), written in base64url and cut into parts
``JB1:<n>/<total>:<8 hex of the SHA-256 of the whole text>:<part>``, which may come in any order
and any number of times. ``mac`` is the HMAC-SHA-256, under a key of the tablet's own, of the
canonical JSON (RFC 8785) of everything else.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import json
import re
import zlib
from collections import defaultdict
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import rfc8785

from judging.sent import NoBallot, Sent, read_sent

MOST_BYTES = 2 * 1024 * 1024
MOST_BALLOTS = 1000
MOST_PARTS = 999
# A scanner may type one code after the other without a space between.
PART = re.compile(r"JB1:(\d{1,3})/(\d{1,3}):([0-9a-f]{8}):([A-Za-z0-9_-]+?)(?=\s|JB1:|$)")


class NoExport(ValueError):
    """What was given is no export of unsent marks; it says what it is instead."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


@dataclass(frozen=True, slots=True)
class Unsent:
    """What a tablet exported; ``ballots`` are None where one is not of the form."""

    tablet: str
    judge: int
    ballots: tuple[tuple[int, Sent] | None, ...]
    mac: str
    signed: bytes

    def holds(self, key: str | None) -> bool:
        """Return whether the MAC was made with this key, in hex."""
        if not key or not self.mac:
            return False
        made = hmac.new(bytes.fromhex(key), self.signed, sha256).hexdigest()
        return hmac.compare_digest(made, self.mac.lower())


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was scanned so far: whole exports, parts still missing by export, and damaged ones."""

    whole: tuple[bytes, ...] = ()
    missing: dict[str, list[int]] = field(default_factory=dict)
    damaged: tuple[str, ...] = ()


def gathered(text: str) -> Gathered:
    """Return what the parts in a text make, in the order in which the exports first appear."""
    sets: dict[tuple[str, int], dict[int, str]] = defaultdict(dict)
    for number, total, name, part in PART.findall(text):
        if 1 <= int(number) <= int(total):
            sets[name, int(total)][int(number)] = part
    whole, missing, damaged = [], {}, []
    for (name, total), parts in sets.items():
        if left := [n for n in range(1, total + 1) if n not in parts]:
            missing[name] = left
            continue
        if (made := _inflated("".join(parts[n] for n in range(1, total + 1)), name)) is None:
            damaged.append(name)
        else:
            whole.append(made)
    return Gathered(tuple(whole), missing, tuple(damaged))


def read_unsent(content: bytes) -> Unsent:
    """Return what a file holds; raise NoExport("json"), ("kind"), ("size")."""
    if len(content) > MOST_BYTES:
        raise NoExport("size")
    try:
        told = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise NoExport("json") from None
    if not _is_export(told):
        raise NoExport("kind")
    ballots = tuple(_ballot(one) for one in told["ballots"])
    rest = {name: value for name, value in told.items() if name != "mac"}
    try:
        signed = rfc8785.dumps(rest)
    except (rfc8785.CanonicalizationError, RecursionError):
        raise NoExport("kind") from None
    mac = told.get("mac")
    return Unsent(told["tablet"], told["judge"], ballots, mac if _is_hex(mac) else "", signed)


def _is_export(told: Any) -> bool:
    return (
        isinstance(told, dict)
        and told.get("jiebang") == "unsent-marks"
        and told.get("version") == 1
        and isinstance(told.get("tablet"), str)
        and type(told.get("judge")) is int
        and isinstance(told.get("ballots"), list)
        and len(told["ballots"]) <= MOST_BALLOTS
    )


def _is_hex(mac: Any) -> bool:
    return isinstance(mac, str) and re.fullmatch(r"[0-9a-fA-F]{64}", mac) is not None


def _ballot(one: Any) -> tuple[int, Sent] | None:
    if not isinstance(one, dict) or type(one.get("entry")) is not int:
        return None
    try:
        return one["entry"], read_sent(str(one.get("uuid")), one)
    except NoBallot:
        return None


def _inflated(text: str, name: str) -> bytes | None:
    """Return the bytes that a whole text stands for, or None where it was damaged."""
    if sha256(text.encode()).hexdigest()[:8] != name:
        return None
    try:
        packed = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        made = zlib.decompressobj().decompress(packed, MOST_BYTES + 1)
    except (binascii.Error, zlib.error):
        return None
    return made
