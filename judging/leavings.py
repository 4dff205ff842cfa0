"""The running order in which recused judges leave the room the fewest times. Pure.

A leaving (离场) is the start of a run of consecutive entries from which a judge
is recused: two such entries in a row cost one leaving, two apart cost two. Over
an order, that is the number of recusals less those shared by neighbours, so the
best order is the path through all entries with the most shared recusals.

Entries with the same recused judges stand together in some best order, and
entries without any cost nothing in front. What remains is a path through the
different groups: exact for up to ``EXACT`` of them, near it beyond.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise

Judges = frozenset[int]
Recused = Mapping[int, Judges]

# Groups of entries with the same recused judges that are put in order exactly: 2¹⁰ × 10² steps.
EXACT = 10


def leavings(order: Sequence[int], recused: Recused) -> int:
    """Return how often any judge leaves the room in this order of entries."""
    away: Judges = frozenset()
    count = 0
    for entry in order:
        now = recused.get(entry, frozenset())
        count += len(now - away)
        away = now
    return count


def fewest_leavings(order: Sequence[int], recused: Recused) -> list[int]:
    """Return the entries in an order with the fewest leavings.

    Entries without recusals come first, as they stand; of equally good orders
    it is the one that keeps what stands first in front. An order that is as
    good already is returned as it is.
    """
    groups: dict[Judges, list[int]] = {frozenset(): []}
    for entry in order:
        groups.setdefault(recused.get(entry, frozenset()), []).append(entry)
    free, *rest = groups.items()
    away = [judges for judges, _entries in rest]
    path = _exact(away) if len(away) <= EXACT else _near(away)
    found = [*free[1], *(entry for place in path for entry in rest[place][1])]
    better = leavings(found, recused) < leavings(order, recused)
    return found if better else list(order)


def _exact(away: Sequence[Judges]) -> list[int]:
    """Return the first in order of all best paths, by what the rest of a path can share."""

    @cache
    def rest_from(last: int, left: frozenset[int]) -> int:
        return max((_shared(away, last, n) + rest_from(n, left - {n}) for n in left), default=0)

    left, path = frozenset(range(len(away))), list[int]()
    while left:
        last = path[-1] if path else -1
        worth = {n: _shared(away, last, n) + rest_from(n, left - {n}) for n in sorted(left)}
        path.append(max(worth, key=lambda n: worth[n]))
        left -= {path[-1]}
    return path


def _near(away: Sequence[Judges]) -> list[int]:
    """Return the best of the paths that go on to the nearest group, each from another start."""
    paths = [_untangled(_nearest(away, start), away) for start in range(len(away))]
    return max(paths, key=lambda path: _all_shared(path, away))


def _nearest(away: Sequence[Judges], start: int) -> list[int]:
    path, left = [start], set(range(len(away))) - {start}
    while left:
        path.append(max(sorted(left), key=lambda n: _shared(away, path[-1], n)))
        left.remove(path[-1])
    return path


def _untangled(path: list[int], away: Sequence[Judges]) -> list[int]:
    """Turn stretches of the path around as long as that shares more (2-opt)."""
    better: list[int] | None = path
    while better:
        path = better
        better = _turned(path, away)
    return path


def _turned(path: list[int], away: Sequence[Judges]) -> list[int] | None:
    """Return the path with one stretch turned around that shares more, or None."""
    for first in range(len(path) - 1):
        for last in range(first + 1, len(path)):
            if _gain(path, away, first, last) > 0:
                turned = path[first : last + 1][::-1]
                return [*path[:first], *turned, *path[last + 1 :]]
    return None


def _gain(path: Sequence[int], away: Sequence[Judges], first: int, last: int) -> int:
    before = path[first - 1] if first else -1
    after = path[last + 1] if last + 1 < len(path) else -1
    now = _shared(away, before, path[first]) + _shared(away, path[last], after)
    return _shared(away, before, path[last]) + _shared(away, path[first], after) - now


def _all_shared(path: Sequence[int], away: Sequence[Judges]) -> int:
    return sum(_shared(away, one, two) for one, two in pairwise(path))


def _shared(away: Sequence[Judges], one: int, two: int) -> int:
    """Return how many judges two groups share; the ends of the path (-1) share none."""
    return 0 if -1 in (one, two) else len(away[one] & away[two])
