"""The count of a whole contest, and the gaps that stand in its way: pure."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judging.quorum import Quorum
from judging.readiness import GapKind, gaps
from judging.rules import Trim
from judging.tally import Roll, SeatHeld, count
from judging.tie_decisions import Decision
from tests.judging.rule_sheets import two_dimensions

KEYS = ("novelty", "price")
JUDGES = range(1, 8)


def ballot(marks):
    given = zip(KEYS, marks.split(), strict=True)
    return {key: Decimal(mark) for key, mark in given if mark != "-"}


def roll(ballots, *, seats=None, recused=None, undecided=None, challenge=1, kept=()):
    """Return a roll from entry → judge → "novelty price"; all judges hold a technical seat."""
    seated = seats or {judge: SeatHeld("technical") for of in ballots.values() for judge in of}
    return Roll(
        entries=dict.fromkeys(ballots, challenge),
        seats=dict.fromkeys(ballots, seated),
        recused=recused or {},
        undecided=undecided or {},
        kept=frozenset(kept),
        ballots={
            entry: {judge: ballot(marks) for judge, marks in of.items()}
            for entry, of in ballots.items()
        },
    )


def lines(*args, rules=None, **kwargs):
    counted = count(roll(*args, **kwargs), rules or two_dimensions(), within_challenges=True)
    return {line.entry: line for line in counted}


def kinds(of, quorum=1, fewest=1, rules=None):
    asked = Quorum(quorum, {"commercial": 0})
    return [gap.kind for gap in gaps(of, rules or two_dimensions(), asked, fewest_entries=fewest)]


def test_a_judges_total_is_kept_with_the_line_for_its_spark():
    line = lines({10: {1: "9 8", 2: "8 7"}})[10]

    assert line.detail["judges"] == {
        "1": {"total": "86.00", "dropped": ""},
        "2": {"total": "76.00", "dropped": ""},
    }
    assert (line.score, line.ballots, line.trimmed) == (Decimal("81.00"), 2, False)


def test_dropped_judges_count_as_ballots_and_are_marked():
    marks = {1: "9 9", 2: "8 8", 3: "7 7", 4: "6 6", 5: "1 1"}

    line = lines({10: marks}, rules=two_dimensions(trim=Trim.PER_JUDGE_TOTAL))[10]

    dropped = {judge: told["dropped"] for judge, told in line.detail["judges"].items()}
    assert dropped == {"1": "highest", "2": "", "3": "", "4": "", "5": "lowest"}
    assert (line.score, line.ballots, line.trimmed) == (Decimal("70.00"), 5, True)


def test_an_entry_with_only_incomplete_ballots_has_no_line():
    assert lines({10: {1: "9 -"}, 11: {1: "5 5"}}).keys() == {11}


def test_the_incomplete_and_the_absent_are_named_in_the_detail():
    seats = {judge: SeatHeld("technical") for judge in (1, 2, 3)}

    line = lines({10: {1: "9 8", 2: "8 -"}}, seats=seats, recused={10: frozenset({4})})[10]

    assert {key: line.detail[key] for key in ("incomplete", "absent", "recused")} == {
        "incomplete": [2],
        "absent": [3],
        "recused": [4],
    }


def test_a_lot_orders_only_the_equals_it_was_drawn_for():
    equal = {entry: {1: "8 8"} for entry in (10, 11)} | {12: {1: "9 9"}}
    drawn = Decision("lot", ("12", "11", "10"))

    counted = count(
        roll(equal), two_dimensions(ties=("lot",)), within_challenges=True, decisions=[drawn]
    )

    assert [(line.entry, line.place) for line in counted] == [(12, 1), (11, 2), (10, 3)]


marks_of_entry = st.fixed_dictionaries(
    {}, optional={judge: st.sampled_from(["9 8", "8 8", "7 9", "0 0", "10 10"]) for judge in JUDGES}
)


@given(st.dictionaries(st.integers(1, 6), marks_of_entry, min_size=1), st.sampled_from(Trim))
def test_an_absent_judge_never_counts_as_a_zero(ballots, trim):
    counted = lines(ballots, rules=two_dimensions(trim=trim))

    for entry, of in ballots.items():
        assert (entry in counted) == bool(of)
        if of:
            totals = [Decimal(t["total"]) for t in counted[entry].detail["judges"].values()]
            assert counted[entry].ballots == len(of)
            assert min(totals) <= counted[entry].score <= max(totals)


@given(st.dictionaries(st.integers(1, 6), marks_of_entry, min_size=1))
def test_the_order_in_which_ballots_came_changes_nothing(ballots):
    turned = {entry: dict(reversed(of.items())) for entry, of in reversed(ballots.items())}

    assert lines(ballots) == lines(turned)


def test_a_whole_panel_leaves_no_gap():
    assert kinds(roll({10: {1: "9 8", 2: "8 7"}}), quorum=2) == []


def test_a_missing_ballot_is_a_gap_with_the_judges_number():
    seats = {judge: SeatHeld("technical") for judge in (1, 2)}

    (gap,) = gaps(
        roll({10: {1: "9 8"}}, seats=seats), two_dimensions(), Quorum(1), fewest_entries=1
    )

    assert (gap.kind, gap.entry, gap.judges, gap.needs_reason, gap.forbids) == (
        GapKind.MISSING_BALLOTS,
        10,
        (2,),
        True,
        False,
    )


def test_a_judge_who_left_is_not_waited_for():
    seats = {1: SeatHeld("technical"), 2: SeatHeld("technical", left=True)}

    assert kinds(roll({10: {1: "9 8"}}, seats=seats)) == []


def test_a_recused_judge_is_not_waited_for():
    seats = {judge: SeatHeld("technical") for judge in (1, 2)}

    assert kinds(roll({10: {1: "9 8"}}, seats=seats, recused={10: frozenset({2})})) == []


def test_a_quorum_of_each_kind_is_asked():
    of = roll({10: {1: "9 8", 2: "9 8"}})

    (gap,) = gaps(of, two_dimensions(), Quorum(2, {"commercial": 1}), fewest_entries=1)

    assert (gap.kind, [short.kind for short in gap.shortfalls]) == (
        GapKind.BELOW_QUORUM,
        ["commercial"],
    )


def test_an_incomplete_ballot_does_not_make_a_quorum():
    assert kinds(roll({10: {1: "9 8", 2: "9 -"}}), quorum=2) == [
        GapKind.INCOMPLETE,
        GapKind.BELOW_QUORUM,
    ]


def test_where_each_criterion_has_its_own_n_a_partial_ballot_is_whole():
    rules = two_dimensions(trim=Trim.PER_CRITERION)

    assert kinds(roll({10: {1: "9 -", 2: "- 8"}}), quorum=2, rules=rules) == []


def test_a_mark_above_the_top_of_the_rules_in_force_forbids_the_count():
    (gap,) = gaps(roll({10: {1: "11 8"}}), two_dimensions(), Quorum(1), fewest_entries=1)

    assert (gap.kind, gap.forbids) == (GapKind.OTHER_RULES, True)


def test_an_undecided_recusal_comes_first_and_forbids():
    of = roll({10: {1: "9 8"}}, undecided={10: frozenset({1})})

    found = gaps(of, two_dimensions(), Quorum(2), fewest_entries=3)

    assert [gap.kind for gap in found] == [
        GapKind.UNDECIDED_RECUSAL,
        GapKind.BELOW_QUORUM,
        GapKind.FEW_ENTRIES,
    ]
    assert [gap.forbids for gap in found] == [True, False, False]


@pytest.mark.parametrize(
    ("kept", "kind", "needs_reason"),
    [(frozenset(), GapKind.FEW_ENTRIES, True), (frozenset({1}), GapKind.FEW_KEPT, False)],
)
def test_few_entries_need_a_reason_until_somebody_decides_to_keep_them(kept, kind, needs_reason):
    of = roll({10: {1: "9 8"}}, kept=kept)

    (gap,) = gaps(of, two_dimensions(), Quorum(1), fewest_entries=3)

    assert (gap.kind, gap.forbids, gap.needs_reason, gap.entries) == (kind, False, needs_reason, 1)


def test_an_entry_without_a_session_has_nobody_to_mark_it():
    bare = Roll(entries={10: 1}, seats={}, recused={}, undecided={}, ballots={})

    assert kinds(bare) == [GapKind.NO_SESSION, GapKind.BELOW_QUORUM]
