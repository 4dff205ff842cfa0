"""A log that holds, and a result that does not follow from it: not the published result."""

import pytest

from judging import verifier
from tests.judging.verifier.forging import Forgery, remarks

NOT_THE_RESULT = "other"


@pytest.fixture
def forgery():
    return Forgery()


def logged(forgery, kind, key, **values):
    """Let the log tell false values from the start: whoever wrote them wrote the log too."""
    for line in forgery.book.lines:
        for name, value in values.items():
            told = line["changes"].get(f"{kind}:{key}", {})
            if name in told and told[name][1] is not None:
                told[name][1] = value
    forgery.book.rehash()
    forgery.book.heads.clear()
    forgery.head = forgery.book.head()
    forgery.relog()


def test_standings_of_another_edition_are_not_the_published_ones(forgery):
    first, last = forgery.editions[0], forgery.published
    last["lines"], last["digest"] = first["lines"], first["digest"]

    assert "edition_line" in forgery.found()[NOT_THE_RESULT]


@pytest.mark.parametrize(
    ("column", "value"),
    [("score", "99.99"), ("place", 3), ("technical", "1.00"), ("tied", True), ("ballots", 99)],
)
def test_a_line_that_was_written_falsely_everywhere_is_found_by_counting(forgery, column, value):
    edition = forgery.published
    line = next(line for line in edition["lines"] if str(line[column]) != str(value))
    line[column] = value
    logged(forgery, "standing", f"{edition['id']}-{line['entry']}", **{column: value})

    kinds = forgery.found()

    assert kinds == {NOT_THE_RESULT: kinds[NOT_THE_RESULT]}
    assert "edition_line" in kinds[NOT_THE_RESULT]


def test_a_digest_that_is_not_of_the_lines_is_found(forgery):
    edition = forgery.published
    edition["digest"] = "ab" * 32
    logged(forgery, "edition", edition["id"], digest="ab" * 32)

    assert forgery.found() == {NOT_THE_RESULT: {"edition_digest"}}


def test_what_explains_a_line_is_counted_again_too(forgery):
    line = forgery.published["lines"][0]
    key = next(iter(line["detail"]["criteria"]))
    line["detail"]["criteria"][key]["mean"] = "1.23"

    assert "edition_detail" in forgery.found()[NOT_THE_RESULT]


def test_an_entry_left_out_of_the_standings_is_missed(forgery):
    del forgery.published["lines"][0]

    assert "edition_entry" in forgery.found()[NOT_THE_RESULT]


def test_two_published_editions_are_one_too_many(forgery):
    forgery.editions[0]["state"] = "published"

    assert "published" in forgery.found()[NOT_THE_RESULT]


def test_a_ballot_that_is_missing_without_explanation_is_told(forgery):
    absent = [line for line in forgery.published["lines"] if line["detail"]["absent"]]
    absent[0]["detail"]["absent"] = []

    assert "gap" in forgery.found()["incomplete"]


def test_a_ballot_of_a_recused_judge_that_is_not_void_is_told(forgery):
    recusal = next(row for row in forgery.recusals if row["state"] == "confirmed")
    ballot = forgery.ballots[0]
    ballot["entry"], ballot["judge"], ballot["state"] = (
        recusal["entry"],
        recusal["judge"],
        "submitted",
    )

    assert "recused_ballot" in forgery.found()[NOT_THE_RESULT]


def test_marks_changed_after_submission_without_an_amendment_are_told(forgery):
    forgery.amendments.clear()

    assert forgery.found()[NOT_THE_RESULT] == {"changed_after"}


def test_an_amendment_needs_two_people_who_are_not_its_judge(forgery):
    forgery.amendments[0]["cosigned_by"] = forgery.amendments[0]["judge"]

    assert forgery.found() == {NOT_THE_RESULT: {"amended_alone"}}


def test_an_amendment_says_what_it_changed_and_changed_it(forgery):
    amendment = forgery.amendments[0]
    amendment["after"] = dict.fromkeys(amendment["after"], "0.01")
    assert forgery.found() == {"altered": {"amendment_marks"}}

    amendment["applied_sequence"] = 1
    assert "amendment_unmade" in forgery.found()["incomplete"]


def test_standings_with_a_tie_that_nobody_decided_are_no_result(forgery):
    forgery.published["lines"][0]["decided_by"] = "awaiting:lot"

    assert "undecided" in forgery.found()["other"]


def test_two_rule_sheets_in_force_are_one_too_many(forgery):
    forgery.rules.append({**forgery.rules[0], "id": 999})

    assert {"seals_many", "row_untold"} <= forgery.found()["altered"]


def test_a_plan_whose_names_were_changed_since_is_pointed_out(forgery):
    assert "plan_names" in remarks(forgery.packed())  # invented plans have no digest


def test_an_entry_that_no_edition_has_cannot_be_planned(forgery):
    plan = forgery.awards["plans"][0]
    plan["lines"].append({**plan["lines"][0], "entry": forgery.entries[0]["id"] + 1})

    assert "plan_extra" in forgery.found()["other"]


def test_what_was_approved_although_equals_lay_across_the_seat_is_told(forgery):
    for line in forgery.published["lines"]:
        line["place"] = 1
    forgery.parts.contest["one_award_per_enterprise"] = False

    assert "plan_tie" in forgery.found()["other"]


def test_a_judge_who_is_not_listed_is_missed(forgery):
    del forgery.judges[0]

    assert forgery.found() == {"incomplete": {"judge_missing"}}


# --- money


def give(forgery, **values):
    """Change a standing award, its plan's line and the log alike."""
    award = forgery.standing
    award |= values
    plan = next(plan for plan in forgery.awards["plans"] if plan["id"] == award["plan"])
    line = next(line for line in plan["lines"] if line["entry"] == award["entry"])
    line |= values
    logged(forgery, "award", award["id"], **values)
    logged(forgery, "planline", f"{plan['id']}-{line['entry']}", **values)


def test_an_award_above_the_cap_is_told(forgery):
    give(forgery, amount_fen=100_000_001)

    kinds = forgery.found()

    assert {"over_the_cap", "plan_line"} <= kinds[NOT_THE_RESULT]
    assert kinds.keys() == {NOT_THE_RESULT}


def test_a_fen_too_much_is_told(forgery):
    give(forgery, amount_fen=forgery.standing["amount_fen"] + 1)

    assert forgery.found() == {NOT_THE_RESULT: {"plan_line"}}


def test_awards_above_the_budget_are_told(forgery):
    forgery.parts.contest["budget_fen"] = 1

    assert "over_budget" in forgery.found()[NOT_THE_RESULT]


def test_an_award_that_no_plan_gives_is_told(forgery):
    forgery.standing["prize"] = 99

    assert "unplanned" in forgery.found()[NOT_THE_RESULT]


def test_a_plan_that_was_not_approved_gives_nothing(forgery):
    forgery.awards["plans"][0]["state"] = "returned"

    assert "unplanned" in forgery.found()[NOT_THE_RESULT]


def test_more_awards_than_seats_or_than_one_an_entry_are_told(forgery):
    forgery.awards["awards"].append({**forgery.standing, "id": 999})

    kinds = forgery.found()[NOT_THE_RESULT]

    assert {"awarded_twice", "over_seats"} <= kinds


def test_a_second_award_of_an_enterprise_is_told_where_one_is_allowed(forgery):
    for entry in forgery.entries:
        entry["enterprise"]["id"] = 1
    forgery.parts.contest["one_award_per_enterprise"] = True

    assert "enterprise_twice" in forgery.found()[NOT_THE_RESULT]


def test_a_tie_across_the_last_seat_stops_an_allocation():
    prize = {"id": 1, "amount_fen": 100}
    equals = [
        {"entry": n, "enterprise": n, "place": 1, "score": "9", "left": False} for n in (1, 2)
    ]
    allocation = verifier.Allocation(1000, one_each=True, pass_mark=None)
    allocation.admit(0, equals, set())

    with pytest.raises(verifier.Tie):
        allocation.fill(0, prize, 1)


def test_editions_left_out_are_missed(forgery):
    forgery.editions.clear()

    assert "row_missing" in forgery.found()["incomplete"]
