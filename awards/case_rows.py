"""A case told in one line: how far it is, what comes next, and how much is overdue. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Any

from awards.steps import Step

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class CaseRow:
    """An award with its furthest step that is done, the next that is not, and what is overdue."""

    award: Any
    furthest: Step | None
    next: Step | None
    overdue: int

    @property
    def due(self) -> date | None:
        """The day by which the next step is due."""
        return self.next.due if self.next else None


@dataclass(frozen=True, slots=True)
class CasePage:
    """A page of cases, as the pager draws it."""

    items: Sequence[CaseRow]
    total: int
    page: int
    pages: int


def row_of(award: Any, steps: Sequence[Step], today: date) -> CaseRow:
    """Return the line of a case; the most pressing undone step is the next."""
    done = [step for step in steps if step.done_at]
    undone = [step for step in steps if not step.done_at]
    pressing = min(undone, key=lambda step: (step.due or date.max, step.key), default=None)
    overdue = sum(step.is_overdue(today) for step in steps)
    return CaseRow(award, done[-1] if done else None, pressing, overdue)


def rows_of(
    awards: Iterable[Any], steps: Mapping[int, Sequence[Step]], today: date
) -> list[CaseRow]:
    """Return the lines of cases, overdue ones first, then by the next due day, then as given."""
    rows = [row_of(award, steps[award.id], today) for award in awards]
    return sorted(rows, key=lambda row: (-row.overdue, row.due or date.max))


def chosen(
    rows: Iterable[CaseRow], *, words: str = "", only_overdue: bool = False
) -> list[CaseRow]:
    """Return those lines that name all the words, or of them only what is overdue."""
    wanted = words.casefold().split()
    return [
        row
        for row in rows
        if (row.overdue or not only_overdue) and all(word in _named(row) for word in wanted)
    ]


def _named(row: CaseRow) -> str:
    award = row.award
    names = (award.entry.title, award.enterprise.name, award.entry.challenge.title)
    return " ".join((*names, award.prize.name)).casefold()


def page_of(rows: Sequence[CaseRow], number: int) -> CasePage:
    """Return a page of the lines; beyond the last, the last."""
    pages = max(ceil(len(rows) / PER_PAGE), 1)
    page = min(max(number, 1), pages)
    return CasePage(rows[(page - 1) * PER_PAGE : page * PER_PAGE], len(rows), page, pages)
