"""Believable marks: an entry has a quality, a judge a severity, and both some chance.

Two ties are made on purpose in the ended contest. ``BROKEN_TIE``: equal totals of every judge, but
one step moved from the commercial to the technical side, so that the technical dimension decides.
``STANDING_TIE``: the same sheets dealt to other judges, so that nothing of the marks decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol

from contest.demo.chance import chance
from contest.demo.entries import ADMITTED, BY_KEY, ENTRIES
from contest.demo.judges import JUDGES, KEPT_AWAY
from contest.demo.sessions import ENDED_PANEL, Session, sessions

BROKEN_TIE = ("hospital-yaoxu", "museum-cangbi")
STANDING_TIE = ("hospital-hebai", "museum-mozhen")
# Chosen so that the ended contest has something to explain: the broken tie parts a first prize from
# a second, the standing one lies inside the third, one enterprise stands twice among the winners,
# and the last entry misses the pass mark.
SEED = 1321

Marks = Mapping[str, Decimal]


class Criterion(Protocol):
    """What the generator needs to know of a criterion."""

    @property
    def key(self) -> str: ...
    @property
    def dimension(self) -> str: ...
    @property
    def top(self) -> Decimal: ...
    @property
    def step(self) -> Decimal: ...


@dataclass(frozen=True, slots=True)
class Ballot:
    """A judge's sheet for an entry; a criterion without a mark is missing, never zero."""

    entry: str
    judge: str
    marks: Marks
    submitted: bool = True


def ballots(contest: str, criteria: Sequence[Criterion], *, today: date) -> Iterator[Ballot]:
    """Yield the ballots of a contest, session by session, entry by entry, judge by judge.

    In the ended contest every ballot is in. On the roadshow day the first half of the entries is
    done and the next entry is being marked: two ballots are in, one is a whole draft, one a draft
    with its last criterion not marked. Recused judges have none; nor has an entry that was absent.
    """
    held = [s for s in sessions(today) if s.contest == contest]
    spoken = [(s, e) for s in held for e in s.entries if BY_KEY[e].status == ADMITTED]
    done = len(spoken) if contest == "ended" else len(spoken) // 2
    for session, entry in spoken[:done]:
        for judge in free_judges(session, entry):
            yield Ballot(entry, judge, sheet(entry, judge, criteria))
    for session, entry in spoken[done : done + 1]:
        yield from _in_progress(session, entry, criteria)


def free_judges(session: Session, entry: str) -> tuple[str, ...]:
    """Return the judges of the session's panel who may mark the entry."""
    return tuple(judge for judge in session.judges if (judge, entry) not in KEPT_AWAY)


def sheet(entry: str, judge: str, criteria: Sequence[Criterion]) -> Marks:
    """Return the marks the judge gives the entry, each on its criterion's step."""
    if entry == BROKEN_TIE[1]:
        return _more_technical(sheet(BROKEN_TIE[0], judge, criteria), criteria)
    if entry == STANDING_TIE[1]:
        return sheet(STANDING_TIE[0], _NEIGHBOUR[judge], criteria)
    return {c.key: _mark(entry, judge, c) for c in criteria}


def _in_progress(session: Session, entry: str, criteria: Sequence[Criterion]) -> Iterator[Ballot]:
    first, second, third, fourth = free_judges(session, entry)[:4]
    for judge in (first, second):
        yield Ballot(entry, judge, sheet(entry, judge, criteria))
    yield Ballot(entry, third, sheet(entry, third, criteria), submitted=False)
    yield Ballot(entry, fourth, sheet(entry, fourth, criteria[:-1]), submitted=False)


def _mark(entry: str, judge: str, criterion: Criterion) -> Decimal:
    chance = _draw(f"{entry} {judge} {criterion.key}", 45)
    share = _quality(entry) + _draw(f"severity {judge}", 25) + chance
    steps = criterion.top / criterion.step * min(max(share, 0), 1000) / 1000
    return steps.quantize(Decimal(1), ROUND_HALF_UP) * criterion.step


def _quality(entry: str) -> int:
    """Return an entry's quality in thousandths; entries are written best first."""
    return 905 - 60 * _RANK[entry] + _draw(f"quality {entry}", 30)


def _draw(what: str, spread: int) -> int:
    return chance(f"{SEED} {what}").randint(-spread, spread)


def _more_technical(marks: Marks, criteria: Sequence[Criterion]) -> Marks:
    """Move one step from the commercial to the technical dimension; the total stays."""
    up = next(c for c in criteria if c.dimension == "technical" and marks[c.key] + c.step <= c.top)
    down = next(c for c in criteria if c.dimension == "commercial" and marks[c.key] >= up.step)
    return {
        **marks,
        up.key: marks[up.key] + up.step,
        down.key: marks[down.key] - up.step,
    }


def _ranks() -> dict[str, int]:
    """Return the place of each entry in its challenge's text, 0 the first."""
    seen: dict[str, int] = {}
    ranks = {}
    for entry in ENTRIES:
        ranks[entry.key] = seen[entry.challenge] = seen.get(entry.challenge, -1) + 1
    return ranks


def _neighbours() -> dict[str, str]:
    """Return for each judge of the ended contest the next one of the same kind."""
    kind_of = {judge.username: judge.kind for judge in JUDGES}
    next_of: dict[str, str] = {}
    for kind in ("technical", "commercial"):
        ring = [judge for judge in ENDED_PANEL if kind_of[judge] == kind]
        next_of.update(zip(ring, ring[1:] + ring[:1], strict=True))
    return next_of


_RANK = _ranks()
_NEIGHBOUR = _neighbours()
