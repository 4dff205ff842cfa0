"""Who may read an entry's papers page by page: the judges assigned to it, while they are."""

from __future__ import annotations

from dataclasses import dataclass

from contest.core.access import Policy, Rule
from contest.models import User
from contest.queries.submissions import entry_as_submitted
from contest.submitted import Document
from judging.policies.ballots import assignment_here
from judging.queries.assignments import Assignment


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a paper that was submitted, and the assignment that lets it be read."""

    found: Assignment
    document: Document
    number: int

    @property
    def contest_id(self) -> int:
        """The contest whose log tells of it."""
        return self.found.contest_id


def readable(found: Assignment) -> list[Document]:
    """Return the submitted papers that can be shown as pages, the proposal first."""
    papers = entry_as_submitted(found.entry).documents
    return [paper for paper in papers if paper.kind in SHOWN and paper.pages]


# The licence and the pledge are for screening; judges read what competes.
SHOWN = ("proposal", "slides", "evidence")


def _page(entry_id: int, document_id: int, number: int) -> Page | None:
    if (found := assignment_here(entry_id)) is None:
        return None
    for paper in readable(found):
        if paper.id == document_id and 1 <= number <= (paper.pages or 0):
            return Page(found, paper, number)
    return None


@Rule
def is_assigned(actor: User, page: Page) -> bool:
    """Hold for the judge whose assignment it is."""
    return actor.id == page.found.seat.judge_id


READ_PAGE = Policy("paper.read", is_assigned, find=_page)
