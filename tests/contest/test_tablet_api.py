"""The tablet's page asks who is signed in, and signs in again by the PIN, losing nothing."""

import re
from datetime import timedelta

import pytest

from contest.actions.tablets import reset_pin, revoke_tablet
from contest.core.actions import acting
from contest.core.db import db
from contest.models import PinTries, Tablet
from contest.pin_checks import NoTriesLeft, WrongPin, check_at_tablet
from contest.pins import MOST_TRIES
from tests.contest.people import PASSWORD, give_password, sign_in
from tests.contest.tablets import OTHER_PIN, PIN, expire, tablet_for, tablets_of
from tests.simultaneous import at_once, broken_chains

pytestmark = pytest.mark.usefixtures("hasty")
SESSION, TABLET = "/api/v1/session", "/api/v1/tablet"


@pytest.fixture
def client(app, world):
    return tablet_for(app, world)


def told(client):
    return client.get(SESSION).json


def enter(client, pin=PIN, **options):
    return client.post(SESSION, json={"pin": pin}, **options)


def test_a_stranger_is_told_of_nobody(app, world):
    answer = app.test_client().get(SESSION)

    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.json.pop("csrf_token")
    assert answer.json | {"csrf_token": ""} == {
        "signed_in": False,
        "judge": None,
        "csrf_token": "",
        "tablet": None,
        "export_key": None,
        "server_time": "2026-03-02T09:00:00.000000Z",
    }


def test_a_judge_at_their_tablet_gets_its_key(client, world):
    (tablet,) = tablets_of(world.judge)

    answer = told(client)

    assert answer["signed_in"] is True
    assert answer["judge"] == {"id": world.judge.id, "name": "judge 先生"}
    assert answer["tablet"] == {"id": tablet.id, "name": "平板 7", "has_pin": True}
    assert answer["export_key"] == tablet.export_key
    assert re.fullmatch("[0-9a-f]{64}", answer["export_key"])


def test_after_the_sign_in_has_idled_out_no_more_than_the_surname_is_told(client, world, time):
    expire(client, time)

    answer = told(client)

    assert (answer["signed_in"], answer["export_key"]) == (False, None)
    assert answer["judge"] == {"id": world.judge.id, "name": "j**"}
    assert answer["tablet"]["has_pin"] is True


def test_the_pin_opens_a_session_again(client, time):
    expire(client, time)
    assert client.get("/ballots/").status_code == 302

    answer = enter(client)

    assert (answer.status_code, answer.json["signed_in"]) == (200, True)
    assert answer.json["export_key"] == told(client)["export_key"]
    assert client.get("/ballots/").status_code == 200


def test_the_token_of_the_answer_is_good_for_the_next_save_and_the_first_one_needs_one(
    app, client, world, time
):
    app.config["WTF_CSRF_ENABLED"] = True
    expire(client, time)
    token = told(client)["csrf_token"]

    bare = enter(client)
    answer = enter(client, headers={"X-CSRFToken": token})
    saved = client.put(
        f"/api/v1/ballots/{world.ballot.uuid}",
        json={"version": 1, "marks": {}},
        headers={"X-CSRFToken": answer.json["csrf_token"]},
    )

    assert (bare.status_code, bool(bare.json["error"])) == (400, True)
    assert (answer.status_code, saved.status_code) == (200, 200)


def test_a_wrong_pin_says_how_many_tries_are_left(client, time):
    expire(client, time)

    answers = [enter(client, OTHER_PIN) for _ in range(2)]

    assert [a.status_code for a in answers] == [401, 401]
    assert [a.json["tries_left"] for a in answers] == [4, 3]
    assert answers[0].json["error"] == "PIN 不正确，还可以试 4 次。"


def test_a_right_pin_makes_the_count_begin_anew(client, time):
    for _ in range(3):
        expire(client, time)
        left = [enter(client, OTHER_PIN).json["tries_left"] for _ in range(4)]
        assert left == [4, 3, 2, 1]
        assert enter(client).status_code == 200


def test_five_wrong_pins_in_a_row_end_the_tablet(client, world, time):
    expire(client, time)

    answers = [enter(client, OTHER_PIN) for _ in range(5)]

    assert answers[4].status_code == 410
    assert "请找工作人员重新打印登录卡" in answers[4].json["error"]
    assert enter(client, PIN).status_code == 410
    (tablet,) = tablets_of(world.judge)
    assert (tablet.ending, tablet.revoked_by_id) == ("wrong_pins", None)


def test_of_many_tries_at_once_five_are_looked_at(app, client, world):
    (tablet,) = tablets_of(world.judge)
    number = tablet.id

    def guess():
        with app.test_request_context():
            check_at_tablet(db.session.get(Tablet, number), pin=OTHER_PIN)

    found = at_once(app, [guess] * 12)

    assert sorted(f.left for f in found if isinstance(f, WrongPin)) == [1, 2, 3, 4]
    assert len([f for f in found if isinstance(f, NoTriesLeft)]) == 8
    assert db.session.get(PinTries, f"tablet:{number}").number == MOST_TRIES
    assert broken_chains() == []


@pytest.mark.parametrize("sent", [None, [], "x", {}, {"pin": 804217}, {"pin": None}])
def test_what_is_no_pin_is_a_bad_request(client, sent):
    answer = client.post(SESSION, json=sent)

    assert (answer.status_code, bool(answer.json["error"])) == (400, True)


def test_a_browser_that_is_no_tablet_is_told_to_sign_in(app, world):
    client = app.test_client()
    client.set_cookie("tablet", "made up")

    answer = enter(client)

    assert answer.status_code == 401
    assert "没有登记" in answer.json["error"]


def test_a_revoked_tablet_is_told_so_and_its_session_has_ended(client, world):
    revoke_tablet(tablets_of(world.judge)[0], by=world.organizer)

    assert client.get("/ballots/").status_code == 302
    assert told(client)["judge"] is None
    assert (enter(client).status_code, "已停用" in enter(client).json["error"]) == (410, True)


def test_a_tablet_lasts_ninety_days(client, world, time):
    time.now += timedelta(days=90)

    assert told(client)["tablet"] is None
    assert enter(client).status_code == 410


def test_a_reset_pin_is_told_and_the_old_one_opens_nothing(client, world, time):
    expire(client, time)
    reset_pin(world.judge, by=world.organizer)

    answer = enter(client)

    assert (answer.status_code, told(client)["tablet"]["has_pin"]) == (409, False)
    assert "重置" in answer.json["error"]


def test_another_judges_tablet_opens_for_its_judge_alone(client, app, world, time):
    other = tablet_for(app, world, world.other_judge, OTHER_PIN)
    expire(client, time)

    answer = enter(client, OTHER_PIN)

    assert answer.status_code == 401
    assert told(other)["judge"]["id"] == world.other_judge.id


def test_who_is_signed_in_by_password_at_anothers_tablet_learns_nothing_of_it(client, world, time):
    give_password(world.other_judge)
    client.post("/sign-out")
    sign_in(client, "other_judge")

    answer = told(client)

    assert answer["judge"]["id"] == world.other_judge.id
    assert (answer["tablet"], answer["export_key"]) == (None, None)
    assert enter(client).status_code == 409


def test_no_other_role_is_told_as_a_judge(world, visit):
    answer = told(visit(world.organizer))

    assert (answer["signed_in"], answer["judge"], answer["tablet"]) == (True, None, None)


def test_a_judge_signed_in_by_password_makes_the_browser_a_tablet(app, world):
    give_password(world.judge)
    client = app.test_client()
    sign_in(client, "judge")

    answer = client.post(TABLET, json={"name": "平板 9"})

    assert answer.status_code == 200
    assert answer.json["tablet"]["name"] == "平板 9"
    assert answer.json["tablet"]["has_pin"] is False
    assert answer.json["export_key"] == tablets_of(world.judge)[0].export_key
    assert told(client)["export_key"] == answer.json["export_key"]
    assert client.post(TABLET).json["tablet"] == answer.json["tablet"]
    assert len(tablets_of(world.judge)) == 1


def test_the_session_that_made_a_browser_a_tablet_ends_with_it(app, world):
    give_password(world.judge)
    client = app.test_client()
    sign_in(client, "judge")
    client.post(TABLET)

    revoke_tablet(tablets_of(world.judge)[0], by=world.organizer)

    assert client.get("/ballots/").status_code == 302


def test_a_session_by_password_at_ones_own_tablet_joins_it(client, world):
    client.post("/sign-out")
    give_password(world.judge)
    sign_in(client, "judge")
    before = told(client)

    answer = client.post(TABLET).json

    assert (before["tablet"], before["export_key"]) == (answer["tablet"], None)
    assert answer["export_key"] == tablets_of(world.judge)[0].export_key


def test_a_password_that_must_be_changed_makes_no_tablet(app, world):
    give_password(world.judge)
    with acting("test.first", world.judge, by=None):
        world.judge.must_change_password = True
    client = app.test_client()
    sign_in(client, "judge", PASSWORD)

    assert client.post(TABLET).status_code == 302
    assert tablets_of(world.judge) == []


def test_a_sign_in_that_ended_is_told_before_the_token(app, client, time):
    app.config["WTF_CSRF_ENABLED"] = True
    expire(client, time)

    answer = client.post(TABLET)

    assert (answer.status_code, bool(answer.json["error"])) == (401, True)


def test_the_description_tells_of_both_paths(app):
    paths = app.test_client().get("/api/v1/openapi.json").json["paths"]

    assert set(paths["/session"]) == {"get", "post"}
    assert set(paths["/tablet"]) == {"post"}
    shape = paths["/session"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    assert set(shape["required"]) == set(told(app.test_client()))
