"""The big screen and the board: what the hall may see, and nothing before its time."""

import pytest

from contest.core.actions import acting
from contest.core.db import db
from judging.actions import attending, closing, stage
from judging.models import ScreenKey
from tests.judging.live import TOTALS, all_marked, mark, on_stage, running, slots

SECRETS = [str(total) for total in TOTALS.values()]


@pytest.fixture
def hall(visit):
    return visit()


def screen(hall, tag=None):
    headers = {"If-None-Match": tag} if tag else {}
    return hall.get("/screen/a-key/state", headers=headers)


def shown(hall):
    return screen(hall).json["panes"]["all"]


def board(hall, world):
    return hall.get(f"/board/{world.session.id}/state").json["panes"]["all"]


def test_the_screen_opens_by_its_key_alone_and_shows_who_is_on_stage(world, hall):
    running(world)
    on_stage(world)

    page = hall.get("/screen/a-key").text

    assert "entry 的方案" in page
    assert "author 有限公司" not in page
    assert "a-key" in page


def test_an_ended_key_opens_nothing(world, hall):
    attending.end_screen_key(world.screen_key, by=world.organizer)

    assert (hall.get("/screen/a-key").status_code, screen(hall).status_code) == (410, 410)
    assert "已停用" in hall.get("/screen/a-key").text
    assert hall.get("/screen/other").status_code == 410


def test_no_score_is_on_the_screen_before_it_is_released(world, hall):
    all_marked(world)
    assert not any(secret in shown(hall) for secret in SECRETS)
    closing.close_session(world.session, by=world.organizer)
    assert not any(secret in shown(hall) for secret in SECRETS)

    closing.reveal_score(slots(world)[0], by=world.organizer)
    assert [secret in shown(hall) for secret in SECRETS] == [True, False]

    closing.hide_score(slots(world)[0], by=world.organizer)
    assert not any(secret in shown(hall) for secret in SECRETS)


def test_marks_and_judges_are_never_on_the_screen_or_the_board(world, hall):
    all_marked(world)
    closing.close_session(world.session, by=world.organizer)
    for slot in slots(world):
        closing.reveal_score(slot, by=world.organizer)

    for text in (shown(hall), board(hall, world)):
        assert "judge 先生" not in text
        assert not any(mark in text for mark in ("18.00", "12.00", "10.00"))
    assert not any(secret in board(hall, world) for secret in SECRETS)


def test_what_nobody_in_the_hall_can_see_disturbs_no_screen(world, hall):
    running(world)
    on_stage(world)
    tag = screen(hall).headers["ETag"]

    mark(world, world.judge, world.entry)

    assert screen(hall, tag).status_code == 304
    stage.pause_session(world.session, by=world.organizer, words="茶歇")
    assert screen(hall, tag).status_code == 200


def test_an_unchanged_screen_or_board_costs_one_statement(world, hall, queries):
    for address in ("/screen/a-key/state", f"/board/{world.session.id}/state"):
        tag = hall.get(address).headers["ETag"]
        with queries() as made:
            answer = hall.get(address, headers={"If-None-Match": tag})
        assert (answer.status_code, len(made)) == (304, 1)
        assert answer.headers["Cache-Control"] == "public, max-age=1"
        assert "Set-Cookie" not in answer.headers


def test_a_title_that_names_its_enterprise_gives_way_to_the_number(world, hall):
    running(world)
    with acting("test.named", world.entry, by=None):
        world.entry.title = "author 有限公司 的巡检方案"
    on_stage(world)

    for text in (shown(hall), board(hall, world)):
        assert "author 有限公司" not in text
        assert world.entry.number in text


def test_the_board_tells_the_order_who_is_on_stage_and_who_is_next(world, hall):
    running(world)
    on_stage(world)
    text = board(hall, world)

    assert text.index("entry 的方案") < text.index("rival_entry 的方案")
    assert "台上 · 第 1 项" in text
    assert "下一项" in text


def test_a_session_that_does_not_exist_has_no_board(hall, world):
    assert hall.get("/board/999").status_code == hall.get("/board/999/state").status_code == 404


def test_a_key_is_made_named_shown_and_ended(world, visit):
    organizer, supervisor = visit(world.organizer), visit(world.supervisor)
    address = f"/sessions/{world.session.id}/screens"

    organizer.post(address, data={"name": "右屏"})

    key = db.session.query(ScreenKey).filter_by(name="右屏").one()
    assert f"/screen/{key.token}" in organizer.get(address).text
    assert key.token not in supervisor.get(address).text
    assert organizer.post(address, data={"name": ""}).status_code == 422
    organizer.post(f"/screen-keys/{key.id}/end")
    assert visit().get(f"/screen/{key.token}").status_code == 410
