"""The interface to ballots answers in its own form, whatever it is sent."""

import json

import pytest

from tests.judging.test_ballots import NEW, WHOLE, given, put


@pytest.mark.parametrize(
    "sent",
    [
        {"marks": {}},
        {"version": 1},
        {"version": 1, "marks": {"cost": 7}},
        {"version": "1", "marks": {}},
        {"version": True, "marks": {}},
        [],
        "x",
        None,
    ],
)
def test_a_request_of_another_form_is_a_bad_request(world, visit, sent):
    answer = visit(world.judge).put(f"/api/v1/ballots/{world.ballot.uuid}", data=json.dumps(sent))

    assert answer.status_code == 400
    assert "未保存" in answer.json["error"]


def test_an_unknown_criterion_is_refused_without_repeating_its_name(world, visit):
    answer = put(visit(world.judge), world.ballot.uuid, version=1, marks={"\ud800": "1", "x": "2"})

    assert (answer.status_code, answer.json["error"]) == (
        409,
        "有 2 项不在评分表中，请刷新页面后再打分。",
    )


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", f"/api/v1/ballots/{NEW}", 404),
        ("PUT", f"/api/v1/ballots/{NEW}", 404),
        ("POST", f"/api/v1/ballots/{NEW}", 405),
        ("GET", "/api/v1/nowhere", 404),
    ],
)
def test_the_interface_answers_in_json_whatever_is_asked_for(world, visit, method, path, status):
    answer = visit(world.judge).open(path, method=method, headers={"Accept": "text/html"})

    assert (answer.status_code, answer.is_json) == (status, True)
    assert answer.json["error"]


@pytest.mark.parametrize("forgery_checked", [True, False])
def test_a_stranger_is_asked_to_sign_in_before_anything_else(app, world, visit, forgery_checked):
    app.config["WTF_CSRF_ENABLED"] = forgery_checked

    answer = visit().put(
        f"/api/v1/ballots/{world.ballot.uuid}", json=[], headers={"Accept": "text/html"}
    )

    assert answer.status_code == 401
    assert "请重新登录" in answer.json["error"]


def test_a_page_older_than_the_sign_in_is_told_to_load_again(app, world, visit):
    app.config["WTF_CSRF_ENABLED"] = True

    answer = put(visit(world.judge), world.ballot.uuid, version=1, marks=WHOLE)

    assert (answer.status_code, given(world.ballot)) == (400, {})
    assert "请刷新" in answer.json["error"]


def test_the_description_of_the_interface_is_served(world, visit):
    answer = visit().get("/api/v1/openapi.json")

    assert answer.json["openapi"] == "3.1.0"
    assert set(answer.json["paths"]["/ballots/{uuid}"]) == {"parameters", "get", "put"}
