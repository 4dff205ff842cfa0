"""Guessing at passwords slows the guesser down, and nobody else."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.backoff import LONGEST, Failures, over_accounts, seconds_to_wait
from contest.core.limits import network_of
from tests.contest.letters import letters_to
from tests.contest.people import WRONG, give_password, sign_in

pytestmark = pytest.mark.usefixtures("hasty")

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
ELSEWHERE = {"environ_base": {"REMOTE_ADDR": "203.0.113.9"}}


@pytest.mark.parametrize(
    ("failures", "seconds"), [(0, 0), (4, 0), (5, 32), (6, 64), (9, 512), (10, 900), (500, 900)]
)
def test_pauses_double_up_to_a_quarter_of_an_hour(failures, seconds):
    assert seconds_to_wait(Failures(failures, NOW), NOW) == seconds


def test_a_pause_runs_from_the_last_failure():
    failures = Failures(5, NOW)

    assert seconds_to_wait(failures, NOW + timedelta(seconds=31, milliseconds=1)) == 1
    assert seconds_to_wait(failures, NOW + timedelta(seconds=32)) == 0


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_nobody_waits_longer_than_the_longest_pause(number, seconds):
    pause = seconds_to_wait(Failures(number, NOW), NOW + timedelta(seconds=seconds))

    assert 0 <= pause <= LONGEST.total_seconds()


@pytest.mark.parametrize(("accounts", "seconds"), [(9, 0), (10, 32), (11, 64), (30, 900)])
def test_a_source_may_fail_at_a_few_accounts_freely(accounts, seconds):
    assert seconds_to_wait(over_accounts(accounts, NOW), NOW) == seconds


@pytest.fixture
def judge(world):
    give_password(world.judge)
    return world.judge


def fail(client, name, times, **where):
    return [sign_in(client, name, WRONG, **where) for _ in range(times)][-1].text


def test_after_five_failures_even_the_right_password_waits(app, judge, time):
    client = app.test_client()

    said = fail(client, "judge", 5)
    right = sign_in(client, "judge")

    assert "32 秒" in said
    assert "32 秒" in right.text
    time.now += timedelta(seconds=33)
    assert sign_in(client, "judge").status_code == 302


def test_user_name_and_e_mail_count_together(app, judge):
    client = app.test_client()
    fail(client, "judge", 3)

    said = fail(client, "judge@example.org", 2)

    assert "32 秒" in said


def test_a_rival_elsewhere_cannot_lock_a_judge_out(app, judge):
    fail(app.test_client(), "judge", 9, **ELSEWHERE)

    assert sign_in(app.test_client(), "judge").status_code == 302


def test_a_rival_behind_the_same_address_cannot_lock_out_a_browser_known(app, judge):
    tablet = app.test_client()
    sign_in(tablet, "judge")
    tablet.post("/sign-out")

    fail(app.test_client(), "judge", 9)

    assert sign_in(tablet, "judge").status_code == 302
    assert sign_in(app.test_client(), "judge").status_code == 422


def test_a_known_browser_does_not_open_other_accounts_faster(app, world, judge):
    give_password(world.rival)
    tablet = app.test_client()
    sign_in(tablet, "judge")
    tablet.post("/sign-out")

    fail(tablet, "rival", 5)

    assert "32 秒" in sign_in(tablet, "rival").text


def test_failing_at_many_accounts_makes_an_address_wait_for_new_ones(app, judge):
    client = app.test_client()
    for number in range(10):
        sign_in(client, f"guess{number}", WRONG)

    first, second = (sign_in(client, "judge", WRONG).text for _ in range(2))

    assert "失败次数过多" in first
    assert "失败次数过多" in second


def test_who_types_it_right_waits_for_nobody_behind_the_same_address(app, judge):
    """A new tablet at a venue, where somebody tries names all day."""
    rival = app.test_client()
    for number in range(30):
        sign_in(rival, f"guess{number}", WRONG)

    assert sign_in(app.test_client(), "judge").status_code == 302


def test_an_address_the_account_came_from_before_does_not_wait_for_others(app, judge):
    sign_in(app.test_client(), "judge")
    client = app.test_client()
    for number in range(12):
        sign_in(client, f"guess{number}", WRONG)

    assert sign_in(app.test_client(), "judge").status_code == 302


def test_signing_in_forgets_earlier_failures_of_the_pair(app, judge):
    client = app.test_client()
    fail(client, "judge", 4)
    sign_in(client, "judge")

    said = fail(app.test_client(), "judge", 4)

    assert "登录名或密码不正确" in said


def test_failures_are_forgotten_after_an_hour(app, judge, time):
    fail(app.test_client(), "judge", 8)

    time.now += timedelta(hours=1, seconds=1)

    assert "登录名或密码不正确" in fail(app.test_client(), "judge", 1)


def test_a_forged_note_of_a_browser_counts_for_nothing(app, judge):
    client = app.test_client()
    client.set_cookie("device", '["x",1,2,3,4,5,6,7,8,9,10,11,12,13,14]')

    fail(client, "judge", 5)

    assert "32 秒" in sign_in(client, "judge").text


@pytest.fixture
def flooded(app, judge):
    """Use up the guesses of the address that all tests come from."""
    rival = app.test_client()
    for number in range(60):
        sign_in(rival, f"guess{number}", WRONG)
    assert sign_in(rival, "one-more", WRONG).status_code == 429


def test_a_hall_of_people_who_type_it_right_is_let_in(app, judge):
    answers = {sign_in(app.test_client(), "judge").status_code for _ in range(61)}

    assert answers == {302}


@pytest.mark.sqlite_only  # counted in memory
def test_a_known_browser_is_not_held_up_by_guesses_behind_the_same_address(app, judge, request):
    tablet = app.test_client()
    sign_in(tablet, "judge")
    tablet.post("/sign-out")
    request.getfixturevalue("flooded")

    assert sign_in(tablet, "judge").status_code == 302


@pytest.mark.sqlite_only  # counted in memory
def test_a_new_browser_held_up_by_others_comes_in_by_a_letter(app, world, judge, flooded):
    tablet = app.test_client()
    refused = sign_in(tablet, "judge")
    tablet.post("/password/forgotten", data={"email": "judge@example.org"})
    link = "/link/" + letters_to(world.judge)[-1].body.split("/link/")[1].split()[0]
    new = {"password": "Another-horse-9", "again": "Another-horse-9"}

    tablet.post(link, data=new)

    assert "忘记密码" in refused.text
    assert sign_in(tablet, "judge", "Another-horse-9").status_code == 302


@pytest.mark.parametrize(
    ("address", "source"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("unix", "unix"),
    ],
)
def test_the_addresses_of_one_network_are_one_source(address, source):
    assert network_of(address) == source


def test_another_address_of_the_same_network_does_not_shorten_the_pause(app, judge):
    for number in range(5):
        where = {"environ_base": {"REMOTE_ADDR": f"2001:db8::{number}"}}
        sign_in(app.test_client(), "judge", WRONG, **where)

    where = {"environ_base": {"REMOTE_ADDR": "2001:db8::99"}}
    assert "32 秒" in sign_in(app.test_client(), "judge", **where).text
