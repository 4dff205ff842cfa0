"""The verifiable draw: what is drawn, that nobody could choose it, and that anybody can redo it."""

import subprocess
from collections import Counter
from hashlib import sha256
from math import factorial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judging.draw import checks_of, commitment_to, draw, key_of, new_salt, normal_number

SALT = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
NUMBER = "3912.45"
NUMBERS = st.lists(st.text("0123456789-AB", min_size=1, max_size=12), unique=True, max_size=20)
SALTS = st.text("0123456789abcdef", min_size=64, max_size=64)
ANNOUNCED = st.text(min_size=1).map(normal_number)


def order(entries, *, salt=SALT, number=NUMBER):
    return [drawn.entry for drawn in draw(entries, salt=salt, number=number)]


def record(entries=("A", "B", "C")):
    lines = draw(entries, salt=SALT, number=NUMBER)
    return {
        "salt": SALT,
        "commitment": commitment_to(SALT),
        "number": NUMBER,
        "entries": list(entries),
        "order": [{"place": d.place, "entry": d.entry, "key": d.key} for d in lines],
    }


def holds(told):
    return {check.claim: check.holds for check in checks_of(told)}


def test_a_salt_is_thirty_two_random_bytes():
    salts = {new_salt() for _ in range(50)}

    assert len(salts) == 50
    assert {len(bytes.fromhex(salt)) for salt in salts} == {32}


def test_the_key_is_the_formula_and_nothing_else():
    assert key_of("2026-01-003", salt=SALT, number=NUMBER) == (
        sha256(f"{SALT}\n{NUMBER}\n2026-01-003".encode()).hexdigest()
    )


def test_the_command_line_of_the_docstring_gives_the_same_key():
    line = f"printf '%s\\n%s\\n%s' '{SALT}' '上证 3912.45' '2026-01-003' | sha256sum"
    told = subprocess.check_output(line, shell=True, text=True)  # noqa: S602 -- what a reader types

    assert told.split()[0] == key_of("2026-01-003", salt=SALT, number="上证 3912.45")


@given(NUMBERS, SALTS, ANNOUNCED)
def test_every_entry_is_drawn_once_in_ascending_order_of_keys(entries, salt, number):
    lines = draw(entries, salt=salt, number=number)

    assert sorted(d.entry for d in lines) == sorted(entries)
    assert [d.place for d in lines] == list(range(1, len(entries) + 1))
    assert [d.key for d in lines] == sorted(d.key for d in lines)


@given(NUMBERS, SALTS, ANNOUNCED, st.randoms())
def test_the_order_of_the_list_does_not_matter(entries, salt, number, random):
    shuffled = random.sample(entries, len(entries))

    assert order(shuffled, salt=salt, number=number) == order(entries, salt=salt, number=number)


@given(NUMBERS.filter(bool), SALTS, ANNOUNCED, st.data())
def test_who_leaves_changes_nothing_for_those_who_remain(entries, salt, number, data):
    gone = data.draw(st.sampled_from(entries))
    before = order(entries, salt=salt, number=number)

    after = order([e for e in entries if e != gone], salt=salt, number=number)

    assert after == [entry for entry in before if entry != gone]


@given(SALTS, SALTS, ANNOUNCED, ANNOUNCED)
def test_another_salt_or_number_gives_other_keys(salt, other_salt, number, other_number):
    key = key_of("A", salt=salt, number=number)

    assert (key_of("A", salt=other_salt, number=number) == key) == (other_salt == salt)
    assert (key_of("A", salt=salt, number=other_number) == key) == (other_number == number)
    assert (commitment_to(salt) == commitment_to(other_salt)) == (other_salt == salt)


def test_every_order_is_equally_likely():
    tries, entries = 6000, ("A", "B", "C", "D")

    seen = Counter(tuple(order(entries, number=str(n))) for n in range(tries))

    expected = tries / factorial(len(entries))
    deviation = sum((count - expected) ** 2 / expected for count in seen.values())
    assert len(seen) == factorial(len(entries))
    assert deviation < 49.7  # chi-square with 23 degrees of freedom, 0.1 %


@pytest.mark.parametrize(
    ("typed", "hashed"),
    [
        (" 3912.45 ", "3912.45"),
        ("３９１２．４５", "3912.45"),
        ("上证　3912.45\n", "上证 3912.45"),
        ("3,912.45", "3,912.45"),
    ],
)
def test_a_public_number_is_taken_as_announced_but_for_width_and_spaces(typed, hashed):
    assert normal_number(typed) == hashed


@given(st.text())
def test_a_normal_number_stays_as_it_is(typed):
    assert normal_number(normal_number(typed)) == normal_number(typed)


def test_a_true_record_holds():
    assert set(holds(record()).values()) == {True}


@pytest.mark.parametrize(
    ("part", "value", "broken"),
    [
        ("salt", SALT[::-1], {"commitment", "keys", "order"}),
        ("commitment", "0" * 64, {"commitment"}),
        ("number", "3912.46", {"keys", "order"}),
        ("number", " 3912.45", {"number", "keys", "order"}),
        ("entries", ["A", "B"], {"keys", "order"}),
        ("entries", ["A", "B", "C", "C"], {"entries"}),
        ("order", record()["order"][::-1], {"order"}),
    ],
)
def test_a_changed_record_does_not_hold(part, value, broken):
    told = holds(record() | {part: value})

    assert {claim for claim, true in told.items() if not true} == broken
