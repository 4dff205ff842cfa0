"""The engine reproduces results that others published from the same marks.

The folder named by PUBLISHED_MARKS holds figure-skating panels (ISU protocols:
nine judges, highest and lowest of each component left out, one panel with a
judge absent) and the four judges' marks of a television dance contest.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby
from pathlib import Path

import pytest
from click.testing import CliRunner

from judging.cli import judging_cli

FOLDER = os.environ.get("PUBLISHED_MARKS", "")
TIED = ("coc2017_ladies_sp", "coc2017_pairs_sp", "euro2017_ladies_fs")
PANELS = ("isu_absent_judge.csv", *(f"isu_tie_{name}_components.csv" for name in TIED))

pytestmark = pytest.mark.skipif(
    not FOLDER, reason="PUBLISHED_MARKS does not name the folder of published marks"
)

Row = dict[str, str]
Mark = tuple[str, str, str, str]


def _published(name: str) -> list[Row]:
    with (Path(FOLDER) / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _panel_marks(rows: Iterable[Row]) -> Iterator[Mark]:
    for row in rows:
        for judge in (f"J{number}" for number in range(1, 10)):
            yield row["skater"], judge, row["component"], row[judge]


def _isu_rules(components: list[Row], *, tie_break: str = "") -> str:
    factors = {row["component"]: row["factor"] for row in components}
    ties = f'["dimension:{tie_break}", "share"]' if tie_break else '["share"]'
    lines = "".join(_line(name, "pcs", weight) for name, weight in factors.items())
    return f'trim = "per_criterion"\nround_order = "criterion"\nties = {ties}\n{lines}'


def _line(key: str, dimension: str, weight: str) -> str:
    return f'[[criteria]]\nkey = "{key}"\ndimension = "{dimension}"\nweight = {weight}\n'


def _rank(folder: Path, marks: Iterable[Mark], rules: str) -> tuple[list[Row], ...]:
    """Return the rows of the standings and of the detail that the command writes."""
    with (folder / "marks.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("entry", "judge", "criterion", "mark"), *marks])
    (folder / "rules.toml").write_text(rules, encoding="utf-8")
    files = [folder / "marks.csv", "--rules", folder / "rules.toml", "--detail", folder / "d.csv"]
    result = CliRunner().invoke(judging_cli, ["rank", *map(str, files)])
    assert result.exit_code == 0, result.stderr
    detail = (folder / "d.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(result.stdout))), list(
        csv.DictReader(detail.splitlines())
    )


@pytest.mark.parametrize("name", PANELS)
def test_every_published_panel_score_is_reproduced(name, tmp_path):
    rows = _published(name)

    _standings, detail = _rank(tmp_path, _panel_marks(rows), _isu_rules(rows))

    assert {(row["entry"], row["criterion"]): Decimal(row["mean"]) for row in detail} == {
        (row["skater"], row["component"]): Decimal(row["published_panel_score"]) for row in rows
    }


def test_the_absent_judge_leaves_n_and_halves_are_rounded_up(tmp_path):
    rows = _published("isu_absent_judge.csv")

    _standings, detail = _rank(tmp_path, _panel_marks(rows), _isu_rules(rows))

    assert {row["n"] for row in detail} == {"8"}
    # Two panels have a mean of exactly 57/8 = 7.125 and were printed 7.13.
    halves = [("Tarah KAYNE / Danny O'SHEA", "Skating Skills")]
    halves += [("Kristina ASTAKHOVA / Alexei ROGONOV", "Transitions")]
    means = {(row["entry"], row["criterion"]): row["mean"] for row in detail}
    assert [means[half] for half in halves] == ["7.13", "7.13"]


@pytest.mark.parametrize("name", TIED)
def test_totals_and_places_of_a_programme_with_a_tie_are_reproduced(name, tmp_path):
    components = _published(f"isu_tie_{name}_components.csv")
    ranks = _published(f"isu_tie_{name}_ranks.csv")
    marks = [*_panel_marks(components)]
    for row in ranks:
        marks += (
            (row["skater"], "technical panel", key, row[key]) for key in ("tes", "deductions")
        )
    rules = _isu_rules(components, tie_break=ranks[0]["tie_break"])
    rules += _line("tes", "tes", "1") + _line("deductions", "deductions", "-1")

    standings, _detail = _rank(tmp_path, marks, rules)

    ours = [(row["place"], row["entry"], row["score"], row["pcs"]) for row in standings]
    assert ours == [
        (row["published_rank"], row["skater"], row["published_total"], row["pcs"]) for row in ranks
    ]
    assert [row["decided_by"] for row in standings if row["tied"] == "true"] == [
        f"dimension:{ranks[0]['tie_break']}"
    ] * 2


def _rounds() -> list[tuple[str, list[Row]]]:
    """Return the rounds of the dance contest: a couple's n-th dance of a week is in round n."""
    danced: dict[tuple[str, str], int] = {}

    def round_of(row: Row) -> str:
        couple = (row["week"], row["couple"])
        danced[couple] = danced.get(couple, 0) + 1
        return f"week {row['week']}, dance {danced[couple]}"

    rows = [(round_of(row), row) for row in _published("strictly_series1.csv")]
    rows.sort(key=lambda pair: pair[0])
    return [(name, [row for _, row in group]) for name, group in groupby(rows, lambda p: p[0])]


def test_the_mean_of_four_judges_orders_as_the_published_totals_do(tmp_path):
    for name, rows in _rounds():
        marks = [
            (row["couple"], judge, "dance", row[judge])
            for row in rows
            for judge in ("craig", "arlene", "len", "bruno")
        ]

        standings, _detail = _rank(tmp_path, marks, _line("dance", "dance", "4"))

        totals = {row["couple"]: int(row["published_total"]) for row in rows}
        places = {
            couple: 1 + sum(t > own for t in totals.values()) for couple, own in totals.items()
        }
        assert {row["entry"]: int(row["place"]) for row in standings} == places, name
        assert {row["entry"]: row["score"] for row in standings} == {
            couple: f"{total}.00" for couple, total in totals.items()
        }
