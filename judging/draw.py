"""The verifiable draw (抽签): nobody chooses the order, anybody can compute it again. Pure.

Beforehand the server makes a salt of 32 random bytes, written as 64 hexadecimal
digits, and publishes ``SHA-256(salt)`` with the list of entries. Later a public
number becomes known that nobody here can influence. Then::

    key of an entry = SHA-256(salt + "\\n" + public number + "\\n" + entry number)

and the entries go on stage in ascending order of their keys, written in
hexadecimal. All texts are UTF-8, without a line break at the end. With any
tool: ``printf '%s\\n%s\\n%s' SALT NUMBER ENTRY | sha256sum``.

An entry's key does not depend on the others: whoever leaves changes nothing in
the order of those who remain.
"""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

ALGORITHM = "jiebang-draw-1: key = sha256(salt LF number LF entry), ascending"


@dataclass(frozen=True, slots=True)
class Drawn:
    """An entry in drawn order: its place from 1 on, its number, and the key that put it there."""

    place: int
    entry: str
    key: str


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that a record claims, and whether it holds."""

    claim: str
    holds: bool


def new_salt() -> str:
    """Return 32 random bytes in hexadecimal."""
    return secrets.token_hex(32)


def commitment_to(salt: str) -> str:
    """Return what is published of a salt beforehand: SHA-256 of its 64 digits."""
    return sha256(salt.encode()).hexdigest()


def normal_number(typed: str) -> str:
    """Return a public number as it is hashed: NFKC, one space between words, none around."""
    return " ".join(unicodedata.normalize("NFKC", typed).split())


def key_of(entry: str, *, salt: str, number: str) -> str:
    """Return an entry's key, by which it is sorted."""
    return sha256(f"{salt}\n{number}\n{entry}".encode()).hexdigest()


def draw(entries: Iterable[str], *, salt: str, number: str) -> list[Drawn]:
    """Return the entries in drawn order, each once."""
    keys = sorted((key_of(entry, salt=salt, number=number), entry) for entry in set(entries))
    return [Drawn(place, entry, key) for place, (key, entry) in enumerate(keys, 1)]


def checks_of(record: Mapping[str, Any]) -> list[Check]:
    """Compute a published record again, and return what it claims with whether it holds.

    Raise ``KeyError`` or ``TypeError`` where it is no record of a finished draw.
    """
    salt, number, entries = str(record["salt"]), str(record["number"]), list(record["entries"])
    again = draw(entries, salt=salt, number=number)
    told = [(line["place"], line["entry"], line["key"]) for line in record["order"]]
    return [
        Check("commitment", commitment_to(salt) == record["commitment"]),
        Check("number", normal_number(number) == number),
        Check("entries", len(entries) == len(set(entries))),
        Check("keys", {(d.entry, d.key) for d in again} == {line[1:] for line in told}),
        Check("order", [(d.place, d.entry, d.key) for d in again] == told),
    ]
