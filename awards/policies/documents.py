"""Who may look at an official document and take it away: whoever its kind lets see its row."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from awards.documents.official import Official
from awards.registry import DOCUMENTS, Kind
from contest.core.access import Policy, Rule
from contest.core.audit import chain_of, subject_of


@dataclass(frozen=True)
class Wanted:
    """A document that is asked for: its kind and the row it is of."""

    key: str
    number: int
    kind: Kind
    row: Any
    page: int = 1

    @property
    def logged_in(self) -> str:
        return chain_of(self.row)

    @property
    def logged_as(self) -> str:
        return subject_of(self.row)

    @cached_property
    def official(self) -> Official:
        """What the document says. Raises the refusal of its kind where there is nothing to say."""
        return self.kind.official(self.row)


def _wanted(key: str, number: int, page: int = 1) -> Wanted | None:
    kind = DOCUMENTS.get(key)
    row = kind.policy.find(number) if kind and kind.policy.find else None
    return Wanted(key, number, kind, row, page) if kind and row is not None else None


def _editable(key: str, number: int) -> Wanted | None:
    found = _wanted(key, number)
    return found if found and found.kind.docx else None


@Rule
def sees_its_row(actor: Any, wanted: Wanted) -> bool:
    """Hold for who may see what the document is of."""
    return wanted.kind.policy.see(actor, wanted.row)


@Rule
def acts_on_its_row(actor: Any, wanted: Wanted) -> bool:
    """Hold for who may do what the kind's policy asks."""
    return wanted.kind.policy.act(actor, wanted.row)


READ_OFFICIAL = Policy("official.view", sees_its_row, act=acts_on_its_row, find=_wanted)
EDIT_OFFICIAL = Policy("official.view", sees_its_row, act=acts_on_its_row, find=_editable)
