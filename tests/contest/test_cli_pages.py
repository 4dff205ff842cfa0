"""``flask access-matrix`` lists every page with its policy."""

import csv

import pytest
from flask import Flask

from contest.cli.pages import guarded_pages


@pytest.mark.sqlite_only  # no row is read
def test_every_page_is_listed_with_its_policy(app):
    output = app.test_cli_runner().invoke(args=["access-matrix"]).output

    rows = {(row["page"], row["method"]): row for row in csv.DictReader(output.splitlines())}
    assert rows["ballots.submit", "POST"]["policy"] == "ballot.mark"
    assert rows["site.healthz", "GET"] == {
        "page": "site.healthz",
        "method": "GET",
        "address": "/healthz",
        "policy": "public",
    }
    assert {page for page, _method in rows} == set(app.view_functions)


def test_a_page_of_two_methods_has_two_rows():
    app = Flask("two", static_folder=None)
    app.add_url_rule("/", "page", lambda: "", methods=["GET", "POST"])

    assert sorted(guarded_pages(app)) == [
        ("page", "GET", "/", "public"),
        ("page", "POST", "/", "public"),
    ]
