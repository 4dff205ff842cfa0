"""Signing in and out: sessions live on the server, and end there."""

import re
from datetime import timedelta

import pytest

from contest.core.actions import acting
from tests.contest.people import PASSWORD, WRONG, give_password, is_in, sign_in

MINUTE = timedelta(minutes=1)
TOKEN = re.compile(r'"[\w.-]{60,}"')


@pytest.fixture
def author(world):
    give_password(world.author)
    return world.author


@pytest.mark.parametrize("name", ["author", "AUTHOR ", "author@example.org", "Author@Example.org"])
def test_people_sign_in_by_user_name_or_e_mail(app, author, name):
    client = app.test_client()

    answer = sign_in(client, name)

    assert (answer.status_code, answer.location) == (302, "/")
    assert is_in(client)


def test_a_wrong_password_says_no_more_than_an_unknown_name(app, author):
    client = app.test_client()

    wrong, unknown = sign_in(client, "author", WRONG), sign_in(client, "stranger", WRONG)

    assert (wrong.status_code, unknown.status_code) == (422, 422)
    assert "登录名或密码不正确" in wrong.text
    pages = [
        TOKEN.sub("", answer.text).replace("author", "stranger") for answer in (wrong, unknown)
    ]
    assert pages[0] == pages[1]
    assert not is_in(client)


def test_what_was_typed_as_name_is_still_there_after_a_wrong_password(app, author):
    page = sign_in(app.test_client(), "author", WRONG).text

    assert "未能登录：" in page
    assert "还有需要修改的地方" not in page
    assert 'value="author"' in page
    assert WRONG not in page


def test_an_account_without_a_password_opens_to_none(app, world):
    assert sign_in(app.test_client(), "rival", "").status_code == 422
    assert sign_in(app.test_client(), "rival", PASSWORD).status_code == 422


def test_a_locked_account_is_told_so_only_with_its_password(app, author):
    with acting("test.lock", author, by=None):
        author.is_disabled = True

    right, wrong = (sign_in(app.test_client(), "author", given) for given in (PASSWORD, WRONG))

    assert ("已停用" in right.text, "已停用" in wrong.text) == (True, False)


def test_signing_in_goes_on_to_where_the_visitor_was_going(app, author):
    client = app.test_client()
    gate = client.get("/account?tab=1").location

    answer = client.post(gate, data={"typed": "author", "password": PASSWORD})

    assert answer.location == "/account?tab=1"


@pytest.mark.parametrize(
    ("onward", "landing"),
    [
        ("https://evil.example/steal", "/steal"),
        ("//evil.example/steal", "/steal"),
        ("/\\evil.example", "/evil.example"),
        ("\\\\evil.example", "/evil.example"),
        ("javascript:alert(1)", "/alert(1)"),
        ("///evil.example", "/evil.example"),
    ],
)
@pytest.mark.sqlite_only  # a redirect does not depend on the database
def test_signing_in_never_leads_out_of_here(app, author, onward, landing):
    client = app.test_client()

    answer = client.post(
        "/sign-in",
        query_string={"next": onward},
        data={"typed": "author", "password": PASSWORD},
    )

    assert answer.location == landing


def test_a_copied_cookie_opens_nothing_after_sign_out(app, author):
    client, thief = app.test_client(), app.test_client()
    sign_in(client, "author")
    thief.set_cookie("session", client.get_cookie("session").value)
    assert is_in(thief)

    client.post("/sign-out")

    assert (is_in(client), is_in(thief)) == (False, False)


def test_an_answer_on_its_way_brings_no_cookie_back_that_a_sign_out_cleared(app, author):
    client = app.test_client()
    sign_in(client, "author")
    client.get("/")  # the page's token is made with the first page

    assert "Set-Cookie" not in client.get("/").headers


def test_a_session_ends_when_it_idles(app, author, time):
    client = app.test_client()
    sign_in(client, "author")

    time.now += 119 * MINUTE
    kept = is_in(client)
    time.now += 121 * MINUTE

    assert (kept, is_in(client)) == (True, False)


def test_locking_an_account_ends_its_visits_at_once(app, author):
    client = app.test_client()
    sign_in(client, "author")

    with acting("test.lock", author, by=None):
        author.is_disabled = True

    assert not is_in(client)


def test_signing_in_does_not_keep_anything_of_the_visitor_before(app, author):
    client = app.test_client()
    with client.session_transaction() as session:
        session["planted"] = "before"

    sign_in(client, "author")

    with client.session_transaction() as session:
        assert "planted" not in session


def test_a_script_without_a_session_is_told_401(app):
    answer = app.test_client().get("/account", headers={"Accept": "application/json"})

    assert answer.status_code == 401


def test_ending_a_device_ends_that_one_alone(app, author):
    here, there = app.test_client(), app.test_client()
    sign_in(here, "author")
    sign_in(there, "author")
    page = there.get("/account").text
    ends = [part.split('"')[0] for part in page.split('action="/account/sign-ins/')[1:]]

    answers = [there.post(f"/account/sign-ins/{end}").status_code for end in ends]

    assert answers == [302] * len(ends)
    assert (is_in(here), is_in(there)) == (False, True)
