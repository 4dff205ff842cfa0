"""The pages of recusals: matrix, decisions, and requests of entrants."""

import io

import pytest

from contest.core.db import db
from judging.actions import recusals as actions
from judging.models import RecusalOrigin, RecusalRequest
from judging.states import BallotState, RecusalState
from tests.judging.people import add_judge, employ, recusals, recuse
from tests.world import CODES


def asked(world):
    return actions.request_recusal(
        world.entry, by=world.author, named="某大学王教授", detail="曾为我司顾问", evidence=None
    )


def test_the_matrix_shows_states_in_words_and_who_remains(world, visit):
    recuse(world.entry, world.judge)
    recusal = recuse(world.rival_entry, world.other_judge)
    actions.confirm_recusal(recusal, by=world.organizer, reason="属实")

    page = visit(world.supervisor).get(f"/contests/{world.contest.id}/recusals").text

    assert page.count('<td class="potential">') == 1
    assert page.count('<td class="recused">') == 1
    assert page.count("1 位</span>") == 1


def test_a_shortage_is_red(world, visit):
    for judge in (world.judge, world.other_judge):
        recusal = recuse(world.entry, judge)
        actions.confirm_recusal(recusal, by=world.organizer, reason="属实")

    page = visit(world.organizer).get(f"/contests/{world.contest.id}/recusals").text

    assert "0 位，不足" in page
    assert "1 个项目法定人数不足" in page


def test_the_button_searches_and_says_what_it_found(world, visit):
    employ(world.other_judge, CODES["rival"])
    client, url = visit(world.organizer), f"/contests/{world.contest.id}/recusals/search"

    first, second = (client.get(client.post(url).headers["Location"]).text for _try in range(2))

    assert "发现 1 项潜在回避" in first
    assert "没有新发现" in second


def test_a_decision_needs_a_choice_and_a_reason(world, visit):
    recusal = recuse(world.entry, world.judge)
    client, url = visit(world.organizer), f"/recusals/{recusal.id}"

    assert client.post(url, data={"decision": "confirm"}).status_code == 422
    assert client.post(url, data={"reason": "属实"}).status_code == 422
    assert recusals(world)[0].state is RecusalState.POTENTIAL


@pytest.mark.parametrize(
    ("decision", "state", "ballot"),
    [
        ("confirm", RecusalState.CONFIRMED, BallotState.VOID),
        ("dismiss", RecusalState.DISMISSED, BallotState.DRAFT),
    ],
)
def test_the_organizer_decides(world, visit, decision, state, ballot):
    recusal = recuse(world.entry, world.judge)

    visit(world.organizer).post(
        f"/recusals/{recusal.id}", data={"decision": decision, "reason": "已电话核实"}
    )

    db.session.expire_all()
    assert (recusal.state, recusal.decision_reason) == (state, "已电话核实")
    assert world.ballot.state is ballot


def test_the_supervisor_reads_and_does_not_decide(world, visit):
    recusal = recuse(world.entry, world.judge, detail="在该公司任职")
    client, url = visit(world.supervisor), f"/recusals/{recusal.id}"

    assert "在该公司任职" in client.get(url).text
    assert client.post(url, data={"decision": "dismiss", "reason": "无"}).status_code == 403
    assert recusals(world)[0].state is RecusalState.POTENTIAL


def test_an_entrant_asks_with_a_file_and_reads_the_answer(world, visit):
    client, url = visit(world.author), f"/entries/{world.entry.id}/recusal-requests"
    png = bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
        "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
    )
    data = {
        "named": "某大学王教授",
        "detail": "曾为我司顾问",
        "evidence": (io.BytesIO(png), "聘书.png"),
    }

    sent = client.post(url, data=data, content_type="multipart/form-data")
    request = db.session.query(RecusalRequest).filter_by(entry_id=world.entry.id).one()
    actions.decline_request(request, by=world.organizer, reason="评委中无此人")

    assert sent.status_code == 302
    assert request.file.name == "聘书.png"
    assert "评委中无此人" in client.get(url).text
    with client.get(f"/recusal-requests/{request.id}/file") as file:
        assert file.data == png


def test_a_refused_file_is_told_beside_its_field_and_the_text_stays(world, visit):
    url = f"/entries/{world.entry.id}/recusal-requests"
    data = {
        "named": "某大学王教授",
        "detail": "曾为我司顾问",
        "evidence": (io.BytesIO(b"MZ not a picture"), "聘书.png"),
    }

    answer = visit(world.author).post(url, data=data, content_type="multipart/form-data")

    assert answer.status_code == 422
    assert "曾为我司顾问" in answer.text
    assert db.session.query(RecusalRequest).filter_by(entry_id=world.entry.id).count() == 0


def test_an_entrant_never_reads_a_judges_name(world, visit):
    request = asked(world)
    actions.grant_request(
        request,
        by=world.organizer,
        judge_id=world.judge.id,
        ground="other",
        reason="已登记，按程序核查",
    )
    client = visit(world.author)

    page = client.get(f"/entries/{world.entry.id}/recusal-requests").text

    assert "已登记，按程序核查" in page
    assert world.judge.name not in page
    assert client.get(f"/contests/{world.contest.id}/recusals").status_code == 404
    assert client.get(f"/contests/{world.contest.id}/panels").status_code == 404


def test_the_rival_reads_nothing_of_a_request(world, visit):
    request = asked(world)
    client = visit(world.rival)

    assert client.get(f"/entries/{world.entry.id}/recusal-requests").status_code == 404
    assert client.get(f"/recusal-requests/{request.id}/file").status_code == 404
    assert client.get(f"/recusal-requests/{request.id}").status_code == 404


def test_the_organizer_turns_a_request_into_a_recusal(world, visit):
    request, client = asked(world), visit(world.organizer)
    data = {"decision": "grant", "judge_id": world.judge.id, "ground": "other", "reason": "已登记"}

    answer = client.post(f"/recusal-requests/{request.id}", data=data)

    (recusal,) = recusals(world, origin=RecusalOrigin.REQUESTED)
    assert answer.headers["Location"] == f"/recusals/{recusal.id}"
    assert recusal.judge_id == world.judge.id


def test_granting_asks_which_judge_is_meant(world, visit):
    request, client = asked(world), visit(world.organizer)
    data = {"decision": "grant", "judge_id": 0, "ground": "other", "reason": "已登记"}

    answer = client.post(f"/recusal-requests/{request.id}", data=data)

    assert (answer.status_code, "请选择申请所指的专家" in answer.text) == (422, True)


def test_only_the_entrys_judges_are_offered(world, visit):
    add_judge("elsewhere", world.body.id)

    page = visit(world.organizer).get(f"/recusal-requests/{asked(world).id}").text

    assert "elsewhere 老师" not in page
    assert world.judge.name in page


@pytest.mark.parametrize("state", [RecusalState.POTENTIAL, RecusalState.CONFIRMED])
def test_a_recused_judge_reaches_nothing_of_the_entry_on_any_page(world, visit, state):
    recusal = recuse(world.entry, world.judge)
    if state is RecusalState.CONFIRMED:
        actions.confirm_recusal(recusal, by=world.organizer, reason="属实")
    client, entry = visit(world.judge), world.entry
    uuid = world.ballot.uuid

    pages = {
        url: client.get(url)
        for url in (
            "/",
            "/ballots/",
            f"/ballots/entries/{entry.id}",
            f"/ballots/entries/{world.rival_entry.id}",
            f"/api/v1/ballots/{uuid}",
            f"/contests/{world.contest.id}/declaration",
            f"/contests/{world.contest.id}/pledge",
            f"/recusals/{recusal.id}",
            f"/contests/{world.contest.id}/recusals",
            f"/sessions/{world.session.id}",
            f"/contests/{world.contest.id}/sessions",
        )
    }
    saved = client.put(f"/api/v1/ballots/{uuid}", json={"version": 1, "marks": {"cost": "1"}})

    leaks = [url for url, page in pages.items() if f">{entry.title}<" in page.text]
    leaks += [url for url, page in pages.items() if "author 有限公司" in page.text]
    assert leaks == []
    assert pages[f"/ballots/entries/{entry.id}"].status_code == 404
    assert pages[f"/api/v1/ballots/{uuid}"].status_code == 404
    assert pages["/ballots/"].status_code == 200
    assert "rival_entry 的方案" in pages["/ballots/"].text
    assert saved.status_code == 404
