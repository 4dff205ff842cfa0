"""The demo's judges and their recusals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from contest.demo.challenges import BY_KEY as CHALLENGE
from contest.demo.entries import BY_KEY as ENTRY
from contest.demo.judges import JUDGES, KEPT_AWAY, RECUSALS, Judge
from contest.demo.marks import free_judges
from contest.demo.organisations import ORGANISATIONS
from contest.demo.sessions import sessions
from judging.template import STANDARD
from tests.contest.demo.days import TODAY

LOOK_BACK = timedelta(days=3 * 365)
JUDGE = {judge.username: judge for judge in JUDGES}


def test_nine_judges_of_two_kinds():
    assert Counter(judge.kind for judge in JUDGES) == {"technical": 5, "commercial": 4}


def test_found_recusals_are_those_that_credit_codes_tell():
    told = {
        (judge, entry)
        for session in sessions(TODAY)
        for entry in session.entries
        for judge in session.judges
        if ENTRY[entry].status == "admitted"
        and _codes_of_employers(JUDGE[judge]) & set(_codes_of_entry(entry))
    }

    assert told == {(r.judge, r.entry) for r in RECUSALS if r.origin == "found"}


def test_an_employer_left_more_than_three_years_ago_recuses_nobody():
    left_long_ago = [e for e in JUDGE["judge07"].employers if e.ended_months_ago > 36]

    assert [e.organisation for e in left_long_ago] == ["bozhi"]
    assert "port-bozhi" in ENTRY
    assert ("judge07", "port-bozhi") not in KEPT_AWAY


def test_recusals_come_from_all_three_sides_and_end_in_all_three_ways():
    assert {r.origin for r in RECUSALS} == {"found", "declared", "requested"}
    assert {r.decision for r in RECUSALS} == {"confirmed", "dismissed", "potential"}


def test_a_dismissed_recusal_keeps_nobody_away_and_an_undecided_one_does():
    kept = {(r.decision, (r.judge, r.entry) in KEPT_AWAY) for r in RECUSALS}

    assert kept == {("confirmed", True), ("dismissed", False), ("potential", True)}


def test_a_decision_has_a_reason_and_nothing_else_has():
    assert [r for r in RECUSALS if bool(r.reason) != (r.decision != "potential")] == []


def test_every_panel_keeps_its_quorum():
    for session in sessions(TODAY):
        for entry in session.entries:
            kinds = Counter(JUDGE[judge].kind for judge in free_judges(session, entry))
            assert kinds.total() >= STANDARD.quorum
            assert min(kinds.values()) >= STANDARD.quorum_per_kind


def _codes_of_employers(judge: Judge) -> set[str]:
    spans = ((e.organisation, e.dates(TODAY)[1]) for e in judge.employers)
    return {
        ORGANISATIONS[key].code for key, left in spans if left is None or left >= TODAY - LOOK_BACK
    }


def _codes_of_entry(key: str) -> Iterator[str]:
    entry = ENTRY[key]
    yield ORGANISATIONS[entry.enterprise].code
    yield ORGANISATIONS[CHALLENGE[entry.challenge].issuer].code
    yield from (ORGANISATIONS[member.organisation].code for member in entry.members)
