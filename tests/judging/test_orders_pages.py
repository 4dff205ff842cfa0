"""The pages of running orders: draws, hand-drawn orders, fewest leavings, single turns."""

import json
from html import unescape

import pytest

from contest.core.db import db
from judging.actions.slots import miss_turn
from judging.cli import judging_cli
from judging.draw import checks_of, commitment_to
from judging.models import Draw, OrderChange, Slot
from judging.states import DrawState
from tests.judging.drawing import (
    HOUR,
    NUMBER,
    SOURCE,
    WITNESS,
    a_session,
    drawn,
    numbers,
    salt_of,
    sealed,
)
from tests.judging.people import add_judge, recuse

TYPED = {"source": SOURCE, "known_at": "2026-03-02T18:00", "scope": "all"}
READ = {"public_number": NUMBER, "again": "３９１２．４５", "witness": WITNESS}


def only_draw():
    db.session.expire_all()
    return db.session.query(Draw).one()


def boxes(session, order):
    """Return what is typed to give the session's entries these places."""
    places = zip(session.slots, order, strict=True)
    return {f"place_{slot.id}": place for slot, place in places} | {"witness": WITNESS}


def test_a_draw_from_promise_to_order(world, visit, time):
    session, client = a_session(world), visit(world.organizer)

    made = client.post(f"/sessions/{session.id}/draws/new", data=TYPED)
    draw = only_draw()
    assert made.headers["Location"] == f"/draws/{draw.id}"
    time.now += HOUR
    client.post(f"/draws/{draw.id}/number", data=READ)

    assert only_draw().state is DrawState.DRAWN
    page = visit().get(f"/draws/{draw.id}").text
    assert only_draw().salt in page
    assert [f"<b>{n}</b>" in page for n in numbers(session)] == [True] * 4
    assert "抽签（第 1 次，查看记录）" in client.get(f"/sessions/{session.id}").text


@pytest.mark.parametrize("who", [None, "organizer", "supervisor", "author", "system_admin"])
def test_nobody_reads_the_salt_of_a_sealed_draw(world, visit, who):
    session = a_session(world)
    draw = sealed(world, session)
    salt = salt_of(draw)
    client = visit(who and getattr(world, who))

    pages = [f"/draws/{draw.id}", f"/draws/{draw.id}.json", f"/sessions/{session.id}"]
    pages += [f"/contests/{world.contest.id}/log", f"/draws/{draw.id}/number"]
    texts = [client.get(page).get_data(as_text=True) for page in pages]

    assert json.loads(texts[1])["commitment"] == commitment_to(salt)
    assert draw.commitment[:4] in texts[0]
    assert not any(salt in text or salt[:4] + " " + salt[4:8] in text for text in texts)


def test_the_public_record_names_numbers_and_no_names(world, visit, time):
    draw = drawn(world, time, world.session)

    page = visit().get(f"/draws/{draw.id}").text

    assert world.entry.number in page
    for hidden in (world.entry.title, world.entry.enterprise.name, world.organizer.name, WITNESS):
        assert hidden not in page
    assert WITNESS in visit(world.supervisor).get(f"/draws/{draw.id}").text


def test_a_record_that_is_not_there_is_not_found(visit):
    assert visit().get("/draws/999").status_code == 404
    assert visit().get("/draws/999.json").status_code == 404


def test_the_record_holds_when_it_is_computed_again(app, world, visit, time, tmp_path):
    draw = drawn(world, time, a_session(world))
    text = visit().get(f"/draws/{draw.id}.json").get_data(as_text=True)
    kept = tmp_path / "draw.json"
    kept.write_text(text, encoding="utf-8")
    run = app.test_cli_runner().invoke

    good = run(judging_cli, ["draw-check", str(kept)])
    kept.write_text(text.replace(NUMBER, "3912.46"), encoding="utf-8")
    bad = run(judging_cli, ["draw-check", str(kept)])

    assert all(check.holds for check in checks_of(json.loads(text)))
    assert (good.exit_code, good.output.count("相符：")) == (0, 5)
    assert bad.exit_code == 1
    assert "不符：顺序按排序值从小到大" in bad.output


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"salt": 1}', "null"])
def test_what_is_no_record_is_refused(app, tmp_path, text):
    kept = tmp_path / "draw.json"
    kept.write_text(text, encoding="utf-8")

    told = app.test_cli_runner().invoke(judging_cli, ["draw-check", str(kept)])

    assert told.exit_code == 2
    assert "不是一份已抽定的抽签记录" in told.output


def test_no_text_of_a_record_is_a_command(world, visit, time):
    draw = sealed(world, a_session(world))
    time.now += HOUR
    evil = "1'; rm -rf ~ #"
    data = READ | {"public_number": evil, "again": evil}

    visit(world.organizer).post(f"/draws/{draw.id}/number", data=data)

    page = unescape(visit().get(f"/draws/{draw.id}").text)
    assert "'1'\"'\"'; rm -rf ~ #'" in page
    assert "'1'; rm" not in page


def test_two_different_numbers_draw_nothing_and_stay_in_the_form(world, visit, time):
    draw = sealed(world, a_session(world))
    time.now += HOUR

    page = visit(world.organizer).post(f"/draws/{draw.id}/number", data=READ | {"again": "3912.54"})

    assert page.status_code == 422
    assert "两次输入不一致" in page.text
    assert 'value="3912.54"' in page.text
    assert only_draw().state is DrawState.SEALED


def test_a_number_is_not_asked_for_before_its_time(world, visit):
    draw = sealed(world, a_session(world))
    client = visit(world.organizer)

    assert "还没有到公布时间" in client.get(f"/draws/{draw.id}/number").text
    assert client.post(f"/draws/{draw.id}/number", data=READ).status_code == 422
    assert only_draw().state is DrawState.SEALED


def test_a_promise_about_a_known_number_is_refused_beside_what_was_typed(world, visit):
    session = a_session(world)
    data = TYPED | {"known_at": "2026-03-02T16:00"}

    page = visit(world.organizer).post(f"/sessions/{session.id}/draws/new", data=data)

    assert page.status_code == 422
    assert "须晚于现在" in page.text
    assert SOURCE in page.text
    assert db.session.query(Draw).count() == 0


def test_a_draw_is_called_off_with_a_reason(world, visit):
    draw = sealed(world, a_session(world))
    client = visit(world.organizer)

    assert client.post(f"/draws/{draw.id}/cancellation", data={"reason": ""}).status_code == 422
    client.post(f"/draws/{draw.id}/cancellation", data={"reason": "改用摇号球"})

    assert only_draw().state is DrawState.CANCELLED
    assert "改用摇号球" in visit().get(f"/draws/{draw.id}").text


def test_an_order_drawn_by_hand_is_typed_in(world, visit):
    session = a_session(world)

    visit(world.organizer).post(
        f"/sessions/{session.id}/order/typed", data=boxes(session, [3, 1, 4, "２"])
    )

    assert numbers(session) == ["N2", "N4", "N1", "N3"]


@pytest.mark.parametrize(
    ("places", "said"),
    [
        ([1, 2, 3, ""], "请填写序号。"),
        ([1, 2, 3, 3], "序号 3 填了不止一次。"),
        ([1, 2, 3, 5], "请填写 1 到 4 之间的序号。"),
        ([1, 2, 3, 0], "请填写 1 到 4 之间的序号。"),
        ([1, 2, 3, "四"], "请填写整数。"),
    ],
)
def test_a_wrong_place_is_told_beside_its_box_and_nothing_is_lost(world, visit, places, said):
    session = a_session(world)

    page = visit(world.organizer).post(
        f"/sessions/{session.id}/order/typed", data=boxes(session, places)
    )

    assert page.status_code == 422
    assert said in page.text
    assert f'value="{places[-1]}"' in page.text
    assert WITNESS in page.text
    assert numbers(session) == ["N1", "N2", "N3", "N4"]


def test_fewer_leavings_are_shown_then_applied(world, visit):
    session, client = a_session(world), visit(world.organizer)
    for slot in (session.slots[0], session.slots[2]):
        recuse(slot.entry, world.judge)
    url = f"/sessions/{session.id}/order/fewest-leavings"

    page = client.get(url).text
    assert "现在 2 次 → 调整后 1 次" in page
    assert client.post(url, data={"shown": "1 2 3"}).status_code == 422
    order = [session.slots[n].id for n in (1, 3, 0, 2)]
    client.post(url, data={"shown": " ".join(map(str, order))})

    assert numbers(session) == ["N2", "N4", "N1", "N3"]
    assert "离场 2 次 → 1 次" in client.get(f"/sessions/{session.id}").text


def test_a_turn_moves_swaps_and_leaves_by_its_page(world, visit):
    session, client = a_session(world), visit(world.organizer)
    first, last = session.slots[0].id, session.slots[3].id

    client.post(f"/slots/{first}/place", data={"place-place": "3"})
    assert numbers(session) == ["N2", "N3", "N1", "N4"]
    client.post(f"/slots/{first}/swap", data={"swap-other_id": last})
    assert numbers(session) == ["N2", "N3", "N4", "N1"]
    client.post(f"/slots/{first}/session", data={"transfer-session_id": world.session.id})
    assert numbers(session) == ["N2", "N3", "N4"]
    client.post(f"/slots/{last}/removal", data={"removal-reason": ""})

    assert numbers(session) == ["N2", "N3"]


def test_a_drawn_turn_asks_for_the_reason_and_tells_it(world, visit, time):
    session, client = a_session(world), visit(world.organizer)
    drawn(world, time, session)
    slot = db.session.query(Slot).filter_by(session_id=session.id, position=1).one().id

    refused = client.post(f"/slots/{slot}/place", data={"place-place": "4"})
    assert refused.status_code == 422
    assert 'value="4"' in refused.text
    data = {"place-place": "4", "place-reason": "航班延误"}
    client.post(f"/slots/{slot}/place", data=data)

    page = client.get(f"/sessions/{session.id}").text
    assert "理由：航班延误" in page
    assert "顺序：抽签，后有 1 次变动" in page


def test_a_missed_turn_shows_and_is_called_again(world, visit):
    session, client = world.session, visit(world.organizer)
    before, slot = numbers(session), session.slots[0].id

    client.post(f"/slots/{slot}/absence", data={"miss-reason": "堵车"})
    assert "堵车" in client.get(f"/sessions/{session.id}").text
    assert "重新叫号" in client.get(f"/slots/{slot}").text
    client.post(f"/slots/{slot}/recall")

    assert numbers(session) == before[::-1]


def test_sessions_that_overlap_are_told_on_both_pages(world, visit):
    a_session(world, starts_at=world.session.starts_at, room="二号厅")
    client = visit(world.organizer)

    page = client.get(f"/sessions/{world.session.id}").text
    listed = client.get(f"/contests/{world.contest.id}/sessions").text

    assert "时间重叠：同一地点、同一评审组。" in page
    assert listed.count("时间重叠：同一地点、同一评审组。") == 2


def test_entrants_follow_their_draw_from_home(world, visit, time):
    draw = sealed(world, world.session)
    client = visit(world.author)

    waiting = client.get("/").text
    assert "顺序待抽签决定" in waiting
    assert f'href="/draws/{draw.id}"' in waiting


@pytest.mark.parametrize("extra", [0, 6])
def test_pages_cost_the_same_however_many_turns_and_changes(world, visit, queries, time, extra):
    session = a_session(world, entries=3 + extra)
    draw = drawn(world, time, session)
    for slot in list(session.slots)[:extra]:
        recuse(slot.entry, add_judge(f"judge{slot.id}", world.body.id))
    time.now = session.starts_at
    for slot in list(session.slots)[:extra]:
        miss_turn(slot, by=world.organizer, reason="堵车")
    client, slot = visit(world.organizer), session.slots[0].id
    paths = {
        f"/sessions/{session.id}": 15,
        f"/slots/{slot}": 14,
        f"/sessions/{session.id}/order/typed": 8,
        f"/sessions/{session.id}/order/fewest-leavings": 10,
        f"/sessions/{session.id}/draws/new": 11,
        f"/draws/{draw.id}": 2,
    }

    made = {}
    for path in paths:
        with queries() as asked:
            assert client.get(path).status_code == 200
        made[path] = len(asked)

    assert made == paths
    assert db.session.query(OrderChange).count() >= 2
