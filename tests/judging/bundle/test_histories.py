"""The versions of a ballot, followed through the lines of the log."""

import io

import pytest

from judging.bundle.histories import Bound, Histories
from judging.receipts import content_of

KEYS = {1: {11: "novelty", 12: "cost"}, 2: {21: "novelty", 22: "cost"}}
BALLOT = {
    "uuid": [None, "u"],
    "entry_id": [None, 5],
    "judge_id": [None, 7],
    "rule_sheet_id": [None, 1],
    "state": [None, "draft"],
}


@pytest.fixture
def histories():
    return Histories(KEYS, io.BytesIO())


def content(state, **marks):
    given = {"novelty": None, "cost": None, **marks}
    return content_of(uuid="u", entry=5, judge=7, state=state, marks=given)


def follow(histories, *lines):
    for sequence, (binds, changes) in enumerate(lines, 1):
        histories.follow({"sequence": sequence, "binds": binds, "changes": changes})
    return list(histories.of(1))


def points(old, new):
    return {"points": [old, new]}


def test_marks_come_change_and_go(histories):
    versions = follow(
        histories,
        (None, {"ballot:1": BALLOT, "mark:1-11": points(None, "5")}),
        (None, {"mark:1-11": points("5.00", "6.5"), "mark:1-12": points(None, "0")}),
        (None, {"mark:1-11": {"criterion_id": [11, None], "points": ["6.50", None]}}),
    )

    assert [version["marks"] for version in versions] == [
        {"novelty": "5.00", "cost": None},
        {"novelty": "6.50", "cost": "0.00"},
        {"novelty": None, "cost": "0.00"},
    ]


def test_a_version_has_a_content_only_where_its_line_bound_just_that(histories):
    draft = content("draft", novelty="5.00")

    versions = follow(
        histories,
        (draft, {"ballot:1": BALLOT, "mark:1-11": points(None, "5")}),
        ("ab" * 32, {"ballot:1": {"state": ["draft", "void"]}}),
    )

    assert [(v["state"], v["content"]) for v in versions] == [("draft", draft), ("void", None)]
    assert histories.bound == {1: Bound(1, draft)}


def test_marks_carried_over_to_new_criteria_keep_their_points_also_crosswise(histories):
    versions = follow(
        histories,
        (
            None,
            {"ballot:1": BALLOT, "mark:1-11": points(None, "5"), "mark:1-12": points(None, "7")},
        ),
        (
            None,
            {
                "ballot:1": {"rule_sheet_id": [1, 2]},
                "mark:1-21": {"criterion_id": [11, 21]},
                "mark:1-22": {"criterion_id": [12, 22]},
            },
        ),
        (
            None,
            {"mark:1-21": {"criterion_id": [22, 21]}, "mark:1-22": {"criterion_id": [21, 22]}},
        ),
    )

    assert [version["marks"] for version in versions[1:]] == [
        {"novelty": "5.00", "cost": "7.00"},
        {"novelty": "7.00", "cost": "5.00"},
    ]


def test_a_ballot_whose_beginning_is_told_elsewhere_has_no_versions(histories):
    assert follow(histories, (None, {"mark:1-11": points("5", "6")})) == []


def test_what_is_not_of_this_ballot_makes_no_version(histories):
    versions = follow(
        histories,
        (None, {"ballot:1": BALLOT}),
        (None, {"ballot:2": {**BALLOT, "uuid": [None, "w"]}, "entry:1": {"title": ["a", "b"]}}),
    )

    assert [version["sequence"] for version in versions] == [1]
