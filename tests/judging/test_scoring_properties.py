"""What must hold for any marks: range, order, monotony, exactness."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from judging.ranking import rank
from judging.rules import Criterion, RoundOrder, Rules, Trim
from judging.scoring import Ballot, score_entry

KEYS = ("novelty", "plan", "price")
WEIGHTS = ("0.37", "33.3", "20")
LINES = tuple(
    Criterion(key, "commercial" if key == "price" else "technical", Decimal(10), Decimal(weight))
    for key, weight in zip(KEYS, WEIGHTS, strict=True)
)
RULES = st.builds(
    Rules,
    criteria=st.just(LINES),
    trim=st.sampled_from(Trim),
    trim_each_end=st.sampled_from([1, 2]),
    round_order=st.sampled_from(RoundOrder),
    ties=st.just(("dimension:technical", "criterion:price", "share")),
)
MARK = st.integers(0, 1000).map(lambda hundredths: Decimal(hundredths) / 100)
FULL_BALLOT = st.fixed_dictionaries(dict.fromkeys(KEYS, MARK))
BALLOT = st.fixed_dictionaries(dict.fromkeys(KEYS, st.none() | MARK))


def _panels(ballot: st.SearchStrategy[Ballot]) -> st.SearchStrategy[dict[str, Ballot]]:
    return st.lists(ballot, min_size=1, max_size=8).map(
        lambda given: {f"judge {number}": marks for number, marks in enumerate(given)}
    )


def _half_up(value: Fraction) -> Decimal:
    """Round by another road than the engine: through a decimal wide enough to be exact."""
    tenth_of_a_cent = Decimal((value * 1000).__floor__()) / 1000
    return tenth_of_a_cent.quantize(Decimal("0.01"), ROUND_HALF_UP)


@given(_panels(BALLOT), RULES)
def test_a_mean_never_leaves_the_range_of_the_marks(ballots, rules):
    score = score_entry(ballots, rules)

    for key, part in score.criteria.items():
        marks = [mark for ballot in ballots.values() if (mark := ballot[key]) is not None]
        assert part.mean is None or min(marks) <= part.mean <= max(marks)


@given(_panels(BALLOT), RULES, st.randoms(use_true_random=False))
def test_the_order_and_the_names_of_the_judges_do_not_matter(ballots, rules, random):
    judges = list(ballots)
    random.shuffle(judges)
    renamed = {f"expert {judge[::-1]}": ballots[judge] for judge in judges}

    score, other = score_entry(ballots, rules), score_entry(renamed, rules)

    assert (score.total, score.dimensions) == (other.total, other.dimensions)
    assert {k: (s.panel.n, s.score) for k, s in score.criteria.items()} == {
        k: (s.panel.n, s.score) for k, s in other.criteria.items()
    }


@given(_panels(FULL_BALLOT), RULES)
def test_the_judges_left_out_are_as_many_at_each_end_and_nobody_is_lost(ballots, rules):
    out = rules.trim_each_end if rules.trims(len(ballots)) else 0

    for part in score_entry(ballots, rules).criteria.values():
        assert (len(part.panel.lowest), len(part.panel.highest)) == (out, out)
        everyone = (*part.panel.lowest, *part.panel.counted, *part.panel.highest)
        assert sorted(everyone) == sorted(ballots)


@given(_panels(FULL_BALLOT), st.sampled_from([Trim.NONE, Trim.PER_JUDGE_TOTAL]))
def test_the_total_is_exactly_the_mean_of_the_kept_judges_totals(ballots, trim):
    totals = sorted(
        sum(Fraction(ballot[c.key] or 0) * Fraction(c.weight) / 10 for c in LINES)
        for ballot in ballots.values()
    )
    kept = totals[1:-1] if trim is Trim.PER_JUDGE_TOTAL and len(totals) >= 5 else totals

    score = score_entry(ballots, Rules(criteria=LINES, trim=trim))

    assert score.total == _half_up(sum(kept, Fraction(0)) / len(kept))


@given(_panels(FULL_BALLOT))
def test_rounding_by_criterion_is_the_sum_of_rounded_values_of_rounded_means(ballots):
    total = Decimal(0)
    for line in LINES:
        marks = sorted(Fraction(ballot[line.key] or 0) for ballot in ballots.values())
        kept = marks[1:-1] if len(marks) >= 5 else marks
        mean = Fraction(_half_up(sum(kept, Fraction(0)) / len(kept)))
        total += _half_up(mean * Fraction(line.weight) / 10)

    rules = Rules(criteria=LINES, trim=Trim.PER_CRITERION, round_order=RoundOrder.CRITERION)

    assert score_entry(ballots, rules).total == total


@st.composite
def _raised(draw: st.DrawFn, panel: dict[str, Ballot]) -> dict[str, Ballot]:
    """Return the panel with one mark of one judge raised, or left as it is."""
    judge, key = draw(st.sampled_from(list(panel))), draw(st.sampled_from(KEYS))
    higher = max(draw(MARK), panel[judge][key] or Decimal(0))
    return {**panel, judge: {**panel[judge], key: higher}}


def _keeps_every_figure_from_falling(rules: Rules) -> bool:
    """Trimming by total may leave out another judge after a mark was raised.

    The exact total never falls by that; the parts of it may, and with them
    their rounding and the steps that compare them.
    """
    return rules.trim is not Trim.PER_JUDGE_TOTAL


@given(_panels(FULL_BALLOT), RULES, st.data())
def test_raising_one_mark_never_lowers_the_score(ballots, rules, data):
    raised = data.draw(_raised(ballots))

    before, after = score_entry(ballots, rules), score_entry(raised, rules)

    if _keeps_every_figure_from_falling(rules) or rules.round_order is RoundOrder.TOTAL:
        assert (after.total or 0) >= (before.total or 0)
    if _keeps_every_figure_from_falling(rules):
        assert all(
            (after.dimensions[d] or 0) >= (before.dimensions[d] or 0) for d in rules.dimensions
        )


@given(st.lists(_panels(FULL_BALLOT), min_size=2, max_size=5), RULES, st.data())
def test_raising_one_mark_never_lowers_the_place(entries, rules, data):
    if not _keeps_every_figure_from_falling(rules):
        rules = Rules(criteria=LINES, trim=rules.trim, ties=("share",))
    before = {f"entry {number}": panel for number, panel in enumerate(entries)}
    raised = data.draw(_raised(entries[0]))

    places = [
        next(p.place for p in rank(scores, rules) if p.entry == "entry 0")
        for scores in (
            {entry: score_entry(panel, rules) for entry, panel in contest.items()}
            for contest in (before, {**before, "entry 0": raised})
        )
    ]

    assert (places[1] or 0) <= (places[0] or 0)


@given(st.lists(_panels(BALLOT), min_size=1, max_size=6), RULES)
def test_places_agree_with_the_published_scores(entries, rules):
    scores = {str(number): score_entry(panel, rules) for number, panel in enumerate(entries)}

    placings = rank(scores, rules)

    assert sorted(placing.entry for placing in placings) == sorted(scores)
    placed = [p for p in placings if p.place is not None]
    for placing in placed:
        better = [p for p in placed if (p.place or 0) < (placing.place or 0)]
        assert placing.place == len(better) + 1
        assert all((p.score.total or 0) >= (placing.score.total or 0) for p in better)
