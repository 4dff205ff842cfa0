"""The rule sheet a new contest starts with."""

from __future__ import annotations

from decimal import Decimal

import pytest

from judging.template import COMMERCIAL, STANDARD, TECHNICAL, Criterion


def test_the_weights_add_up_to_a_hundred():
    assert sum(dimension.weight for dimension in STANDARD.dimensions) == 100
    assert sum(criterion.weight for criterion in STANDARD.criteria) == 100


@pytest.mark.parametrize(("dimension", "weight"), [(TECHNICAL, 60), (COMMERCIAL, 40)])
def test_a_dimension_weighs_as_much_as_its_criteria(dimension: str, weight: int):
    criteria = [c.weight for c in STANDARD.criteria if c.dimension == dimension]

    assert sum(criteria) == weight
    assert {d.key: d.weight for d in STANDARD.dimensions}[dimension] == weight


@pytest.mark.parametrize("criterion", STANDARD.criteria, ids=lambda c: c.key)
def test_every_possible_mark_lies_in_exactly_one_of_four_bands(criterion: Criterion):
    steps = int(criterion.top / criterion.step)
    marks = [criterion.step * i for i in range(steps + 1)]

    bands = [[a.label for a in criterion.anchors if a.low <= mark <= a.high] for mark in marks]

    assert [len(band) for band in bands] == [1] * len(marks)
    assert len({label for (label,) in bands}) == 4


def test_originality_is_weighed():
    assert [c.key for c in STANDARD.criteria if c.weighs_originality] == ["novelty"]


def test_the_standard_panel_is_odd_and_can_lose_two_judges_and_still_trim():
    assert STANDARD.judges % 2 == 1
    assert STANDARD.judges - 2 >= STANDARD.quorum >= STANDARD.min_to_trim
    assert Decimal(60) == STANDARD.pass_mark
