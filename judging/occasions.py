"""What beyond judging leads to amendments, told by who knows of it: see ``wsgi``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from contest.models import Contest
from judging.models import Amendment


@dataclass(frozen=True, slots=True)
class Source:
    """What knows of objections: how one of a contest is told, and what notes its amendment.

    ``told`` returns "" where the number is no objection that leads to one; ``note`` is called
    within the action that proposes the amendment.
    """

    told: Callable[[Contest, int], str]
    note: Callable[[Amendment, int], None]


sources: list[Source] = []


def told(contest: Contest, objection: int | None) -> str:
    """Return the words for the objection that leads to an amendment; none for no such one."""
    if objection is None:
        return ""
    return next(filter(None, (source.told(contest, objection) for source in sources)), "")


def note(amendment: Amendment, objection: int | None) -> None:
    """Note with the objection, if one led to the amendment, which one it is."""
    if objection is not None:
        for source in sources:
            source.note(amendment, objection)
