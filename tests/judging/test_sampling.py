"""Drawing from a public seed: anybody gets the same, and the chances are those of the urn."""

from fractions import Fraction
from hashlib import sha256
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judging.sampling import chance_of_missing, frame_digest, key_of, percent, sampled

UUIDS = st.sets(st.uuids().map(str), min_size=1, max_size=30)


def test_a_key_is_what_sha256sum_says():
    assert key_of("u", "4136") == sha256(b"4136\nu").hexdigest()


@given(UUIDS, st.text(min_size=1), st.integers(1, 40))
def test_the_order_of_the_list_does_not_matter(uuids, seed, size):
    drawn = sampled(sorted(uuids), seed=seed, size=size)

    assert drawn == sampled(sorted(uuids, reverse=True), seed=seed, size=size)
    assert [one.place for one in drawn] == list(range(1, min(size, len(uuids)) + 1))
    assert [one.key for one in drawn] == sorted(key_of(u, seed) for u in uuids)[:size]


@given(UUIDS, st.text(min_size=1), st.integers(1, 10))
def test_more_drawn_by_the_same_seed_keeps_those_drawn_before(uuids, seed, size):
    assert sampled(uuids, seed=seed, size=size + 3)[:size] == sampled(uuids, seed=seed, size=size)


def test_a_list_has_one_digest_in_whatever_order():
    assert frame_digest(["b", "a"]) == sha256(b"a\nb").hexdigest()


@pytest.mark.parametrize(("altered", "drawn"), [(1, 1), (2, 3), (3, 2), (4, 5), (0, 3), (6, 1)])
def test_the_chance_of_missing_is_counted_out(altered, drawn):
    hands = list(combinations(range(6), drawn))
    missed = sum(all(ballot >= altered for ballot in hand) for hand in hands)

    assert chance_of_missing(altered, among=6, drawn=drawn) == Fraction(missed, len(hands))


def test_more_altered_or_drawn_than_there_are_has_no_chance():
    with pytest.raises(ValueError, match="more than there are"):
        chance_of_missing(7, among=6, drawn=1)


@pytest.mark.parametrize(
    ("chance", "said"),
    [
        (Fraction(0), "0.0%"),
        (Fraction(1), "100.0%"),
        (Fraction(1, 3), "33.3%"),
        (Fraction(1, 2000), "< 0.1%"),
        (Fraction(125, 1000), "12.5%"),
    ],
)
def test_a_small_chance_is_never_printed_as_none(chance, said):
    assert percent(chance) == said
