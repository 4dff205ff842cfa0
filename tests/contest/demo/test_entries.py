"""The demo's entries: sixty different proposals."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest

from contest.demo.challenges import CHALLENGES
from contest.demo.entries import ENTRIES, Entry
from contest.demo.organisations import ENTERPRISES, ORGANISATIONS

PARTS = ("understanding", "solution", "originality", "feasibility", "evaluation", "team")

every_entry = pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e.key)


def test_sixty_entries_in_every_state_an_entry_can_end_in():
    states = Counter(entry.status for entry in ENTRIES)

    assert states == {
        "admitted": 42,
        "submitted": 10,
        "draft": 3,
        "refused": 2,
        "withdrawn": 1,
        "no_show": 1,
        "disqualified": 1,
    }


def test_every_enterprise_enters_something_and_every_challenge_is_entered():
    assert {e.enterprise for e in ENTRIES} == {e.key for e in ENTERPRISES}
    assert {e.challenge for e in ENTRIES} == {c.key for c in CHALLENGES}


def test_an_organisation_takes_part_in_a_challenge_once():
    parts = Counter(
        (entry.challenge, key)
        for entry in ENTRIES
        for key in (entry.enterprise, *(m.organisation for m in entry.members))
    )

    assert [part for part, times in parts.items() if times > 1] == []


def test_fewer_than_three_entries_are_admitted_for_one_challenge():
    admitted = Counter(e.challenge for e in ENTRIES if e.status in {"admitted", "submitted"})

    assert [c for c, n in admitted.items() if n < 3] == ["university", "guarantee"]


@every_entry
def test_every_part_is_written(entry: Entry):
    written = [getattr(entry, part) for part in PARTS]

    assert [text for text in written if not text.endswith("。")] == []
    assert [text for text in written if not 1 <= text.count("。") <= 4] == []
    assert entry.title
    assert entry.summary.endswith("。")


@every_entry
def test_an_end_before_the_marks_has_its_reason(entry: Entry):
    ended = entry.status in {"refused", "withdrawn", "no_show", "disqualified"}

    assert bool(entry.reason) == ended


@every_entry
def test_members_have_a_code_and_a_share_of_the_work(entry: Entry):
    assert len(entry.members) <= 4
    for member in entry.members:
        assert ORGANISATIONS[member.organisation].code
        assert member.share_of_work


def test_several_entries_are_consortia():
    assert sum(1 for entry in ENTRIES if entry.members) >= 15


@pytest.mark.parametrize("part", ["title", "summary", *PARTS[:-1]])
def test_no_two_entries_read_alike(part: str):
    pairs = combinations((getattr(entry, part) for entry in ENTRIES), 2)

    assert [pair for pair in pairs if _likeness(*pair) > 0.5] == []


def _likeness(one: str, other: str) -> float:
    """Return the share of character pairs that two texts have in common."""
    pairs_of_one, pairs_of_other = ({t[i : i + 2] for i in range(len(t))} for t in (one, other))
    return len(pairs_of_one & pairs_of_other) / len(pairs_of_one | pairs_of_other)
