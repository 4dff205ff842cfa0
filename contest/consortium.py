"""Consortia (联合体): one lead, and members who are somebody else, each of them once."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from contest.submitted import Member


class Trouble(StrEnum):
    """What is wrong with the members of a consortium."""

    TOO_MANY = "too_many"
    UNNAMED = "unnamed"
    LEAD = "lead"
    TWICE = "twice"


def trouble(members: Sequence[Member], *, lead: str, most: int) -> Trouble | None:
    """Return the first thing wrong with the members, or None.

    ``lead`` is the credit code of the entry's enterprise, ``most`` the contest's
    limit of members beside it.
    """
    codes = [member.uscc for member in members]
    found = {
        Trouble.TOO_MANY: len(members) > most,
        Trouble.UNNAMED: any(not (member.name and member.uscc) for member in members),
        Trouble.LEAD: lead in codes,
        Trouble.TWICE: len(set(codes)) < len(codes),
    }
    return next((kind for kind, holds in found.items() if holds), None)
