"""Windows of contests and challenges: half-open, and computed from dates alone."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest

from contest import rules
from contest.rules import Phase
from contest.states import ChallengeState, ContestState
from tests.world import DAY, MONDAY

SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class Contest:
    state: ContestState = ContestState.ANNOUNCED
    entries_open_at: datetime = MONDAY
    entries_close_at: datetime = MONDAY + 10 * DAY
    screening_until: datetime = MONDAY + 15 * DAY
    roadshow_from: datetime = MONDAY + 20 * DAY
    roadshow_until: datetime = MONDAY + 22 * DAY


@dataclass(frozen=True)
class Challenge:
    state: ChallengeState = ChallengeState.PUBLISHED
    questions_until: datetime | None = MONDAY + 5 * DAY
    contest: Contest = field(default_factory=Contest)


CONTEST = Contest()
DATES = {name: getattr(CONTEST, name) for name in rules.DATES}


@pytest.mark.parametrize(
    ("now", "takes"),
    [
        (MONDAY - SECOND, False),
        (MONDAY, True),
        (MONDAY + 10 * DAY - SECOND, True),
        (MONDAY + 10 * DAY, False),
    ],
)
def test_entries_are_taken_from_the_opening_until_before_the_close(now, takes):
    assert rules.accepts_entries(CONTEST, now) is takes
    assert rules.challenge_accepts_entries(Challenge(), now) is takes


@pytest.mark.parametrize(
    "state", [ContestState.DRAFT, ContestState.CONCLUDED, ContestState.CANCELLED]
)
def test_only_an_announced_contest_takes_entries(state):
    assert not rules.accepts_entries(Contest(state=state), MONDAY + DAY)


def test_a_closed_challenge_takes_no_entries():
    closed = Challenge(state=ChallengeState.CLOSED)

    assert not rules.challenge_accepts_entries(closed, MONDAY + DAY)


@pytest.mark.parametrize(
    ("now", "takes"),
    [(MONDAY + 5 * DAY - SECOND, True), (MONDAY + 5 * DAY, False)],
)
def test_questions_are_taken_until_before_their_last_moment(now, takes):
    assert rules.takes_questions(Challenge(), now) is takes


def test_without_a_date_nobody_can_ask():
    assert not rules.takes_questions(Challenge(questions_until=None), MONDAY)


def test_an_approved_challenge_takes_no_questions_yet():
    assert not rules.takes_questions(Challenge(state=ChallengeState.APPROVED), MONDAY)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (-1, Phase.ANNOUNCED),
        (0, Phase.ENTERING),
        (10, Phase.SCREENING),
        (15, Phase.SEATING),
        (20, Phase.ROADSHOW),
        (22, Phase.AWARDING),
        (400, Phase.AWARDING),
    ],
)
def test_the_phase_follows_the_timetable(day, expected):
    assert rules.phase(CONTEST, MONDAY + day * DAY) is expected


def test_a_decided_contest_has_the_phase_it_was_given():
    assert rules.phase(Contest(state=ContestState.DRAFT), MONDAY) is Phase.PREPARING
    assert rules.phase(Contest(state=ContestState.CONCLUDED), MONDAY) is Phase.CONCLUDED
    assert rules.phase(Contest(state=ContestState.CANCELLED), MONDAY) is Phase.CANCELLED


def test_challenges_are_taken_while_a_contest_is_prepared_but_not_after_entries_close():
    prepared = Contest(state=ContestState.DRAFT)

    assert rules.takes_challenges(prepared, MONDAY - DAY)
    assert not rules.takes_challenges(prepared, MONDAY + 10 * DAY)
    assert not rules.takes_challenges(Contest(state=ContestState.CANCELLED), MONDAY - DAY)


def test_a_passed_beginning_is_frozen_and_a_passed_end_may_be_extended():
    now = MONDAY + 12 * DAY
    new = DATES | {
        "entries_open_at": MONDAY + 13 * DAY,
        "entries_close_at": MONDAY + 14 * DAY,
    }

    assert rules.frozen_dates(CONTEST, new, now) == ["entries_open_at"]


def test_no_date_moves_into_the_past():
    now = MONDAY + 8 * DAY
    new = DATES | {"entries_close_at": now}

    assert rules.frozen_dates(CONTEST, new, now) == ["entries_close_at"]


def test_a_contest_in_preparation_may_move_everything():
    new = {name: at - 30 * DAY for name, at in DATES.items()}

    assert rules.frozen_dates(replace(CONTEST, state=ContestState.DRAFT), new, MONDAY) == []
