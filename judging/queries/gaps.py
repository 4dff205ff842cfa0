"""Gaps with the names of the entries, challenges and judges they are about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import CompoundSelect, literal, select, union_all

from contest.core.db import db
from contest.models import Challenge, Entry, User
from judging.quorum import Shortfall
from judging.readiness import Gap, GapKind

# Named on the page; the rest are counted.
MOST_NAMED = 30


@dataclass(frozen=True, slots=True)
class NamedGap:
    """One gap: what it is about, and the judges, shortfalls or entries that make it one."""

    subject: str
    judges: tuple[str, ...]
    shortfalls: tuple[Shortfall, ...]
    entries: int


@dataclass(frozen=True, slots=True)
class GapGroup:
    """All gaps of a kind; ``unnamed`` more than are named."""

    kind: GapKind
    forbids: bool
    needs_reason: bool
    named: tuple[NamedGap, ...]
    unnamed: int

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self.named) + self.unnamed


def groups_of(gaps: Sequence[Gap]) -> list[GapGroup]:
    """Return the gaps kind by kind, as given, in one statement."""
    kinds = [list(of_kind) for _kind, of_kind in groupby(gaps, key=lambda gap: gap.kind)]
    shown = [gap for of_kind in kinds for gap in of_kind[:MOST_NAMED]]
    names = _Names.of(shown)
    return [
        GapGroup(
            of_kind[0].kind,
            of_kind[0].forbids,
            of_kind[0].needs_reason,
            tuple(names.named(gap) for gap in of_kind[:MOST_NAMED]),
            len(of_kind[MOST_NAMED:]),
        )
        for of_kind in kinds
    ]


@dataclass(frozen=True, slots=True)
class _Names:
    entries: dict[int, str]
    challenges: dict[int, str]
    judges: dict[int, str]

    @classmethod
    def of(cls, gaps: Sequence[Gap]) -> _Names:
        names: list[dict[int, str]] = [{}, {}, {}]
        for kind, number, name in db.session.execute(_names_in(gaps)):
            names[kind][number] = name
        return cls(*names)

    def named(self, gap: Gap) -> NamedGap:
        subject = self.entries[gap.entry] if gap.entry else self.challenges[gap.challenge or 0]
        judges = tuple(self.judges[judge] for judge in gap.judges)
        return NamedGap(subject, judges, gap.shortfalls, gap.entries)


def _names_in(gaps: Sequence[Gap]) -> CompoundSelect[int, int, str]:
    """Return one statement for all names: of what kind, whose, and the name."""
    entries = {gap.entry for gap in gaps if gap.entry}
    challenges = {gap.challenge for gap in gaps if gap.challenge}
    judges = {judge for gap in gaps for judge in gap.judges}
    entry = Entry.number + " " + Entry.title
    return union_all(
        select(literal(0), Entry.id, entry).where(Entry.id.in_(entries)),
        select(literal(1), Challenge.id, Challenge.title).where(Challenge.id.in_(challenges)),
        select(literal(2), User.id, User.name).where(User.id.in_(judges)),
    )
