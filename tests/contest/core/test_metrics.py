"""Figures for monitoring: by page, without addresses, and only where they are wanted."""

import pytest

from tests.conftest import close, make_app

pytestmark = pytest.mark.sqlite_only  # what is counted does not depend on the database


@pytest.fixture
def watched(database, tmp_path, time):
    app = make_app(database, tmp_path, METRICS=True)
    with app.app_context():
        yield app.test_client()
        close(app)


def figures(client):
    lines = client.get("/metrics").text.splitlines()
    return dict(line.rsplit(" ", 1) for line in lines if not line.startswith("#"))


def test_there_are_no_figures_unless_set(visit):
    assert visit().get("/metrics").status_code == 404


def test_answers_are_counted_by_page_method_and_status(watched):
    for _ in range(3):
        watched.get("/healthz")
    watched.delete("/healthz")

    found = figures(watched)

    page = 'jiebang_requests_total{method="%s",page="%s",status="%s"}'
    assert found[page % ("GET", "site.healthz", "200")] == "3.0"
    assert found[page % ("DELETE", "none", "405")] == "1.0"


def test_a_request_turned_away_before_its_page_is_counted_too(watched):
    answer = watched.post("/sign-in", data={"username": "author"})

    page = 'jiebang_requests_total{method="POST",page="accounts.sign_in",status="400"}'
    assert answer.status_code == 400
    assert figures(watched)[page] == "1.0"


def test_the_time_of_each_page_is_measured(watched):
    watched.get("/healthz")

    found = figures(watched)

    name = 'jiebang_request_seconds_%s{%smethod="GET",page="site.healthz"}'
    assert found[name % ("count", "")] == "1.0"
    assert 0 < float(found[name % ("sum", "")]) < 10


def test_no_address_that_somebody_typed_is_shown(watched):
    watched.get("/no/such/page?name=王小明")

    shown = watched.get("/metrics").text

    assert 'page="none"' in shown
    assert "no/such" not in shown
