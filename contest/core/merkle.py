"""Merkle trees as in RFC 6962, section 2.1: SHA-256, leaves and nodes hashed apart. Pure.

Hashes are 32 bytes, leaves are counted from 0. A path (the audit path of 2.1.1) shows that a
leaf is in a tree, a consistency path (2.1.2) that a tree begins with an earlier one; both are
checked as in RFC 9162, 2.1.3.2 and 2.1.4.2. The peaks of a tree are the roots of the complete
trees it is made of, the largest first: all that is needed to add a leaf, and, from the last
to the first, the path of the leaf that was added last.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from hashlib import sha256

EMPTY = sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    """Return the hash of a leaf that holds ``data``."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of a node over two others."""
    return sha256(b"\x01" + left + right).digest()


def append(peaks: Sequence[bytes], size: int, leaf: bytes) -> list[bytes]:
    """Return the peaks of a tree of ``size`` leaves once a leaf is added."""
    grown = [*peaks, leaf]
    while size % 2:
        right, left = grown.pop(), grown.pop()
        grown.append(node_hash(left, right))
        size //= 2
    return grown


def root_of_peaks(peaks: Sequence[bytes]) -> bytes:
    """Return the root of the tree that has these peaks."""
    if not peaks:
        return EMPTY
    return reduce(lambda right, left: node_hash(left, right), reversed(peaks))


class Tree:
    """A tree of leaves, made whole once so that any path can be read from it.

    ``levels[k][j]`` is the root of the leaves from ``j * 2**k`` to the next ``2**k``, or to
    the last one: a node that stands alone at a level's end goes up as it is.
    """

    def __init__(self, leaves: Sequence[bytes]) -> None:
        self.levels = [list(leaves)]
        while len(below := self.levels[-1]) > 1:
            pairs = zip(below[::2], below[1::2], strict=False)
            lone = below[-1:] if len(below) % 2 else []
            self.levels.append([*(node_hash(left, right) for left, right in pairs), *lone])

    def __len__(self) -> int:
        return len(self.levels[0])

    @property
    def root(self) -> bytes:
        """The root of all leaves."""
        return self.levels[-1][0] if len(self) else EMPTY

    def peaks(self) -> list[bytes]:
        """Return the peaks: what another leaf is added to."""
        size = len(self)
        if not size:
            return []
        heights = [height for height in reversed(range(size.bit_length())) if size >> height & 1]
        return [self.levels[height][(size >> height) - 1] for height in heights]

    def path_to(self, index: int) -> list[bytes]:
        """Return what shows that the leaf at ``index`` is in the tree, from the leaf upwards."""
        nodes = ((level, index >> height ^ 1) for height, level in enumerate(self.levels))
        return [level[beside] for level, beside in nodes if beside < len(level)]

    def consistency_with(self, size: int) -> list[bytes]:
        """Return what shows that the tree begins with that of its first ``size`` leaves, over 0."""
        start, length, is_whole, path = 0, len(self), True, []
        while size < length:
            split = _split(length)
            if size <= split:
                path.append(self._over(start + split, length - split))
                length = split
            else:
                path.append(self._over(start, split))
                start, length, size, is_whole = start + split, length - split, size - split, False
        return [*([] if is_whole else [self._over(start, length)]), *reversed(path)]

    def _over(self, start: int, length: int) -> bytes:
        height = (length - 1).bit_length()
        return self.levels[height][start >> height]


def root_from_path(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """Return the root to which a path leads from a leaf, None where it is no path of that tree."""
    if not 0 <= index < size or (sides := _sides(index, size - 1, path)) is None:
        return None
    return reduce(_up, sides, leaf)


def is_consistent(
    earlier: tuple[int, bytes], later: tuple[int, bytes], path: Sequence[bytes]
) -> bool:
    """Return whether ``path`` shows that the later tree (size, root) begins with the earlier."""
    (old, old_root), (new, new_root) = earlier, later
    if old > new or old < 0:
        return False
    if old in {0, new}:
        return not path and old_root == (EMPTY if old == 0 else new_root)
    first, *rest = [old_root, *path] if _is_complete(old) else path or [EMPTY]
    at, last = old - 1, new - 1
    while at % 2:
        at, last = at // 2, last // 2
    if (sides := _sides(at, last, rest)) is None:
        return False
    inner = [side for side in sides if side[0]]
    return (reduce(_up, inner, first), reduce(_up, sides, first)) == (old_root, new_root)


Side = tuple[bool, bytes]


def _sides(at: int, last: int, path: Sequence[bytes]) -> list[Side] | None:
    """Return for each node of a path whether it is to the left; None if it does not end on top."""
    sides = []
    for other in path:
        if last == 0:
            return None
        is_left = at % 2 == 1 or at == last
        sides.append((is_left, other))
        while is_left and at % 2 == 0 and at:
            at, last = at // 2, last // 2
        at, last = at // 2, last // 2
    return sides if last == 0 else None


def _up(node: bytes, side: Side) -> bytes:
    is_left, other = side
    return node_hash(other, node) if is_left else node_hash(node, other)


def _is_complete(size: int) -> bool:
    return size & (size - 1) == 0


def _split(size: int) -> int:
    """Return how many leaves are left of the root: the largest power of two below ``size``."""
    return 1 << (size - 1).bit_length() - 1
