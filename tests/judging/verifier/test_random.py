"""Two thousand invented contests, counted by the product: the verifier agrees digit for digit."""

from collections import Counter

import pytest

from judging import verifier
from tests.judging.verifier.packed import Awarded

CONTESTS, AT_ONCE = 2000, 250


def words(report):
    return [verifier.say(key, 1, **values) for _kind, key, values in report.faults]


def seen(contest, report):
    """Return what a contest had, so that the drawing is known to bring about all of it."""
    lines = [line for edition in contest.editions for line in edition["lines"]]
    rows = contest.book.rows
    return {
        "published": any(edition["state"] == "published" for edition in contest.editions),
        "computed again": sum(n for what, n, _wrong in report.counts if what == "standings"),
        "tied": any(line["tied"] for line in lines),
        "decided by people": bool(rows["tiedecision"]),
        "trimmed": any(line["trimmed"] for line in lines),
        "incomplete": any(line["detail"]["incomplete"] for line in lines),
        "recused": any(row["state"] == "confirmed" for row in rows["recusal"].values()),
        "void": any(row["state"] == "void" for row in rows["ballot"].values()),
        "absent": bool(rows["absence"]),
        "replaced": any(row["left_at"] for row in rows["seat"].values()),
        "amended": bool(contest.amendments),
        "rules changed": len(contest.sheets) > 1,
        "awarded": bool(contest.awards),
        "revoked": any(award["state"] == "revoked" for award in contest.awards),
    }


@pytest.mark.parametrize("first", range(0, CONTESTS, AT_ONCE))
def test_the_verifier_agrees_with_the_product_on_any_contest(first):
    had: Counter[str] = Counter()

    for seed in range(first, first + AT_ONCE):
        contest = Awarded(seed).run()
        report, _bundle = verifier.verify(contest.bundle())
        assert (seed, words(report)) == (seed, [])
        had.update({what: bool(it) for what, it in seen(contest, report).items()})

    assert {what: count for what, count in had.items() if count < AT_ONCE // 50} == {}
