"""Where a line stands in its chain, and the proof that it does. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from contest.core import merkle

# A root or a content's digest as it stands on paper: its first hex digits.
CODE_LENGTH = 16


class Place(NamedTuple):
    """A line of a chain as the last leaf of the tree of that many lines; hashes in hex.

    ``leaf`` is the line's digest, ``proof`` the path from the leaf to ``root``,
    ``peaks`` are those of the tree.
    """

    sequence: int
    leaf: str
    root: str
    proof: list[str]
    peaks: list[str]


def leaf_of(digest: str, binds: str | None) -> bytes:
    """Return the hash of the leaf that a line is in its chain's tree."""
    return merkle.leaf_hash(bytes.fromhex(digest) + bytes.fromhex(binds or ""))


def place_after(peaks: Sequence[str], *, digest: str, binds: str | None, sequence: int) -> Place:
    """Return the place of a line that comes after all those of the tree with these peaks."""
    before = [bytes.fromhex(peak) for peak in peaks]
    after = merkle.append(before, sequence - 1, leaf_of(digest, binds))
    path = [peak.hex() for peak in reversed(before)]
    root = merkle.root_of_peaks(after).hex()
    return Place(sequence, digest, root, path, [peak.hex() for peak in after])
