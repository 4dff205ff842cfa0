"""Potential recusals, found from where a judge worked."""

from datetime import date

import pytest

from judging.matching import Employer, Party, Tie, looks_back_to, potential, ties

TODAY = date(2026, 3, 2)
LEAD = Party("91350100M000100Y43", "甲公司", "lead")
MEMBER = Party("91330200MA0000004X", "丙公司", "member")
ISSUER = Party("91330200MA0000002P", "地铁集团", "issuer")


def employer(party, ended_on=None):
    return Employer(party.uscc, party.name, ended_on)


@pytest.mark.parametrize("party", [LEAD, MEMBER, ISSUER])
def test_an_employer_with_any_part_in_the_entry_is_a_tie(party):
    found = ties([employer(party)], [LEAD, MEMBER, ISSUER], on=TODAY)

    assert found == (Tie(employer(party), party),)


@pytest.mark.parametrize(
    ("ended_on", "counts"),
    [
        (None, True),
        (date(2027, 1, 1), True),
        (date(2023, 3, 2), True),
        (date(2023, 3, 1), False),
    ],
)
def test_three_years_are_looked_back(ended_on, counts):
    assert bool(ties([employer(LEAD, ended_on)], [LEAD], on=TODAY)) is counts


def test_a_leap_day_looks_back_to_the_last_of_february():
    assert looks_back_to(date(2028, 2, 29)) == date(2025, 2, 28)


def test_the_same_name_under_another_code_is_no_tie():
    assert ties([Employer("91330200MA0000003T", "甲公司")], [LEAD], on=TODAY) == ()


def test_a_code_typed_in_small_letters_is_the_same_code():
    assert ties([Employer(LEAD.uscc.lower(), "甲公司")], [LEAD], on=TODAY)


def test_an_unknown_code_is_nobodys():
    assert ties([Employer("", "未填")], [Party("", "未填", "member")], on=TODAY) == ()


def test_only_the_pairs_asked_for_are_looked_at():
    judges = {1: [employer(LEAD)], 2: [employer(LEAD)]}
    entries = {7: [LEAD], 8: [ISSUER]}

    found = potential(judges, entries, pairs=[(1, 7), (1, 8), (3, 7)], on=TODAY)

    assert list(found) == [(1, 7)]
