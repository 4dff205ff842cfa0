"""Who gets which prize, who does not and why, and where people must decide first."""

from __future__ import annotations

from decimal import Decimal

import pytest

from awards.allocation import allocate
from awards.outcomes import (
    Candidate,
    Held,
    Limits,
    Outcome,
    Prize,
    PrizeRefused,
    Reason,
    UnsettledTie,
)

WAN = 1_000_000  # 10,000 yuan in fen
FIRST = Prize("first", "一等奖", 1, 50 * WAN)
SECOND = Prize("second", "二等奖", 2, 20 * WAN)


def _candidate(entry: str, place: int | None, **known: str) -> Candidate:
    """An entry of an enterprise of its own, scoring 90 minus its place."""
    score = None if place is None else Decimal(90 - place)
    enterprise = known.get("enterprise", f"enterprise of {entry}")
    return Candidate(entry=entry, enterprise=enterprise, place=place, score=score)


def _row(entries: str, **known: str) -> list[Candidate]:
    """Entries in places 1, 2, 3…"""
    return [_candidate(entry, place, **known) for place, entry in enumerate(entries, start=1)]


def _give(
    *candidates: Candidate, prizes: tuple[Prize, ...] = (FIRST, SECOND), **limits: object
) -> dict[str, Outcome]:
    """Allocate over one group, by default with money for everything."""
    outcomes = allocate(
        {"contest": candidates}, {"contest": prizes}, Limits(**{"budget_fen": 999 * WAN, **limits})
    )
    return {outcome.candidate.entry: outcome for outcome in outcomes}


def _prizes(outcomes: dict[str, Outcome]) -> dict[str, str | None]:
    return {entry: o.prize.key if o.prize else None for entry, o in outcomes.items()}


def _why(outcome: Outcome) -> tuple[Reason, dict[str, object]]:
    return outcome.reason, dict(outcome.values)


def test_seats_go_by_place_and_the_rest_stand_by_in_order():
    outcomes = _give(
        *(_candidate(key, place) for key, place in zip("edcba", range(1, 6), strict=True))
    )

    assert _prizes(outcomes) == {"e": "first", "d": "second", "c": "second", "b": None, "a": None}
    assert _why(outcomes["b"]) == (Reason.SEATS_USED_UP, {"standby": 1})
    assert _why(outcomes["a"]) == (Reason.SEATS_USED_UP, {"standby": 2})


def test_equals_stand_by_at_the_same_position():
    outcomes = _give(
        _candidate("a", 1),
        _candidate("b", 2),
        _candidate("c", 2),
        _candidate("d", 4),
        prizes=(FIRST,),
    )

    assert [outcomes[key].values["standby"] for key in "bcd"] == [1, 1, 3]


def test_seats_without_an_entry_to_take_them_stay_empty():
    assert _prizes(_give(_candidate("a", 1))) == {"a": "first"}


def test_nothing_is_awarded_below_the_pass_mark():
    outcomes = _give(_candidate("a", 1), _candidate("b", 2), pass_mark=Decimal(89))

    assert _prizes(outcomes) == {"a": "first", "b": None}
    assert _why(outcomes["b"]) == (
        Reason.BELOW_PASS_MARK,
        {"score": Decimal(88), "pass_mark": Decimal(89)},
    )


def test_an_entry_without_a_place_gets_nothing_and_a_reason():
    outcomes = _give(_candidate("a", 1), _candidate("b", None))

    assert _why(outcomes["b"]) == (Reason.NOT_PLACED, {})


def test_a_second_entry_of_an_awarded_enterprise_leaves_its_seat_to_the_next():
    outcomes = _give(
        _candidate("a", 1, enterprise="E"),
        _candidate("b", 2, enterprise="E"),
        _candidate("c", 3),
        _candidate("d", 4),
        _candidate("e", 5, enterprise="E"),
    )

    assert _prizes(outcomes) == {"a": "first", "b": None, "c": "second", "d": "second", "e": None}
    assert _why(outcomes["b"]) == (Reason.ENTERPRISE_ALREADY_AWARDED, {"entry": "a"})
    assert _why(outcomes["e"]) == (Reason.ENTERPRISE_ALREADY_AWARDED, {"entry": "a"})


def test_an_enterprise_may_hold_several_awards_where_the_contest_allows_it():
    both = (_candidate("a", 1, enterprise="E"), _candidate("b", 2, enterprise="E"))

    assert _prizes(_give(*both, one_award_per_enterprise=False)) == {"a": "first", "b": "second"}


def test_nobody_is_paid_past_a_better_entry_once_the_budget_is_short():
    small = Prize("third", "三等奖", 1, 5 * WAN)
    entries = _row("abcd")

    outcomes = _give(*entries, prizes=(FIRST, SECOND, small), budget_fen=80 * WAN)

    assert _prizes(outcomes) == {"a": "first", "b": "second", "c": None, "d": None}
    assert _why(outcomes["c"]) == (
        Reason.OVER_BUDGET,
        {"amount_fen": 20 * WAN, "left_fen": 10 * WAN},
    )
    assert outcomes["d"].reason is Reason.OVER_BUDGET


# Ties


def test_a_tie_across_a_prizes_last_seat_stops_and_names_who_and_what():
    with pytest.raises(UnsettledTie) as stopped:
        _give(_candidate("b", 1), _candidate("a", 1), _candidate("c", 3))

    tie = stopped.value
    assert (tie.group, tie.prize, tie.place, tie.entries) == ("contest", FIRST, 1, ("a", "b"))


def test_a_tie_within_a_prizes_seats_needs_no_decision():
    outcomes = _give(_candidate("a", 1), _candidate("b", 2), _candidate("c", 2), _candidate("d", 4))

    assert _prizes(outcomes) == {"a": "first", "b": "second", "c": "second", "d": None}


def test_a_tie_that_a_limit_already_settles_needs_no_decision():
    outcomes = _give(
        _candidate("a", 1, enterprise="E"),
        _candidate("b", 2),
        _candidate("c", 3, enterprise="E"),
        _candidate("d", 3),
    )

    assert _prizes(outcomes) == {"a": "first", "b": "second", "c": None, "d": "second"}


@pytest.mark.parametrize(
    "limits",
    [
        {"one_award_per_enterprise": True},
        {"one_award_per_enterprise": False, "budget_fen": 30 * WAN},
    ],
)
def test_equals_of_whom_a_limit_lets_only_one_pass_need_a_decision(limits):
    equals = [_candidate(key, 1, enterprise="E") for key in "ab"]

    with pytest.raises(UnsettledTie):
        _give(*equals, prizes=(SECOND,), **limits)


# Several groups, one budget


def test_an_enterprise_keeps_its_largest_award_over_all_challenges():
    groups = {
        "bus": [_candidate("a", 1, enterprise="E"), _candidate("b", 2)],
        "clinic": [_candidate("c", 1), _candidate("d", 2, enterprise="E")],
    }
    prizes = {
        "bus": [Prize("p", "优胜奖", 1, 10 * WAN)],
        "clinic": [FIRST, Prize("q", "二等奖", 1, 30 * WAN)],
    }

    outcomes = allocate(groups, prizes, Limits(budget_fen=999 * WAN))

    assert [(o.group, o.candidate.entry, o.amount_fen) for o in outcomes] == [
        ("bus", "a", 0),
        ("bus", "b", 10 * WAN),
        ("clinic", "c", 50 * WAN),
        ("clinic", "d", 30 * WAN),
    ]


def test_an_award_that_stands_is_not_given_again_and_counts_for_its_enterprise():
    entries = [
        _candidate("a", 1, enterprise="E"),
        _candidate("b", 2, enterprise="E"),
        _candidate("c", 3),
    ]
    held = [Held(entry="a", enterprise="E")]

    outcomes = allocate(
        {"contest": entries}, {"contest": [SECOND]}, Limits(budget_fen=999 * WAN), held=held
    )

    assert [(o.candidate.entry, o.reason) for o in outcomes] == [
        ("a", Reason.ALREADY_AWARDED),
        ("b", Reason.ENTERPRISE_ALREADY_AWARDED),
        ("c", Reason.WON),
    ]


def test_the_groups_share_one_budget():
    groups = {"bus": [_candidate("a", 1)], "clinic": [_candidate("b", 1)]}
    prizes = {"bus": [SECOND], "clinic": [FIRST]}

    outcomes = allocate(groups, prizes, Limits(budget_fen=60 * WAN))

    assert {o.candidate.entry: o.reason for o in outcomes} == {
        "a": Reason.OVER_BUDGET,
        "b": Reason.WON,
    }


def test_a_group_without_prizes_still_gets_its_reasons():
    outcomes = allocate({"bus": [_candidate("a", 1)]}, {}, Limits(budget_fen=0))

    assert _why(outcomes[0]) == (Reason.SEATS_USED_UP, {"standby": 1})


# Prizes that must not be given


def test_an_award_of_exactly_a_million_yuan_is_the_most():
    assert Prize("most", "特等奖", 1, 100 * WAN).amount_fen == 100_000_000
    with pytest.raises(PrizeRefused, match="100 万元"):
        Prize("more", "特等奖", 1, 100 * WAN + 1)


def test_negative_amounts_and_seats_are_refused():
    with pytest.raises(PrizeRefused):
        Prize("p", "奖", 1, -1)
    with pytest.raises(PrizeRefused):
        Prize("p", "奖", -1, 1)


def test_a_prize_worth_more_than_the_one_before_it_is_refused():
    with pytest.raises(PrizeRefused, match="一等奖"):
        _give(_candidate("a", 1), prizes=(SECOND, FIRST))
