"""The console's pages: every button is a form, two people do no harm, and reading costs little."""

from datetime import timedelta

import pytest

from contest.core.actions import operating
from contest.core.db import db
from judging.actions import attending, closing, stage
from judging.actions.panels import seat_judge
from judging.models import Absence, MarksWhen, Presence, Session
from judging.queries.live import live_of
from judging.states import SessionState
from tests.judging.counting import mark as given
from tests.judging.live import all_marked, mark, on_stage, running, slots
from tests.judging.people import add_judge
from tests.world import MONDAY

JSON = {"Accept": "application/json"}


@pytest.fixture
def organizer(world, visit):
    return visit(world.organizer)


def page(client, name="console"):
    return client.get(f"/sessions/1/{name}")


def test_an_evening_is_led_by_plain_forms(world, organizer):
    first, second = (slot.id for slot in slots(world))
    seen = "none//"

    for path, data in (
        ("/sessions/1/start", {}),
        (f"/slots/{first}/call", {"seen": ""}),
        (f"/slots/{first}/marking", {}),
        ("/sessions/1/timer", {"deed": "talk", "seen": seen}),
        ("/sessions/1/pause", {"words": "茶歇"}),
        ("/sessions/1/resumption", {}),
        (f"/slots/{second}/call", {"seen": first}),
        (f"/slots/{second}/leave", {}),
    ):
        answer = organizer.post(path, data=data)
        assert (answer.status_code, answer.location) == (302, "/sessions/1/console"), path

    assert live_of(world.session).stage is None
    assert [bool(slot.left_at) for slot in slots(world)] == [True, True]


def test_a_press_without_a_reload_is_answered_without_a_page(world, organizer):
    assert organizer.post("/sessions/1/start", headers=JSON).status_code == 204
    stage.call_slot(slots(world)[0], by=world.organizer)
    stage.call_slot(slots(world)[1], by=world.organizer, seen=slots(world)[0].id)

    late = organizer.post(f"/slots/{slots(world)[0].id}/call", data={"seen": ""}, headers=JSON)

    assert late.status_code == 409
    assert "另一位工作人员" in late.json["error"]


@pytest.mark.parametrize("deed", ["", "sing"])
def test_an_unknown_deed_on_the_clock_is_refused(world, organizer, deed):
    answer = organizer.post("/sessions/1/timer", data={"deed": deed}, headers=JSON)

    assert answer.status_code == 409


def test_the_supervisor_reads_and_presses_nothing(world, visit):
    running(world)
    text = page(visit(world.supervisor)).text

    assert "entry 的方案" in text
    assert "<form" not in text.split("console-frame", 1)[1]


def test_judges_are_shown_as_far_as_they_are(world, organizer, time):
    running(world)
    on_stage(world)
    mark(world, world.judge, world.entry)
    with operating() as session:
        session.add(
            Presence(
                session_id=world.session.id,
                judge_id=world.other_judge.id,
                seen_at=MONDAY,
                unsent=2,
                skew=600,
            )
        )
    time.now += timedelta(minutes=3, seconds=5)

    text = page(organizer).text

    for words in ("已提交", "未开始", "离线 3 分钟", "2 份未发出", "平板时钟快 10 分钟"):
        assert words in text


def test_an_absence_needs_a_judge_and_a_reason_and_keeps_what_was_typed(world, organizer):
    judge = world.other_judge.id
    empty = organizer.post(
        "/sessions/1/absences", data={"judge_id": judge, "entry_id": 0, "reason": ""}
    )
    assert empty.status_code == 422
    assert f'selected value="{judge}"' in empty.text
    told = organizer.post("/sessions/1/absences", data={"judge_id": 0}, headers=JSON)
    assert (told.status_code, bool(told.json["error"])) == (422, True)

    organizer.post(
        "/sessions/1/absences", data={"judge_id": judge, "entry_id": 0, "reason": "晕倒送医"}
    )

    absence = db.session.query(Absence).filter_by(ended_at=None).one()
    assert (absence.judge_id, absence.entry_id, absence.reason) == (judge, None, "晕倒送医")
    assert "晕倒送医" in page(organizer).text
    organizer.post(f"/absences/{absence.id}/end")
    assert db.session.query(Absence).filter_by(ended_at=None).count() == 0


def test_closing_names_who_is_missing_and_leads_to_the_absence(world, organizer):
    running(world, MarksWhen.ANYTIME)
    mark(world, world.judge, world.entry)

    text = page(organizer, "closing").text

    assert "第 1 项《entry 的方案》：other_judge 先生 未提交" in text
    assert f"judge_id={world.other_judge.id}" in text
    assert page(organizer, "closing").text.count("关闭本场</button>") == 0


def test_a_refused_closing_keeps_the_reason(world, organizer):
    running(world)
    answer = organizer.post("/sessions/1/closing", data={"reason": ""})
    assert answer.status_code == 422
    assert "照此关闭须写明理由" in answer.text

    organizer.post("/sessions/1/closing", data={"reason": "台风提前结束"})

    assert world.session.state is SessionState.CLOSED


def test_the_evening_ends_closed_revealed_and_frozen(world, organizer):
    all_marked(world)
    assert organizer.post("/sessions/1/closing").status_code == 302
    for slot in slots(world):
        organizer.post(f"/slots/{slot.id}/reveal")
    organizer.post(f"/slots/{slots(world)[1].id}/hiding")
    assert [bool(slot.revealed_at) for slot in slots(world)] == [True, False]

    assert organizer.post("/sessions/1/freezing", data={"seen": "0"}).status_code == 422
    answer = organizer.post("/sessions/1/freezing", data={"seen": "2/2/4/0/0/0"})

    assert (answer.status_code, world.session.state) == (302, SessionState.FROZEN)


def test_opening_again_needs_a_reason(world, organizer):
    all_marked(world)
    closing.close_session(world.session, by=world.organizer)

    assert organizer.post("/sessions/1/reopening", data={"reason": ""}).status_code == 422
    organizer.post("/sessions/1/reopening", data={"reason": "补评"})

    assert world.session.state is SessionState.RUNNING


def test_the_slip_reads_the_score_out_and_names_no_judge(world, organizer):
    all_marked(world)
    first = slots(world)[0].id
    assert organizer.get(f"/slots/{first}/slip").status_code == 302
    closing.close_session(world.session, by=world.organizer)

    text = organizer.get(f"/slots/{first}/slip").text

    assert "两位评委总分 75.00，平均得分 37.50。" in text
    assert "本场第 <b>2</b> 名" in text
    assert "judge 先生" not in text
    for signer in ("参赛方代表", "记分人", "复核人", "监督人"):
        assert signer in text


def test_an_unchanged_console_costs_two_statements(world, organizer, queries):
    tag = page(organizer, "console/state").headers["ETag"]

    with queries() as made:
        answer = organizer.get("/sessions/1/console/state", headers={"If-None-Match": tag})

    assert (answer.status_code, len(made)) == (304, 2)


def test_what_a_tablet_tells_reaches_the_console_within_ten_seconds(world, organizer, time):
    tag = page(organizer, "console/state").headers["ETag"]

    time.now += timedelta(seconds=10)

    answer = organizer.get("/sessions/1/console/state", headers={"If-None-Match": tag})
    assert answer.status_code == 200


@pytest.mark.parametrize("more", [0, 5])
def test_the_console_costs_the_same_however_many_judges_and_calls(world, organizer, queries, more):
    for number in range(more):
        judge = add_judge(f"more{number}", world.body.id)
        seat_judge(world.panel, by=world.organizer, judge_id=judge.id, kind="technical")
        attending.call_for_help(world.session, by=judge, entry_id=None, words="来人")
        attending.record_absence(
            world.session, by=world.organizer, judge_id=judge.id, entry_id=None, reason="堵车"
        )
    page(organizer)

    with queries() as made:
        text = page(organizer).text

    assert text.count('class="call"') == more
    assert len(made) == 11


def test_the_form_of_a_new_session_waits_for_the_call(world, organizer):
    text = organizer.get(f"/contests/{world.contest.id}/sessions/new").text
    assert 'checked class="form-check-input" id="marks_when-0"' in text

    organizer.post(
        f"/contests/{world.contest.id}/sessions/new",
        data={
            "name": "下午场",
            "room": "一号厅",
            "starts_at": "2026-03-02T17:00",
            "panel_id": world.panel.id,
            "marks_when": "called",
        },
    )

    assert db.session.query(Session).filter_by(name="下午场").one().marks_when is MarksWhen.CALLED


def test_far_marks_are_flagged_before_closing_and_hinder_nothing(world, organizer):
    third = add_judge("third", world.body.id)
    seat_judge(world.panel, by=world.organizer, judge_id=third.id, kind="technical")
    all_marked(world)
    given(world, world.rival_entry, third, "2 2 2")
    given(world, world.entry, third, "12 12 12")

    text = page(organizer, "closing").text

    assert "third" in text[text.index("畸高畸低") :]
    assert "关闭本场</button>" in text
    assert third.id in live_of(world.session).turns[1].ballots
