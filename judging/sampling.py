"""Drawing ballots for a paper audit from a seed said in public; anybody can do it again. Pure.

First the list of ballots is fixed, then the seed is made in public, such as by dice. The key of
a ballot is ``SHA-256(seed LF UUID of the ballot)``; the smallest keys, written in hexadecimal,
are drawn, in ascending order: ``printf '%s\\n%s' SEED UUID | sha256sum``. No key depends on the
other ballots, so that more can be drawn later with the same seed.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from math import comb

ALGORITHM = "jiebang-sample-1: key = sha256(seed LF uuid), ascending"


@dataclass(frozen=True, slots=True)
class Sampled:
    """A ballot that was drawn: its place from 1 on, its UUID, and the key that put it there."""

    place: int
    uuid: str
    key: str


def key_of(uuid: str, seed: str) -> str:
    """Return a ballot's key, by which it is drawn."""
    return sha256(f"{seed}\n{uuid}".encode()).hexdigest()


def sampled(uuids: Collection[str], *, seed: str, size: int) -> list[Sampled]:
    """Return the ``size`` ballots with the smallest keys; all where there are fewer."""
    keys = sorted((key_of(uuid, seed), uuid) for uuid in set(uuids))
    return [Sampled(place, uuid, key) for place, (key, uuid) in enumerate(keys[:size], 1)]


def frame_digest(uuids: Collection[str]) -> str:
    """Return the SHA-256 of the list that is drawn from: UUIDs in order, one a line."""
    return sha256("\n".join(sorted(set(uuids))).encode()).hexdigest()


def chance_of_missing(altered: int, *, among: int, drawn: int) -> Fraction:
    """Return the chance that ``drawn`` of ``among`` ballots show none of the ``altered`` ones.

    Without replacement: C(among − altered, drawn) / C(among, drawn).
    """
    if altered > among or drawn > among:
        raise ValueError("more than there are")
    return Fraction(comb(among - altered, drawn), comb(among, drawn))


def percent(chance: Fraction) -> str:
    """Return a chance as a percentage with one decimal, never rounded down to a false zero."""
    if 0 < chance < Fraction(1, 1000):
        return "< 0.1%"
    tenths = (chance * 1000 + Fraction(1, 2)).__floor__()
    return f"{tenths // 10}.{tenths % 10}%"
