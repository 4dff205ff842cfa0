"""Recusals: found, asked for, decided; and what a recused judge can reach."""

from datetime import date

import pytest
from sqlalchemy import select

from contest.actions.people import revise_judge
from contest.core.actions import Refusal, acting
from contest.core.db import db
from contest.core.intake import Kept
from contest.core.ledger import LedgerEntry, LedgerSecret
from contest.invitations import Person
from contest.models import ConsortiumMember, JudgeKind
from contest.rosters import Employer
from contest.states import EntryState
from judging.actions import recusals as actions
from judging.models import RecusalGround, RecusalOrigin
from judging.queries.assignments import assignment
from judging.queries.recusals import open_requests
from judging.states import BallotState, RecusalState
from tests.judging.people import employ, recusals, recuse
from tests.world import CODES


def search(world):
    return actions.search_recusals(world.contest, by=world.organizer)


def found(world):
    return {(r.judge_id, r.entry_id) for r in recusals(world)}


def asked(world, evidence=None):
    return actions.request_recusal(
        world.entry, by=world.author, named="某大学王教授", detail="曾为我司顾问", evidence=evidence
    )


def test_an_employer_who_entered_is_found_once(world):
    employ(world.other_judge, CODES["rival"])

    assert search(world) == 1
    assert search(world) == 0
    assert found(world) == {(world.other_judge.id, world.rival_entry.id)}


def test_an_employer_in_the_consortium_is_found(world):
    with acting("test.member", world.entry, by=None):
        db.session.add(
            ConsortiumMember(
                entry_id=world.entry.id, position=1, name="成员公司", uscc=CODES["member"]
            )
        )
    employ(world.judge, CODES["member"])

    search(world)

    assert (world.judge.id, world.entry.id) in found(world)


def test_the_issuers_former_staff_stand_back_from_all_its_entries(world):
    employ(world.judge, CODES["metro"], ended_on=date(2023, 3, 2))

    search(world)

    mine = {entry for judge, entry in found(world) if judge == world.judge.id}
    assert mine == {world.entry.id, world.rival_entry.id}


def test_what_ended_more_than_three_years_ago_is_not_found(world):
    employ(world.judge, CODES["metro"], ended_on=date(2023, 3, 1))

    assert search(world) == 0


def test_a_withdrawn_entry_needs_no_recusal(world):
    employ(world.other_judge, CODES["rival"])
    with acting("test.left", world.rival_entry, by=None):
        world.rival_entry.state = EntryState.WITHDRAWN

    assert search(world) == 0


def test_a_dismissed_recusal_is_not_raised_again(world):
    employ(world.other_judge, CODES["rival"])
    search(world)
    (recusal,) = recusals(world)
    actions.dismiss_recusal(recusal, by=world.organizer, reason="同名不同单位")

    assert search(world) == 0
    assert recusal.state is RecusalState.DISMISSED


def test_another_tie_of_the_same_two_is_raised_after_the_first_was_dismissed(world):
    employ(world.other_judge, CODES["rival"])
    search(world)
    (first,) = recusals(world)
    actions.dismiss_recusal(first, by=world.organizer, reason="已离职多年，系统日期有误")

    employ(world.other_judge, CODES["metro"])

    assert search(world) == 2
    assert {(r.entry_id, r.ties) for r in recusals(world, state=RecusalState.POTENTIAL)} == {
        (entry.id, f"{CODES['metro']}:issuer") for entry in (world.entry, world.rival_entry)
    }
    assert assignment(world.other_judge.id, world.rival_entry.id) is None


def revise_employers(world, *employers):
    revise_judge(
        world.other_judge,
        person=Person("其他评委", "other_judge@example.org", ""),
        kind=JudgeKind.COMMERCIAL,
        title="",
        expertise="",
        employers=list(employers),
        version=world.other_judge.version,
        by=world.organizer,
    )


def test_an_employer_entered_after_the_match_is_matched_at_once(world):
    revise_employers(world, Employer("rival 有限公司", CODES["rival"]))

    assert found(world) == {(world.other_judge.id, world.rival_entry.id)}
    line = db.session.scalars(select(LedgerEntry).order_by(LedgerEntry.id.desc())).first()
    assert (line.verb, line.chain) == ("recusal.searched", f"contest:{world.contest.id}")


def test_a_judge_revised_without_a_new_tie_searches_nothing(world):
    revise_employers(world)

    line = db.session.scalars(select(LedgerEntry).order_by(LedgerEntry.id.desc())).first()
    assert line.verb == "judge.revised"


def test_who_is_confirmed_on_another_ground_is_not_raised_again(world):
    employ(world.other_judge, CODES["rival"])
    declared = recuse(world.rival_entry, world.other_judge, origin=RecusalOrigin.DECLARED)
    actions.confirm_recusal(declared, by=world.organizer, reason="属实")

    assert search(world) == 0


def test_confirming_makes_the_ballot_void_and_keeps_it(world):
    recusal = recuse(world.entry, world.judge)

    actions.confirm_recusal(recusal, by=world.organizer, reason="在该公司任职")

    db.session.expire_all()
    assert (world.ballot.state, world.ballot.void_reason) == (
        BallotState.VOID,
        "回避：在该公司任职",
    )
    assert assignment(world.judge.id, world.entry.id) is None


def test_a_dismissed_recusal_lets_the_judge_mark(world):
    recusal = recuse(world.entry, world.judge)
    assert assignment(world.judge.id, world.entry.id) is None

    actions.dismiss_recusal(recusal, by=world.organizer, reason="同名不同单位")

    assert assignment(world.judge.id, world.entry.id) is not None
    assert world.ballot.state is BallotState.DRAFT


def test_a_decision_is_kept_with_its_reason_and_logged(world):
    recusal = recuse(world.rival_entry, world.other_judge)

    actions.confirm_recusal(recusal, by=world.organizer, reason="属实")

    line = db.session.query(LedgerEntry).order_by(LedgerEntry.id.desc()).first()
    assert (recusal.decision_reason, recusal.decided_by_id) == ("属实", world.organizer.id)
    told = line.changes[f"recusal:{recusal.id}"]["decision_reason"][1]["commitment"]
    assert (line.verb, line.reason) == ("recusal.confirmed", "")
    assert db.session.get(LedgerSecret, told).value == "属实"


def test_a_wrong_dismissal_can_be_put_right(world):
    recusal = recuse(world.entry, world.judge)
    actions.dismiss_recusal(recusal, by=world.organizer, reason="未核实")

    actions.confirm_recusal(recusal, by=world.second_organizer, reason="核实属实")

    assert recusal.state is RecusalState.CONFIRMED


def test_a_recusal_that_took_a_ballot_away_cannot_be_undone(world):
    recusal = recuse(world.entry, world.judge)
    actions.confirm_recusal(recusal, by=world.organizer, reason="属实")

    with pytest.raises(actions.AlreadyVoid):
        actions.dismiss_recusal(recusal, by=world.organizer, reason="弄错了")

    assert recusal.state is RecusalState.CONFIRMED


def test_deciding_the_same_twice_is_refused(world):
    recusal = recuse(world.rival_entry, world.other_judge)
    actions.confirm_recusal(recusal, by=world.organizer, reason="属实")

    with pytest.raises(Refusal, match="已经是这个结论"):
        actions.confirm_recusal(recusal, by=world.second_organizer, reason="再来")


def test_an_entrant_asks_in_writing_with_evidence(world):
    kept = Kept("ab" * 32, 120, "pdf", "聘书.pdf", 1, "unscanned")

    request = asked(world, kept)

    assert list(open_requests(world.contest.id)) == [request]
    assert (request.file.name, request.file.contest_id) == ("聘书.pdf", world.contest.id)
    assert request.requested_by_id == world.author.id


def test_who_has_not_submitted_cannot_ask(world):
    with pytest.raises(actions.NotEntered):
        actions.request_recusal(
            world.draft, by=world.author, named="某人", detail="有关系", evidence=None
        )


def test_a_request_becomes_a_recusal_of_the_judge_who_is_meant(world):
    request = asked(world)

    recusal = actions.grant_request(
        request,
        by=world.organizer,
        judge_id=world.judge.id,
        ground=RecusalGround.OTHER,
        reason="已登记，按程序核查",
    )

    assert (recusal.origin, recusal.state) == (RecusalOrigin.REQUESTED, RecusalState.POTENTIAL)
    assert "某大学王教授" in recusal.detail
    assert request.answer == "已登记，按程序核查"
    assert list(open_requests(world.contest.id)) == []
    assert assignment(world.judge.id, world.entry.id) is None


def test_only_who_is_to_mark_the_entry_can_be_meant(world):
    with pytest.raises(actions.NotOnThePanel):
        actions.grant_request(
            asked(world),
            by=world.organizer,
            judge_id=world.second_organizer.id,
            ground=RecusalGround.OTHER,
            reason="已登记",
        )


def test_a_request_is_answered_once(world):
    request = asked(world)
    actions.decline_request(request, by=world.organizer, reason="评委中无此人")

    with pytest.raises(Refusal, match="已经答复过"):
        actions.decline_request(request, by=world.second_organizer, reason="再答")

    assert request.answer == "评委中无此人"
