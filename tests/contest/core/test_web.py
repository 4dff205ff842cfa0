"""What every answer carries, and how times, amounts and addresses are written."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from flask import request
from hypothesis import given
from hypothesis import strategies as st

from contest.core.web import away, day, moment, own_path, points, wan
from tests.conftest import close, make_app

NIGHT = datetime(2026, 11, 21, 18, 30, tzinfo=UTC)


def test_times_are_written_as_in_shanghai():
    assert (moment(NIGHT), day(NIGHT)) == ("2026-11-22 02:30", "2026-11-22")


def test_no_time_and_no_mark_is_a_dash():
    assert (moment(None), day(None), wan(None), points(None), away(None)) == (
        "—",
        "—",
        "—",
        "—",
        "",
    )


@pytest.mark.parametrize(
    ("mark", "written"), [("0", "0.00"), ("7.1", "7.10"), ("100", "100.00"), ("87.25", "87.25")]
)
def test_marks_are_written_with_two_decimals(mark, written):
    assert points(Decimal(mark)) == written


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (timedelta(days=3, hours=23), "3 天后"),
        (timedelta(hours=23, minutes=59), "23 小时后"),
        (timedelta(hours=1), "1 小时后"),
        (timedelta(minutes=59), "59 分钟后"),
        (timedelta(seconds=5), "1 分钟后"),
        (timedelta(days=-2), "2 天前"),
        (timedelta(minutes=-5), "5 分钟前"),
    ],
)
@pytest.mark.sqlite_only  # no row is read
def test_how_far_away_a_time_is(app, time, left, said):
    with app.test_request_context():
        assert away(time.now + left) == said


@pytest.mark.parametrize(
    ("address", "path"),
    [
        (None, "/"),
        ("", "/"),
        ("/entries/3?page=2", "/entries/3?page=2"),
        ("http://localhost/entries/3", "/entries/3"),
        ("https://evil.example/entries", "/entries"),
        ("https://evil.example", "/"),
        ("//evil.example/x", "/x"),
        ("///evil.example/x", "/evil.example/x"),
        ("/\\evil.example", "/evil.example"),
        ("\\\\evil.example/x", "/evil.example/x"),
        ("http:evil.example", "/evil.example"),
        ("javascript:alert(1)", "/alert(1)"),
    ],
)
def test_an_address_leads_nowhere_else(address, path):
    assert own_path(address) == path


@given(st.text(alphabet="/\\:@.?#ahtp\t\n ", max_size=12))
def test_no_address_at_all_leads_out_of_here(address):
    try:
        path = own_path(address)
    except ValueError:
        return  # no address at all

    assert path.startswith("/")
    assert not path.startswith(("//", "/\\"))


@pytest.mark.sqlite_only  # headers do not depend on the database
def test_every_answer_is_hardened(visit):
    headers = visit().get("/healthz").headers

    assert headers["Content-Security-Policy"].startswith("default-src 'self';")
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-store"


@pytest.mark.sqlite_only  # as above
def test_a_static_file_is_named_by_its_content(app, visit):
    with app.test_request_context():
        address = app.url_for("static", filename="css/tokens.css")

    answer = visit().get(address)

    assert "?v=" in address
    assert len(address.split("?v=")[1]) == 12
    assert "no-store" not in answer.headers.get("Cache-Control", "")
    answer.close()


@pytest.mark.sqlite_only  # as above
@pytest.mark.parametrize(("proxies", "seen"), [(0, "127.0.0.1"), (1, "203.0.113.7")])
def test_a_proxy_is_believed_only_when_configured(database, tmp_path, time, proxies, seen):
    app = make_app(database, tmp_path, TRUSTED_PROXIES=proxies)
    addresses = []
    app.before_request(lambda: addresses.append(request.remote_addr))

    with app.app_context():
        app.test_client().get("/healthz", headers={"X-Forwarded-For": "203.0.113.7"})
        close(app)

    assert addresses == [seen]


@pytest.mark.sqlite_only  # headers do not depend on the database
@pytest.mark.parametrize(("secure", "kept"), [(True, "max-age=31536000"), (False, None)])
def test_browsers_keep_to_https_where_it_is_used(app, visit, secure, kept):
    app.config["SESSION_COOKIE_SECURE"] = secure

    answer = visit().get("/")

    assert answer.headers.get("Strict-Transport-Security") == kept
