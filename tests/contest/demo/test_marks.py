"""The demo's ballots: possible marks, and the ties that were meant."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from decimal import Decimal

import pytest

from contest.demo.judges import KEPT_AWAY
from contest.demo.marks import BROKEN_TIE, STANDING_TIE, Ballot, ballots
from judging.ranking import Placing, rank
from judging.rules import Criterion, RoundOrder, Rules, Trim
from judging.scoring import score_entry
from judging.template import STANDARD
from tests.contest.demo.days import TODAY

CRITERIA = STANDARD.criteria


@pytest.fixture(scope="module")
def ended() -> list[Ballot]:
    return list(ballots("ended", CRITERIA, today=TODAY))


@pytest.fixture(scope="module")
def roadshow() -> list[Ballot]:
    return list(ballots("roadshow", CRITERIA, today=TODAY))


def test_every_mark_is_within_its_range_and_on_its_step(ended, roadshow):
    for ballot in (*ended, *roadshow):
        for criterion in CRITERIA:
            mark = ballot.marks.get(criterion.key, Decimal(0))
            assert 0 <= mark <= criterion.top
            assert mark % criterion.step == 0


def test_the_same_ballots_come_out_every_time(ended):
    assert list(ballots("ended", CRITERIA, today=TODAY)) == ended


def test_a_judge_marks_an_entry_once_and_never_a_recused_one(ended, roadshow):
    pairs = [(ballot.judge, ballot.entry) for ballot in (*ended, *roadshow)]

    assert len(set(pairs)) == len(pairs)
    assert KEPT_AWAY.intersection(pairs) == set()


def test_the_ended_contest_is_marked_completely(ended):
    assert len({ballot.entry for ballot in ended}) == 17
    assert [b for b in ended if not b.submitted or len(b.marks) != len(CRITERIA)] == []


def test_on_the_roadshow_day_half_the_entries_are_marked_and_one_is_being_marked(roadshow):
    *done, current = Counter(ballot.entry for ballot in roadshow).values()
    latest = [(b.submitted, len(b.marks)) for b in roadshow[-current:]]

    assert len(done) == 12
    assert min(done) >= 5
    assert latest == [(True, 5), (True, 5), (False, 5), (False, 4)]


@pytest.fixture(scope="module")
def standings(ended) -> dict[str, Placing]:
    rules = _rules()
    scores = {entry: score_entry(given, rules) for entry, given in _sheets(ended).items()}
    return {placing.entry: placing for placing in rank(scores, rules)}


def test_the_technical_dimension_parts_a_first_prize_from_a_second(standings):
    second, first = (standings[entry] for entry in BROKEN_TIE)

    assert first.score.total == second.score.total
    assert (first.place, second.place) == (2, 3)
    assert first.decided_by == second.decided_by == "dimension:technical"


def test_nothing_of_the_marks_decides_the_tie_inside_the_third_prize(standings):
    one, other = (standings[entry] for entry in STANDING_TIE)

    assert (one.place, other.place) == (7, 7)
    assert one.awaiting == other.awaiting == "vote"


def test_the_standing_tie_is_of_different_sheets(ended):
    sheets = _sheets(ended)

    assert sheets[STANDING_TIE[0]] != sheets[STANDING_TIE[1]]


@pytest.mark.parametrize("entry", [*BROKEN_TIE, *STANDING_TIE])
def test_which_ballots_of_a_tied_entry_are_left_out_is_no_choice(ended, entry: str):
    totals = sorted(sum(marks.values()) for marks in _sheets(ended)[entry].values())

    assert totals.count(totals[0]) == totals.count(totals[-1]) == 1


def test_nobody_else_is_tied(standings):
    tied = {entry for entry, placing in standings.items() if placing.tied}

    assert tied == {*BROKEN_TIE, *STANDING_TIE}


def test_one_enterprise_stands_twice_among_the_first_ten(standings):
    names = Counter(e.split("-")[1] for e, p in standings.items() if p.place <= 10)

    assert [name for name, times in names.items() if times > 1] == ["novawei"]


def test_one_entry_misses_the_pass_mark(standings):
    below = [e for e, p in standings.items() if p.score.total < STANDARD.pass_mark]

    assert below == ["water-jingyang"]


def _sheets(given: list[Ballot]) -> dict[str, dict[str, Mapping[str, Decimal]]]:
    """Return marks by entry and judge."""
    sheets: dict[str, dict[str, Mapping[str, Decimal]]] = defaultdict(dict)
    for ballot in given:
        sheets[ballot.entry][ballot.judge] = ballot.marks
    return sheets


def _rules() -> Rules:
    return Rules(
        criteria=tuple(Criterion(c.key, c.dimension, c.top, c.weight) for c in CRITERIA),
        trim=Trim(STANDARD.trim),
        trim_each_end=STANDARD.trim_each_end,
        min_to_trim=STANDARD.min_to_trim,
        decimals=STANDARD.decimals,
        round_order=RoundOrder(STANDARD.round_order),
        ties=STANDARD.ties,
    )
