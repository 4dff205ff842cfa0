"""What goes with a draft contest that is deleted, and what keeps it from going.

The packages above put here what they know of a contest when the app is put together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from contest.core.actions import Refusal
from contest.models import Contest
from contest.queries import challenges
from contest.states import ContestState


@dataclass(frozen=True, slots=True)
class Belongings:
    """Rows of one kind that go with a contest, and what people call them."""

    name: Any
    rows: Sequence[Any]


# What speaks against it: each returns a ``Refusal``, or None.
hurdles: list[Callable[[Contest], Refusal | None]] = []
# What stands on a contest, package by package, in an order in which it can be taken away.
owned: list[Callable[[Contest], Sequence[Belongings]]] = []


class NotADraft(Refusal):
    """Everybody may have read of the contest."""

    reason = _l("大赛已经公告，不能删除。不再举办的，请用“取消大赛”，理由会通知各方。")


class ChallengesHandedIn(Refusal):
    """What was handed in stays to be read, returned or not."""

    reason = _l("发榜方已经提交过榜单，要留存备查，大赛不能删除。不再举办的，请公告后再取消。")


def barred(contest: Contest) -> Refusal | None:
    """Return why the contest cannot be deleted, or None where it can."""
    if contest.state is not ContestState.DRAFT:
        return NotADraft()
    if challenges.any_handed_in(contest.id):
        return ChallengesHandedIn()
    return next((found for hurdle in hurdles if (found := hurdle(contest))), None)


def belongings_of(contest: Contest) -> list[Belongings]:
    """Return what goes with the contest, in the order in which it goes."""
    drafts = Belongings(_l("发榜方的榜单草稿"), challenges.of_contest(contest.id))
    return [*(each for found in owned for each in found(contest)), drafts]
