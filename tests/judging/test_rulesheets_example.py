"""The worked example shows what the engine does, whatever the rule sheet."""

from dataclasses import replace
from decimal import Decimal

import pytest

from judging.rules import Criterion, Rules, Trim
from judging.rulesheet import content_of_template
from judging.template import STANDARD
from judging.worked_example import worked_example

CONTENT = content_of_template(STANDARD)
STEPS = {line.key: line.step for line in CONTENT.lines}
RULES = Rules(
    criteria=tuple(Criterion(c.key, c.dimension, c.top, c.weight) for c in CONTENT.lines),
    trim=Trim.PER_JUDGE_TOTAL,
)


def test_the_highest_and_the_lowest_of_seven_are_shown_as_dropped():
    example = worked_example(RULES, steps=STEPS)

    totals = sorted(ballot.total for ballot in example.ballots)
    dropped = sorted(ballot.total for ballot in example.ballots if ballot.dropped)

    assert len(totals) == 7
    assert dropped == [totals[0], totals[-1]]


def test_the_total_is_the_mean_of_the_rest():
    example = worked_example(RULES, steps=STEPS)

    kept = [ballot.total for ballot in example.ballots if not ballot.dropped]

    assert example.score.total == (sum(kept) / len(kept)).quantize(Decimal("0.01"))


def test_without_trimming_nobody_is_dropped():
    example = worked_example(replace(RULES, trim=Trim.NONE), steps=STEPS, judges=99)

    assert len(example.ballots) == 9
    assert not any(ballot.dropped for ballot in example.ballots)


@pytest.mark.parametrize("judges", range(3, 10))
def test_every_mark_is_one_the_sheet_allows(judges):
    for ballot in worked_example(RULES, steps=STEPS, judges=judges).ballots:
        for line in CONTENT.lines:
            assert 0 <= ballot.marks[line.key] <= line.top
            assert ballot.marks[line.key] % line.step == 0
