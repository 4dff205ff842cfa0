"""Judges' statistics: exact where they can be, an interval beside each, and nothing of a few."""

from __future__ import annotations

from dataclasses import astuple
from decimal import Decimal
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judging.statistics import (
    Agreement,
    Deviation,
    Estimate,
    agreement,
    deviations,
    figures,
)
from judging.statistics import given as given_by
from tests.judging.panels_made import crowd, roll, rules_for

FEW = 8
ORDER = range(1, 13)


def of(*, add=None, order=ORDER):
    """Return marks of three judges who agree but for what is added: ``(entry, judge, c) → …``."""
    add = add or (lambda _entry, _judge, _criterion: 0)
    quality = [3, 7, 5, 8, 4, 6, 7.5, 3.5, 5.5, 6.5, 4.5, 7]
    ballots = {
        entry: {
            judge: {f"c{c}": _exact(base + add(entry, judge, c)) for c in range(2)}
            for judge in (1, 2, 3)
        }
        for entry, base in enumerate(quality, 1)
    }
    return given_by(roll(ballots), rules_for(2), order)


def _exact(value):
    return Decimal(str(round(value, 4)))


def figure(made, judge, name):
    (found,) = [one for one in figures(made, fewest=FEW) if one.judge == judge]
    return getattr(found, name)


def test_a_judge_who_gives_more_is_lenient_by_so_many_points():
    lenient = of(add=lambda _e, judge, _c: 1 if judge == 2 else 0)

    found = figure(lenient, 2, "severity")

    assert found == Estimate(pytest.approx(10), pytest.approx(10), pytest.approx(10))
    assert (found.side_of(0), figure(lenient, 1, "severity").side_of(0)) == (1, -1)


def test_a_judge_who_tells_entries_further_apart_has_the_greater_spread():
    wide = of(add=lambda entry, judge, _c: (0.9 if entry % 2 else -0.9) if judge == 3 else 0)

    assert figure(wide, 3, "spread").value < figure(wide, 1, "spread").value
    assert figure(of(), 1, "spread") == Estimate(*[pytest.approx(1)] * 3)


def test_one_impression_on_all_criteria_is_a_halo():
    swayed = of(add=lambda entry, judge, _c: ((entry * 7) % 5) / 5 if judge == 1 else 0)
    sober = of(add=lambda entry, judge, c: (-1) ** (entry // (c + 1)) / 4 if judge == 1 else 0)

    assert figure(swayed, 1, "halo") == Estimate(*[pytest.approx(1)] * 3)
    assert figure(sober, 1, "halo").side_of(0) == 0


def test_a_judge_who_grows_stricter_drifts_by_points_in_ten_entries():
    tired = of(add=lambda entry, judge, _c: -0.05 * entry if judge == 2 else 0)

    assert figure(tired, 2, "drift") == Estimate(*[pytest.approx(-5)] * 3)


def test_the_running_order_is_what_drift_runs_along():
    tired = of(add=lambda entry, judge, _c: -0.05 * entry if judge == 2 else 0, order=ORDER[::-1])

    assert figure(tired, 2, "drift").value == pytest.approx(5)
    assert deviations(tired, 2)[0] == Deviation(12, 1, pytest.approx(64), pytest.approx(70))


def test_of_too_few_entries_nothing_is_told():
    (first, *_others) = figures(of(order=ORDER[:7]), fewest=FEW)

    assert (first.entries, first.severity, first.spread, first.halo, first.drift) == (
        7,
        *[None] * 4,
    )
    assert agreement(of(), ORDER[:7], fewest=FEW) == Agreement(3, 7)


def test_of_two_judges_nobody_can_say_which_one_differs():
    pair = roll({e: {j: {"c0": _exact(e), "c1": _exact(j)} for j in (1, 2)} for e in range(1, 10)})

    found = figures(given_by(pair, rules_for(2), range(1, 10)), fewest=FEW)

    assert [(one.entries, one.severity) for one in found] == [(0, None), (0, None)]


def test_a_ballot_that_lacks_a_mark_is_left_out():
    ballots = dict(crowd(9, 4, 2).ballots)
    ballots[1] = {**ballots[1], 4: {"c0": _exact(5)}}

    made = given_by(roll(ballots), rules_for(2), range(1, 10))

    assert [len(deviations(made, judge)) for judge in (3, 4)] == [9, 8]


def test_judges_who_order_all_alike_agree_wholly():
    assert agreement(of(), ORDER, fewest=FEW) == Agreement(3, 12, Estimate(*[pytest.approx(1)] * 3))


def test_agreement_is_kendalls():
    made = given_by(crowd(12, 2, 2), rules_for(2), ORDER)
    more = given_by(crowd(12, 5, 2), rules_for(2), ORDER)

    found = agreement(more, ORDER, fewest=FEW)

    # W = 12 S / (m² (n³ − n) − m T), computed by hand from ranks with ties.
    assert found.w.value == pytest.approx(_by_hand(more), abs=1e-12)
    assert found.w.low <= found.w.value <= found.w.high
    assert agreement(made, ORDER, fewest=FEW).w is None


def _by_hand(made):
    rows = [[made.totals[e][judge] for e in ORDER] for judge in made.judges]
    m, n = len(rows), len(rows[0])
    ranks = [[sum(y < x for y in r) + (sum(y == x for y in r) + 1) / 2 for x in r] for r in rows]
    sums = [sum(column) for column in zip(*ranks, strict=True)]
    apart = sum((one - sum(sums) / n) ** 2 for one in sums)
    ties = sum(r.count(x) ** 3 - r.count(x) for r in rows for x in set(r))
    return 12 * apart / (m**2 * (n**3 - n) - m * ties)


def test_who_told_nothing_apart_agrees_about_nothing():
    flat = roll({e: {j: {"c0": _exact(5), "c1": _exact(5)} for j in (1, 2, 3)} for e in ORDER})

    made = given_by(flat, rules_for(2), ORDER)

    assert agreement(made, ORDER, fewest=FEW).w is None
    assert figures(made, fewest=FEW)[0].spread == Estimate(1, 1, 1)


def test_a_judge_of_a_few_of_the_entries_does_not_hide_how_the_others_agree():
    ballots = {e: dict(one) for e, one in crowd(12, 4, 2).ballots.items()}
    for entry in range(4, 13):
        del ballots[entry][4]

    found = agreement(given_by(roll(ballots), rules_for(2), ORDER), ORDER, fewest=FEW)

    assert (found.judges, found.entries) == (3, 12)


@given(st.integers(0, 10_000))
@settings(max_examples=25, deadline=None)
def test_the_same_marks_give_the_same_figures_within_their_intervals(seed):
    made = given_by(crowd(12, 5, 3, seed=seed), rules_for(3), ORDER)

    found = figures(made, fewest=FEW)

    assert found == figures(made, fewest=FEW)
    for one in found:
        for estimate in (one.severity, one.drift):
            low, value, high = (astuple(estimate)[n] for n in (1, 0, 2))
            assert low - 1e-9 <= value <= high + 1e-9


def test_two_hundred_entries_of_fifteen_judges_take_less_than_two_seconds():
    import scipy.stats  # noqa: F401 -- loading it once is not what is measured

    made = crowd(200, 15, 10)
    began = process_time()

    given_ = given_by(made, rules_for(10), range(1, 201))
    figures(given_, fewest=FEW)
    agreement(given_, range(1, 201), fewest=FEW)

    assert process_time() - began < 2
