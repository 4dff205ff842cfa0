"""The access matrix: every page, every kind of visitor, in one table.

A cell says what the visitor is told: ``yes`` (any answer of the page itself),
``sign in``, ``no`` (403) or ``hidden`` (404).
"""

import csv
from collections import Counter
from pathlib import Path

import pytest

from awards.views import archives
from tests.addresses import address

ROWS = list(csv.DictReader(Path("tests/access_matrix.csv").read_text().splitlines()))
VISITORS = [name for name in ROWS[0] if name not in {"page", "method"}]
CASES = [(row["page"], row["method"], row) for row in ROWS]
ANSWERS = {401: "sign in", 403: "no", 404: "hidden"}


@pytest.fixture(autouse=True)
def no_process_of_its_own(monkeypatch):
    """Leave out what a page starts beside itself: it would outlive the test and its database."""
    monkeypatch.setattr(archives, "launch", lambda _number: None)


def answer_to(visit, url, *, method, who):
    response = visit(who).open(url, method=method)
    response.close()
    if response.status_code == 302 and "/sign-in" in response.headers["Location"]:
        return "sign in"
    return ANSWERS.get(response.status_code, "yes")


@pytest.mark.sqlite_only  # who may reach a page does not depend on the database
@pytest.mark.parametrize(("page", "method", "row"), CASES, ids=[f"{c[0]}-{c[1]}" for c in CASES])
def test_access(app, world, visit, page, method, row):
    url = address(app, world, page)

    answers = {
        name: answer_to(visit, url, method=method, who=getattr(world, name, None))
        for name in VISITORS
    }

    assert answers == {name: row[name] for name in VISITORS}


@pytest.mark.sqlite_only  # pages do not depend on the database
def test_every_page_is_in_the_matrix(app):
    pages = {
        (rule.endpoint, method)
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
        if rule.endpoint.split(".")[-1] != "static"
    }

    assert {(row["page"], row["method"]) for row in ROWS} == pages


@pytest.mark.sqlite_only
def test_no_two_pages_share_an_address(app):
    told = [
        (rule.rule, method)
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"OPTIONS"}
    ]

    assert [one for one, count in Counter(told).items() if count > 1] == []
