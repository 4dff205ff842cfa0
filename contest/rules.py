"""What a contest and its challenges allow, and when. Pure: no database, no request, no clock.

Every window is half-open: the opening second is in it, the closing second is not.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from contest.states import ChallengeState, ContestState

# Dates that bind people from the moment they have come: what has begun has begun.
BEGINNINGS = ("entries_open_at", "roadshow_from")
ENDINGS = ("entries_close_at", "screening_until", "roadshow_until")
DATES = (
    "entries_open_at",
    "entries_close_at",
    "screening_until",
    "roadshow_from",
    "roadshow_until",
)
# What entrants count on besides the dates, once the contest is announced.
TERMS = (
    "publicity_days",
    "objection_answer_days",
    "most_members",
    "fewest_entries",
    "talk_minutes",
    "question_minutes",
)

ENDED = (ContestState.CONCLUDED, ContestState.CANCELLED)
PUBLIC_CONTESTS = (ContestState.ANNOUNCED, ContestState.CONCLUDED, ContestState.CANCELLED)
PUBLIC_CHALLENGES = (ChallengeState.PUBLISHED, ChallengeState.CLOSED)
EDITABLE_CHALLENGES = (ChallengeState.DRAFT, ChallengeState.RETURNED)


class Timetable(Protocol):
    """A contest, as far as its windows go."""

    @property
    def state(self) -> ContestState: ...
    @property
    def entries_open_at(self) -> datetime: ...
    @property
    def entries_close_at(self) -> datetime: ...
    @property
    def screening_until(self) -> datetime: ...
    @property
    def roadshow_from(self) -> datetime: ...
    @property
    def roadshow_until(self) -> datetime: ...


class Asked(Protocol):
    """A challenge, as far as questions to its issuer go."""

    @property
    def state(self) -> ChallengeState: ...
    @property
    def questions_until(self) -> datetime | None: ...
    @property
    def contest(self) -> Timetable: ...


class Phase(StrEnum):
    """Where a contest is in its life, by its state and the time."""

    PREPARING = "preparing"
    ANNOUNCED = "announced"
    ENTERING = "entering"
    SCREENING = "screening"
    SEATING = "seating"
    ROADSHOW = "roadshow"
    AWARDING = "awarding"
    CONCLUDED = "concluded"
    CANCELLED = "cancelled"
    REHEARSAL = "rehearsal"
    REHEARSED = "rehearsed"


_BY_STATE = {
    ContestState.DRAFT: Phase.PREPARING,
    ContestState.CONCLUDED: Phase.CONCLUDED,
    ContestState.CANCELLED: Phase.CANCELLED,
    ContestState.REHEARSAL: Phase.REHEARSAL,
    ContestState.REHEARSED: Phase.REHEARSED,
}


def phase(contest: Timetable, now: datetime) -> Phase:
    """Return the phase of the contest at ``now``."""
    if decided := _BY_STATE.get(contest.state):
        return decided
    ends = (
        (contest.entries_open_at, Phase.ANNOUNCED),
        (contest.entries_close_at, Phase.ENTERING),
        (contest.screening_until, Phase.SCREENING),
        (contest.roadshow_from, Phase.SEATING),
        (contest.roadshow_until, Phase.ROADSHOW),
    )
    return next((found for end, found in ends if now < end), Phase.AWARDING)


def accepts_entries(contest: Timetable, now: datetime) -> bool:
    """Return whether the contest takes entries: announced, and from its opening until its close."""
    open_now = contest.entries_open_at <= now < contest.entries_close_at
    return contest.state is ContestState.ANNOUNCED and open_now


def challenge_accepts_entries(challenge: Asked, now: datetime) -> bool:
    """Return whether the challenge is published, not closed, and its contest takes entries."""
    return challenge.state is ChallengeState.PUBLISHED and accepts_entries(challenge.contest, now)


def takes_questions(challenge: Asked, now: datetime) -> bool:
    """Return whether enterprises may ask the issuer: published, and before ``questions_until``."""
    if challenge.state is not ChallengeState.PUBLISHED or challenge.questions_until is None:
        return False
    return challenge.contest.state is ContestState.ANNOUNCED and now < challenge.questions_until


def takes_challenges(contest: Timetable, now: datetime) -> bool:
    """Return whether issuers may still bring challenges: until entries close, decided by nobody."""
    undecided = contest.state in {ContestState.DRAFT, ContestState.ANNOUNCED}
    return undecided and now < contest.entries_close_at


def publishes_challenges(contest: Timetable, now: datetime) -> bool:
    """Return whether challenges may be shown to everybody: announced, and until entries close."""
    return contest.state is ContestState.ANNOUNCED and now < contest.entries_close_at


def is_public(contest: Timetable) -> bool:
    """Return whether everybody may know of the contest."""
    return contest.state in PUBLIC_CONTESTS


def frozen_dates(contest: Timetable, new: Mapping[str, Any], now: datetime) -> list[str]:
    """Return the dates that ``new`` may not change any more, once the contest is announced.

    What has begun cannot begin again, and no date is moved into the past: an
    end that has passed may only be extended, for all, into the future.
    """
    if contest.state is ContestState.DRAFT:
        return []
    moved = [name for name in DATES if new[name] != getattr(contest, name)]
    begun = [name for name in BEGINNINGS if name in moved and getattr(contest, name) <= now]
    return begun + [name for name in moved if name not in begun and new[name] <= now]
