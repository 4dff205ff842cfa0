"""The field list every body starts with."""

from __future__ import annotations

from collections import Counter

from contest.fields_seed import EXPLORATORY, FIELDS, GOVERNANCE, INDUSTRY, LIVELIHOOD


def test_three_groups_of_four_and_three_exploratory_fields():
    sizes = Counter(field.group for field in FIELDS)

    assert sizes == {INDUSTRY: 4, GOVERNANCE: 4, LIVELIHOOD: 4, EXPLORATORY: 3}


def test_no_field_shares_its_key_or_its_name():
    assert len({field.key for field in FIELDS}) == len(FIELDS)
    assert len({field.name for field in FIELDS}) == len(FIELDS)
