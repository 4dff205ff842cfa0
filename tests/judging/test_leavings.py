"""The order with the fewest leavings, against trying every order."""

from itertools import permutations
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judging import leavings as module
from judging.leavings import fewest_leavings, leavings

JUDGES = st.frozensets(st.integers(1, 4), max_size=3)
FEW = st.dictionaries(st.integers(1, 20), JUDGES, max_size=6)
MANY = st.dictionaries(
    st.integers(1, 60), st.frozensets(st.integers(1, 9), max_size=4), min_size=12, max_size=40
)


def sets(**judges):
    return {n: frozenset(map(int, who)) for n, who in enumerate(judges.values(), 1)}


@pytest.mark.parametrize(
    ("order", "count"),
    [([1, 2, 3], 3), ([1, 3, 2], 2), ([2, 1, 3], 2), ([1], 1), ([2], 1), ([], 0)],
)
def test_a_leaving_is_the_start_of_a_run(order, count):
    assert leavings(order, sets(a="1", b="2", c="1")) == count


def test_a_judge_who_comes_back_leaves_again():
    recused = sets(a="1", b="", c="1")

    assert leavings([1, 2, 3], recused) == 2
    assert leavings(fewest_leavings([1, 2, 3], recused), recused) == 1


def test_entries_without_recusals_come_first_as_they_stand():
    recused = sets(a="1", b="", c="2", d="", e="1")

    assert fewest_leavings([1, 2, 3, 4, 5], recused) == [2, 4, 1, 5, 3]


def test_an_order_that_is_good_stays():
    assert fewest_leavings([3, 1, 2], sets(a="1", b="1", c="")) == [3, 1, 2]
    assert fewest_leavings([1, 3, 2], sets(a="1", b="", c="")) == [1, 3, 2]


@given(FEW, st.randoms())
@settings(max_examples=150, deadline=None)
def test_no_order_has_fewer_leavings(recused, random):
    order = random.sample(sorted(recused), len(recused))

    found = fewest_leavings(order, recused)

    assert sorted(found) == sorted(order)
    assert leavings(found, recused) == min(
        leavings(other, recused) for other in permutations(order)
    )


@given(MANY, st.randoms())
@settings(max_examples=40, deadline=None)
def test_many_entries_never_get_worse_and_the_answer_is_the_same_each_time(recused, random):
    order = random.sample(sorted(recused), len(recused))

    found = fewest_leavings(order, recused)

    assert sorted(found) == sorted(order)
    assert leavings(found, recused) <= leavings(order, recused)
    assert fewest_leavings(order, recused) == found
    assert fewest_leavings(found, recused) == found or leavings(
        fewest_leavings(found, recused), recused
    ) < leavings(found, recused)


@given(FEW, st.randoms())
@settings(max_examples=80, deadline=None)
def test_what_is_near_is_nearly_as_good(recused, random):
    order = random.sample(sorted(recused), len(recused))
    best = leavings(fewest_leavings(order, recused), recused)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "EXACT", 0)
        found = fewest_leavings(order, recused)

    assert best <= leavings(found, recused) <= best + 1


def test_an_evening_of_many_entries_is_ordered_at_once():
    recused = {n: frozenset({n % 7, n % 5 + 10, n % 3 + 20}) for n in range(60)}
    began = perf_counter()

    fewest_leavings(list(recused), recused)

    assert perf_counter() - began < 5
