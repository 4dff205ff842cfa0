"""What must hold for any places, prizes and limits."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from awards.allocation import allocate
from awards.outcomes import Candidate, Limits, Outcome, Prize, Reason, UnsettledTie

WAN = 1_000_000  # 10,000 yuan in fen


@st.composite
def _groups(draw: st.DrawFn) -> dict[str, list[Candidate]]:
    groups: dict[str, list[Candidate]] = {}
    for group in draw(st.sampled_from([("x",), ("x", "y")])):
        scores = sorted(draw(st.lists(st.integers(0, 30), max_size=8)), reverse=True)
        groups[group] = [
            Candidate(
                entry=f"{group}{number}",
                enterprise=draw(st.sampled_from("ABCDEF")),
                place=scores.index(score) + 1,
                score=Decimal(score),
            )
            for number, score in enumerate(scores)
        ]
    return groups


@st.composite
def _prize_lists(draw: st.DrawFn) -> list[Prize]:
    amounts = sorted(draw(st.lists(st.integers(0, 100), max_size=3)), reverse=True)
    seats = st.integers(0, 3)
    return [Prize(str(n), f"奖 {n}", draw(seats), amount * WAN) for n, amount in enumerate(amounts)]


LIMITS = st.builds(
    Limits,
    budget_fen=st.integers(0, 500).map(lambda wan: wan * WAN),
    pass_mark=st.none() | st.integers(0, 20).map(Decimal),
    one_award_per_enterprise=st.booleans(),
)
OWN_LIMITS = {
    Reason.ENTERPRISE_ALREADY_AWARDED,
    Reason.OVER_BUDGET,
}


@given(_groups(), st.fixed_dictionaries({"x": _prize_lists(), "y": _prize_lists()}), LIMITS)
def test_no_limit_is_ever_passed_and_a_better_place_loses_only_by_a_named_rule(
    groups, prizes, limits
):
    try:
        outcomes = allocate(groups, prizes, limits)
    except UnsettledTie:
        return  # nothing was given at all

    assert sorted(o.candidate.entry for o in outcomes) == sorted(
        candidate.entry for group in groups.values() for candidate in group
    )
    _assert_within_limits(outcomes, prizes, limits)
    for one, other in combinations(outcomes, 2):
        if one.group == other.group:
            _assert_fair(one, other)


def _assert_within_limits(outcomes, prizes, limits):
    won = [o for o in outcomes if o.prize]
    assert sum(o.amount_fen for o in won) <= limits.budget_fen
    taken = Counter((o.group, o.prize.key) for o in won)
    assert all(taken[group, p.key] <= p.seats for group, listed in prizes.items() for p in listed)
    awards = Counter(o.candidate.enterprise for o in won)
    assert not limits.one_award_per_enterprise or set(awards.values()) <= {1}
    assert all(o.candidate.score >= (limits.pass_mark or 0) for o in won)


def _assert_fair(better: Outcome, worse: Outcome) -> None:
    """``better`` has a place at least as good, as outcomes come in order of place."""
    assert better.amount_fen >= worse.amount_fen or better.reason in OWN_LIMITS
    if better.candidate.place == worse.candidate.place and better.prize != worse.prize:
        assert {better.reason, worse.reason} & OWN_LIMITS
