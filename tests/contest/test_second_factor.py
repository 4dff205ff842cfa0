"""One-time codes: asked after the password, good once, and not needed in a demo."""

from datetime import timedelta
from functools import partial

import pyotp
import pytest

from contest import signing_in
from contest.core.actions import acting
from contest.credentials import CodeUsed
from contest.hurdles import must_set_up_second_factor
from contest.second_factor import matching_step
from tests.contest.people import PASSWORD, SECRET, connect_app, give_password, is_in, sign_in
from tests.simultaneous import at_once


def code_at(moment):
    return pyotp.TOTP(SECRET).at(moment)


@pytest.fixture
def organizer(world):
    give_password(world.organizer)
    connect_app(world.organizer)
    return world.organizer


def asked(app):
    client = app.test_client()
    assert sign_in(client, "organizer").location == "/sign-in/code"
    return client


def test_the_password_alone_opens_nothing(app, organizer):
    client = asked(app)

    assert not is_in(client)


def test_a_right_code_opens_the_session_and_goes_on(app, organizer, time):
    client = app.test_client()
    client.post("/sign-in?next=/account", data={"typed": "organizer", "password": PASSWORD})

    answer = client.post("/sign-in/code", data={"code": code_at(time.now)})

    assert answer.location == "/account"
    assert is_in(client)


def test_a_code_is_good_once(app, organizer, time):
    first, second = asked(app), asked(app)
    code = code_at(time.now)
    first.post("/sign-in/code", data={"code": code})

    again = second.post("/sign-in/code", data={"code": code})

    assert "已经用过" in again.text
    assert (is_in(first), is_in(second)) == (True, False)


def test_a_code_older_than_one_used_is_refused(app, organizer, time):
    first, second = asked(app), asked(app)
    first.post("/sign-in/code", data={"code": code_at(time.now)})

    second.post("/sign-in/code", data={"code": code_at(time.now - timedelta(seconds=30))})

    assert not is_in(second)


def test_the_database_itself_refuses_a_code_a_second_time(organizer):
    origin = {"address": "127.0.0.1", "agent": "test", "second_factor": True}
    signing_in.open_sign_in(organizer, **origin, code_step=7)

    with pytest.raises(CodeUsed):
        signing_in.open_sign_in(organizer, **origin, code_step=7)


def test_a_code_sent_twice_at_once_opens_one_session_and_says_so(app, organizer, time):
    """Both find the code good; only one of the two sessions can be kept."""
    clients = [asked(app), asked(app)]
    code = {"code": code_at(time.now)}

    answers = at_once(app, [partial(c.post, "/sign-in/code", data=code) for c in clients])

    assert sorted(answer.status_code for answer in answers) == [302, 422]
    assert any("已经用过" in answer.text for answer in answers)


@pytest.mark.parametrize("late", [-2, 2])
def test_a_code_of_another_minute_is_refused(time, late):
    code = code_at(time.now + timedelta(seconds=30 * late))

    assert matching_step(SECRET, code, time.now) is None


def test_full_width_digits_and_spaces_are_understood(time):
    typed = code_at(time.now).translate({ord(d): ord(d) + 0xFEE0 for d in "0123456789"})

    assert matching_step(SECRET, f"{typed[:3]} {typed[3:]}", time.now) is not None


@pytest.mark.parametrize("typed", ["", "12345", "abcdef", "验证码"])
def test_what_is_no_code_is_refused(time, typed):
    assert matching_step(SECRET, typed, time.now) is None


def test_guessing_codes_slows_down(app, organizer):
    client = asked(app)

    answers = [client.post("/sign-in/code", data={"code": "000000"}).text for _ in range(6)]

    assert "32 秒" in answers[-1]


def test_an_unanswered_question_for_a_code_expires(app, organizer, time):
    client = asked(app)
    time.now += timedelta(minutes=5, seconds=1)

    answer = client.post("/sign-in/code", data={"code": code_at(time.now)})

    assert answer.location == "/sign-in"
    assert not is_in(client)


def test_a_changed_password_cancels_a_question_for_a_code(app, organizer, time):
    client = asked(app)
    give_password(organizer, "Another-horse-8")

    client.post("/sign-in/code", data={"code": code_at(time.now)})

    assert not is_in(client)


@pytest.fixture
def newcomer(world):
    give_password(world.organizer)
    with acting("test.new", world.organizer, by=None):
        world.organizer.totp_confirmed = False
    return world.organizer


def test_an_organizer_connects_an_app_before_anything_else(app, newcomer, time):
    client = app.test_client()
    sign_in(client, "organizer")
    assert client.get("/account").location == "/account/second-factor"
    assert client.get("/").location == "/account/second-factor"
    page = client.get("/account/second-factor").text
    with client.session_transaction() as session:
        secret = session["totp"]

    answer = client.post("/account/second-factor", data={"code": pyotp.TOTP(secret).at(time.now)})

    assert secret in page
    assert "data:image/svg+xml" in page
    assert answer.location == "/account"
    assert (newcomer.totp_confirmed, newcomer.totp_secret) == (True, secret)


def test_the_code_that_connected_an_app_opens_no_other_session(app, newcomer, time):
    client, other = app.test_client(), app.test_client()
    sign_in(client, "organizer")
    client.get("/account/second-factor")
    with client.session_transaction() as session:
        code = pyotp.TOTP(session["totp"]).at(time.now)
    client.post("/account/second-factor", data={"code": code})
    sign_in(other, "organizer")

    answer = other.post("/sign-in/code", data={"code": code})

    assert "已经用过" in answer.text


def test_a_wrong_first_code_connects_nothing(app, newcomer):
    client = app.test_client()
    sign_in(client, "organizer")
    client.get("/account/second-factor")

    answer = client.post("/account/second-factor", data={"code": "000000"})

    assert (answer.status_code, newcomer.totp_confirmed) == (422, False)


def test_an_app_once_connected_is_not_replaced_by_who_holds_a_session(app, organizer, visit, time):
    client = visit(organizer)
    client.get("/account/second-factor")
    with client.session_transaction() as session:
        secret = session["totp"]

    client.post("/account/second-factor", data={"code": pyotp.TOTP(secret).at(time.now)})

    assert organizer.totp_secret == SECRET


def make_demo(body, *, is_demo=True):
    with acting("test.demo", body, by=None):
        body.is_demo = is_demo


def test_people_of_a_demo_body_owe_no_app_and_are_told_so(app, world, newcomer):
    make_demo(world.body)
    client = app.test_client()
    sign_in(client, "organizer")

    page = client.get("/account")

    assert (page.status_code, "演示账号免二次验证" in page.text) == (200, True)


@pytest.mark.parametrize(
    ("demo", "owes"), [(["body"], True), (["body", "other_body"], False), ([], True)]
)
def test_administrators_owe_an_app_unless_every_body_is_a_demo(world, demo, owes):
    for name in demo:
        make_demo(getattr(world, name))
    with acting("test.new", world.system_admin, by=None):
        world.system_admin.totp_confirmed = False

    assert must_set_up_second_factor(world.system_admin) is owes


@pytest.mark.parametrize(
    ("name", "owes"),
    [
        ("organizer", True),
        ("supervisor", True),
        ("security_admin", True),
        ("audit_admin", True),
        ("judge", False),
        ("author", False),
        ("issuer", False),
    ],
)
def test_who_must_have_a_second_factor(world, name, owes):
    user = getattr(world, name)
    with acting("test.new", user, by=None):
        user.totp_confirmed = False

    assert must_set_up_second_factor(user) is owes
