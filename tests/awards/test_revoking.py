"""An award ends with its entry: the seat and the money are free for a second plan."""

import pytest
from sqlalchemy import select

from awards.actions.followups import AwardRevoked, decide_follow_up
from awards.invariants import check_invariants
from awards.models import Award, FollowUp
from awards.queries.awards import seats_taken
from awards.queries.prizes import given_fen
from awards.states import AwardState
from awards.worklist import items
from contest.actions.screening import disqualify_entry
from contest.core.db import db
from tests.awards.proposing import MILLION, approve, give_prizes, propose, publish
from tests.awards.test_invariants import behind_the_back

WHY = "申报材料弄虚作假"


@pytest.fixture
def awarded(world):
    """The first prize is the author's; the rival is left without a seat."""
    give_prizes(world, ("一等奖", 1, MILLION))
    publish(world)
    approve(world, propose(world))
    return world


def award_of(entry):
    return db.session.scalars(select(Award).where(Award.entry_id == entry.id)).one()


def follow_up_of(entry):
    query = select(FollowUp).where(FollowUp.award_id == award_of(entry).id)
    return db.session.scalars(query).first()


def broken():
    return [finding.name for finding in check_invariants() if not finding.holds]


def test_who_is_disqualified_loses_the_award_for_the_same_reason(awarded, time):
    disqualify_entry(awarded.entry, by=awarded.organizer, reason=WHY)

    award = award_of(awarded.entry)
    assert (award.state, award.revocation) == (AwardState.REVOKED, WHY)
    assert award.revoked_at == time.now


def test_seat_and_money_are_free_again_and_every_rule_of_awards_holds(awarded):
    disqualify_entry(awarded.entry, by=awarded.organizer, reason=WHY)

    assert seats_taken(awarded.contest.id, challenge_id=None) == {}
    assert given_fen(awarded.contest.id) == 0
    assert broken() == ["已发布的排名与评分表重算结果一致"]  # the little world's have no ballots


def test_nothing_follows_from_a_revoked_award(app, awarded):
    disqualify_entry(awarded.entry, by=awarded.organizer, reason=WHY)

    follow_up = follow_up_of(awarded.entry)

    with pytest.raises(AwardRevoked):
        decide_follow_up(
            follow_up,
            by=awarded.organizer,
            version=follow_up.version,
            granted=True,
            reason="列入",
        )
    with app.test_request_context():
        titles = [item.title for item in items(awarded.organizer)]
    assert "《contest 场景大赛》有 3 项政策衔接待决定" not in titles


def test_the_page_of_awards_says_what_was_revoked_and_why(awarded, visit):
    disqualify_entry(awarded.entry, by=awarded.organizer, reason=WHY)

    page = visit(awarded.supervisor).get(f"/contests/{awarded.contest.id}/awards").text

    assert "已撤销的奖励" in page
    assert WHY in page


def test_an_award_left_standing_behind_its_entry_is_found(awarded):
    disqualify_entry(awarded.entry, by=awarded.organizer, reason=WHY)
    behind_the_back(Award, state=AwardState.APPROVED)

    assert "退出大赛的项目没有有效的奖励" in broken()
