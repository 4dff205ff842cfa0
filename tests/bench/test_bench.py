"""The benchmarks run, and report every figure with its floor. How fast is not tested here."""

import json

import pytest

from bench.__main__ import measure
from bench.measuring import Figure
from bench.report import save, table
from bench.shapes import TINY


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bench")
    path = folder / "results.json"
    save(measure(TINY, folder), path)
    return json.loads(path.read_text(encoding="utf-8"))


def test_the_report_says_when_on_what_and_what(results):
    assert set(results) == {"at", "size", "machine", "figures"}
    assert {"python", "sqlite", "processors", "load", "fsync_ms"} <= set(results["machine"])


def test_every_figure_with_an_aim_has_its_floor_from_the_same_rounds(results):
    aimed = [figure for figure in results["figures"] if figure["aim"] and figure["unit"]]

    assert len(aimed) == 9
    assert all(len(figure["floor"]) == len(figure["ours"]) == TINY.rounds for figure in aimed)
    assert all(figure["ratio"] > 0 for figure in aimed)


def test_a_save_keeps_to_its_statements(results):
    (statements,) = [f for f in results["figures"] if f["name"] == "ballots: statements of a save"]

    assert statements["median"] <= statements["aim"]


def test_a_ratio_is_taken_within_each_round():
    figure = Figure("x", "ms", (10.0, 100.0, 12.0), (10.0, 50.0, 10.0), aim=1.5)

    assert (figure.ratio, figure.meets_its_aim) == (1.2, True)


def test_a_rate_misses_its_aim_from_below():
    figure = Figure("x", "saves/s", (60.0,), (100.0,), aim=0.7, more_is_better=True)

    assert (figure.meets_its_aim, table([figure]).split()[-1]) == (False, "MISSED")
