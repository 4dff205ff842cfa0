"""Marks that came after closing: two people decide, and nothing counts by itself."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from contest.core.db import db
from contest.models import User
from judging import late_words
from judging.actions import editions
from judging.actions import late_decisions as actions
from judging.models import BallotSource, Standing
from judging.queries.editions import preparation_of
from judging.readiness import GapKind
from judging.receipts import content_of
from judging.states import BallotState, LateState
from judging.worklist import items
from tests.judging.counting import mark
from tests.judging.lateness import (
    MINUTE,
    arrive_late,
    close_session,
    late_now,
    send_late,
    state_now,
)
from tests.judging.people import recuse
from tests.judging.test_ballots import WHOLE, given, put
from tests.world import MONDAY

REASON = "监督人在场核实：关闭前已在平板提交"


def propose(world, late, *, counts=True):
    actions.propose_late(late, by=world.organizer, counts=counts, reason=REASON)


def confirm(world, late):
    actions.confirm_late(late, by=world.second_organizer)


def decide(world, visit, *, counts=True):
    late = arrive_late(world, visit)
    propose(world, late, counts=counts)
    confirm(world, late)
    return late_now(world)


def places(world):
    """Compute an edition, and return the entries that have a place, by number of ballots."""
    edition = editions.compute_edition(world.contest, by=world.organizer, reason="照此计算")
    found = db.session.scalars(select(Standing).where(Standing.edition_id == edition.id))
    return {one.entry_id: one.ballots for one in found}


def forbidding(world):
    return {gap.kind for gap in preparation_of(world.contest).gaps if gap.forbids}


def test_what_two_people_agree_to_count_is_in_the_standings(world, visit):
    mark(world, world.rival_entry, world.judge, "12 25 30")
    mark(world, world.rival_entry, world.other_judge, "12 25 30")

    late = decide(world, visit)

    assert (late.state, late.decided_by_id) == (LateState.COUNTED, world.second_organizer.id)
    assert places(world) == {world.entry.id: 1, world.rival_entry.id: 2}
    assert world.ballot.source is BallotSource.LATE
    assert given(world.ballot) == {key: Decimal(text) for key, text in WHOLE.items()}


def test_what_they_dismiss_is_not_counted_and_still_listed(world, visit):
    mark(world, world.rival_entry, world.judge, "12 25 30")

    decide(world, visit, counts=False)

    assert state_now(world) is LateState.DISMISSED
    assert places(world) == {world.rival_entry.id: 1}
    assert world.ballot.state is BallotState.DRAFT
    url = f"/contests/{world.contest.id}/late"
    assert "不计入" in visit(world.organizer).get(url).text


def test_a_submission_with_a_gap_is_kept_apart_with_a_receipt_for_what_was_sent(world, visit):
    close_session(world)
    at = {"made_at": (MONDAY - 2 * MINUTE).isoformat(), "sent_at": MONDAY.isoformat()}
    sent = {"version": 1, "marks": {"cost": "3"}, "state": "submitted", **at}

    answer = put(visit(world.judge), world.ballot.uuid, **sent)

    receipt = answer.json["receipt"]
    marks = {**dict.fromkeys(WHOLE), "cost": "3.00"}
    named = {"uuid": world.ballot.uuid, "entry": world.entry.id, "judge": world.judge.id}
    assert answer.status_code == 202
    assert receipt["content"] == content_of(**named, state=receipt["state"], marks=marks)
    assert not late_now(world).whole


@pytest.mark.parametrize("proposed", [False, True])
def test_nothing_is_computed_before_they_have_decided(world, visit, proposed):
    mark(world, world.rival_entry, world.judge, "12 25 30")
    late = arrive_late(world, visit)
    if proposed:
        propose(world, late)

    with pytest.raises(editions.NotSettled):
        editions.compute_edition(world.contest, by=world.organizer, reason="照此计算")

    assert forbidding(world) == {GapKind.UNDECIDED_LATE}


def test_nothing_is_published_while_something_late_waits(world, visit):
    mark(world, world.rival_entry, world.judge, "12 25 30")
    edition = editions.compute_edition(world.contest, by=world.organizer, reason="照此计算")
    arrive_late(world, visit)

    with pytest.raises(editions.Outdated):
        editions.publish_edition(edition, by=world.organizer)


def test_nobody_confirms_their_own_proposal(world, visit):
    late = arrive_late(world, visit)
    propose(world, late)

    with pytest.raises(actions.SamePerson):
        actions.confirm_late(late, by=world.organizer)

    assert state_now(world) is LateState.PROPOSED


def test_a_returned_proposal_waits_again_and_says_why(world, visit):
    late = arrive_late(world, visit)
    propose(world, late)

    actions.return_late(late, by=world.second_organizer, reason="没有见证人签字")

    late = late_now(world)
    assert (late.state, late.proposed_by_id, late.counts) == (LateState.WAITING, None, None)
    assert "没有见证人签字" in visit(world.organizer).get(f"/late/{late.id}").text


@pytest.mark.parametrize("by", ["proposal", "confirmation"])
def test_a_recused_judges_late_marks_are_not_counted(world, visit, by):
    late = arrive_late(world, visit)
    if by == "confirmation":
        propose(world, late)
    recuse(world.entry, world.judge)

    with pytest.raises(actions.NoLongerJudges):
        propose(world, late) if by == "proposal" else confirm(world, late)

    assert given(world.ballot) == {}


def test_other_marks_never_write_over_a_submitted_ballot(world, visit):
    late = arrive_late(world, visit)
    mark(world, world.entry, world.judge, "10 10 10")

    with pytest.raises(actions.StandsAlready):
        propose(world, late)

    assert given(world.ballot)["cost"] == 10


def test_the_same_marks_submitted_meanwhile_are_counted_once(world, visit):
    late = arrive_late(world, visit)
    mark(world, world.entry, world.judge, "17.5 31 28.5")
    propose(world, late)

    actions.confirm_late(late, by=world.second_organizer)

    assert world.ballot.source is BallotSource.TABLET
    assert state_now(world) is LateState.COUNTED


def test_what_is_not_whole_cannot_be_counted(world, visit):
    late = arrive_late(world, visit, {"cost": "3"}, state="draft")

    with pytest.raises(actions.NotWhole):
        propose(world, late)


def test_after_publication_nothing_late_counts(world, visit):
    late = arrive_late(world, visit)
    mark(world, world.rival_entry, world.judge, "12 25 30")
    propose(world, late, counts=False)
    actions.confirm_late(late, by=world.second_organizer)
    edition = editions.compute_edition(world.contest, by=world.organizer, reason="照此计算")
    editions.publish_edition(edition, by=world.organizer)
    later = send_late(world, visit, {**WHOLE, "cost": "1"})

    with pytest.raises(actions.OutAlready):
        propose(world, later)


def test_the_whole_way_on_the_pages(world, visit):
    late = arrive_late(world, visit)
    first, second = visit(world.organizer), visit(world.second_organizer)

    listed = first.get(f"/contests/{world.contest.id}/late").text
    shown = first.get(f"/late/{late.id}").text
    proposed = first.post(f"/late/{late.id}/proposal", data={"counts": "yes", "reason": REASON})
    own = first.post(f"/late/{late.id}/confirmation")
    confirmed = second.post(f"/late/{late.id}/confirmation")

    assert "待提议" in listed
    assert "31.00" in shown
    assert (proposed.status_code, own.status_code, confirmed.status_code) == (302, 409, 302)
    assert "提议人不能自己确认" in own.text
    assert state_now(world) is LateState.COUNTED


def test_a_reason_is_asked_and_nothing_typed_is_lost(world, visit):
    late = arrive_late(world, visit)

    answer = visit(world.organizer).post(f"/late/{late.id}/proposal", data={"reason": REASON})

    assert answer.status_code == 422
    assert REASON in answer.text
    assert "请选择一项。" in answer.text


@pytest.mark.parametrize(
    ("who", "told"), [("organizer", 0), ("second_organizer", 1), ("supervisor", 0)]
)
def test_a_proposal_is_work_for_the_other_organizer(app, world, visit, who, told):
    late = arrive_late(world, visit)
    propose(world, late)
    person: User = getattr(world, who)

    with app.test_request_context():
        titles = [item.title for item in items(person)]

    assert titles.count("1 份迟到的评分待第二人确认") == told


@pytest.mark.parametrize("extra", [0, 5])
@pytest.mark.sqlite_only  # what is asked does not depend on the database
def test_the_list_costs_the_same_however_many(world, visit, queries, extra):
    arrive_late(world, visit)
    for n in range(extra):
        send_late(world, visit, {"cost": str(n)}, state="draft")
    client = visit(world.organizer)
    client.get(f"/contests/{world.contest.id}/late")

    with queries() as made:
        page = client.get(f"/contests/{world.contest.id}/late").text

    assert page.count("<tr>") == 2 + extra
    assert len(made) == 6


@pytest.mark.parametrize(
    ("off", "words"),
    [
        (timedelta(seconds=90), ""),
        (timedelta(minutes=7), "平板时钟快 7 分钟，已按服务器时间校正"),
        (timedelta(days=3), "平板时钟快 3 天，已按服务器时间校正"),
        (-timedelta(hours=5), "平板时钟慢 5 小时，已按服务器时间校正"),
    ],
)
@pytest.mark.sqlite_only  # pure words
def test_a_clocks_error_is_told_in_words(app, off, words):
    with app.test_request_context():
        assert late_words.skew_in_words(int(off.total_seconds())) == words
