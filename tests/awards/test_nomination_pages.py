"""The pages of nominations for the key R&D plan."""

import pytest

from awards.models import FollowUpKind, Nomination
from awards.states import NominationState
from contest.core.db import db
from tests.awards.listing import RESEARCH, confirm, nominated, question, won

TYPED = {
    "research": "行走机构轻量化",
    "aims": "故障率下降一半",
    "funding_fen": "80",
    "grounds": "含关键部件技术攻关",
}


def test_a_winner_is_nominated_and_decided_on_the_pages(world, visit):
    award = won(world)
    confirm(world, award)
    first, second = visit(world.organizer), visit(world.second_organizer)

    asked = first.get(f"/follow-ups/{question(award, FollowUpKind.KEY_RD).id}")
    first.post(asked.headers["Location"], data=TYPED)
    nomination = db.session.query(Nomination).one()
    decided = {"version": nomination.version, "decision": "yes", "reason": "推荐"}
    own = first.post(f"/nominations/{nomination.id}/decision", data=decided)
    second.post(f"/nominations/{nomination.id}/decision", data=decided)

    assert nomination.funding_fen == 80_000_000
    assert "提名人不能决定自己的提名" in own.text
    assert db.session.get(Nomination, nomination.id).state is NominationState.APPROVED
    assert "推荐" in visit(world.supervisor).get(f"/nominations/{nomination.id}").text


def test_bad_amounts_are_told_and_nothing_typed_is_lost(world, visit):
    award = won(world)

    answer = visit(world.organizer).post(
        f"/nominations/of/{award.id}", data={**TYPED, "funding_fen": "八十"}
    )

    assert answer.status_code == 422
    assert "请填写数字" in answer.text
    assert "行走机构轻量化" in answer.text


def test_a_nomination_is_changed_on_its_page(world, visit):
    nomination = nominated(world)
    data = {**TYPED, "version": nomination.version}

    visit(world.second_organizer).post(f"/nominations/{nomination.id}/edit", data=data)

    db.session.expire_all()
    assert nomination.research == "行走机构轻量化"
    assert nomination.proposed_by_id == world.second_organizer.id


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("", True),
        ("year=2026", True),
        ("year=2025", False),
        ("state=approved", False),
        ("q=机器人", True),
        ("q=泵站", False),
        ("sort=-funding", True),
    ],
)
def test_the_list_and_its_export_show_what_is_asked_for(world, visit, asked, shown):
    nominated(world)
    client = visit(world.supervisor)

    page = client.get(f"/nominations/?{asked}").text
    table = client.get(f"/nominations/list.csv?{asked}").text

    assert (RESEARCH.research in page) is shown
    assert ("1 项，申请资助合计 80.00 万元" in page) is shown
    assert (RESEARCH.research in table) is shown
    assert RESEARCH.research not in visit(world.other_organizer).get("/nominations/").text
