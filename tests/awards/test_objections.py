"""An objection is named and in time, holds its own award alone, and is decided by two people."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select, text

from awards.actions import notices
from awards.actions import objections as actions
from awards.models import Objection
from awards.periods import closing_of
from awards.queries.objections import objection_of, objections_of
from awards.states import AwardState, ObjectionState
from contest.core.actions import acting
from contest.core.db import db
from contest.core.ledger import LedgerEntry
from contest.core.mail import MailMessage
from contest.refusals import Stale
from tests.awards.objecting import claim, decide, looked_into, object_to
from tests.awards.proposing import awards
from tests.awards.publicising import after_the_period, approved, publicise

HELD, PUBLIC = AwardState.HELD, AwardState.PUBLICISED


@pytest.fixture
def public(ready):
    approved(ready)
    publicise(ready)
    return ready


def states(world):
    return [award.state for award in awards(world)]


def test_an_objection_holds_its_award_and_the_others_go_on(public):
    objection = object_to(public)

    assert states(public) == [HELD, PUBLIC]
    assert (objection.number, objection.state) == (1, ObjectionState.RECEIVED)
    assert objection.due == date(2026, 3, 5)


def test_the_contest_says_in_how_many_working_days_it_is_answered(public):
    with acting("test.set", public.contest, by=None):
        public.contest.objection_answer_days = 5

    assert object_to(public).due == date(2026, 3, 9)


def test_who_objected_gets_a_receipt_with_an_address_to_follow(public):
    received = actions.receive_objection(public.contest, by=None, claim=claim(public))

    letters = db.session.scalars(select(MailMessage).order_by(MailMessage.id)).all()
    (receipt,) = [one for one in letters if one.recipient == "wang@example.org"]
    assert receipt.subject == "异议回执"
    assert f"/objections/follow/{received.token}" in receipt.body
    assert objection_of(received.token).id == received.objection.id
    assert objection_of("another") is None


def test_organizers_and_the_supervisor_are_told_without_the_name(public):
    object_to(public)

    letters = db.session.scalars(select(MailMessage)).all()
    told = [one for one in letters if "收到异议" in one.subject]
    names = {one.recipient.partition("@")[0] for one in told}
    assert names == {"organizer", "second_organizer", "supervisor"}
    assert not any("王某" in one.body + one.subject for one in told)


def test_neither_database_nor_log_tells_how_to_reach_who_objected(public):
    object_to(public)

    kept = db.session.execute(text("SELECT phone, email FROM objection")).one()
    log = str(db.session.scalars(select(LedgerEntry.changes)).all())
    assert not any("8718 0000" in value or "wang" in value for value in kept)
    assert not any(word in log for word in ("8718 0000", "wang@", "王某", "核心专利"))


def test_the_closing_second_is_closed(public, time):
    about = claim(public)
    time.now = closing_of(date(2026, 3, 9))

    with pytest.raises(actions.TooLate, match=r"2026年3月9日.*0000-0001"):
        actions.receive_objection(public.contest, by=None, claim=about)

    assert states(public) == [PUBLIC, PUBLIC]


def test_the_second_before_is_in_time(public, time):
    time.now = datetime(2026, 3, 9, 15, 59, 59, tzinfo=UTC)

    assert object_to(public).state is ObjectionState.RECEIVED


def test_a_withdrawn_notice_takes_no_objection(public):
    about = claim(public)
    notices.withdraw_notice(about.notice, by=public.organizer, reason="金额有误")

    with pytest.raises(actions.TooLate):
        actions.receive_objection(public.contest, by=None, claim=about)


def test_a_held_award_is_not_confirmed_and_its_notice_not_withdrawn(public, time):
    objection = object_to(public)

    with pytest.raises(notices.TooLateToWithdraw):
        notices.withdraw_notice(objection.notice, by=public.organizer, reason="金额有误")

    after_the_period(time)
    confirmed = notices.confirm_awards(public.contest, by=public.organizer)
    assert [award.id for award in confirmed] == [awards(public)[1].id]


def test_what_is_not_accepted_has_a_reason_and_holds_nothing(public):
    objection = object_to(public)

    actions.decline_objection(
        objection, by=public.organizer, version=objection.version, reason="没有证据"
    )

    assert states(public) == [PUBLIC, PUBLIC]
    assert (objection.state, objection.decision_reason) == ("not_accepted", "没有证据")


def test_the_record_tells_what_people_found_out(public):
    objection = looked_into(public)
    actions.add_inquiry(objection, by=public.organizer, text="已调取登记簿。")
    actions.add_inquiry(objection, by=public.supervisor, text="现场核对无误。")

    told = [(one.by_id, one.text) for one in objection.inquiries]
    assert told == [
        (public.organizer.id, "已调取登记簿。"),
        (public.supervisor.id, "现场核对无误。"),
    ]


def test_who_looked_into_it_does_not_decide(public):
    objection = looked_into(public)

    with pytest.raises(actions.NotTheSamePerson):
        decide(public, objection, upheld=False, by=public.organizer)

    assert states(public) == [HELD, PUBLIC]


def test_a_rejected_objection_lets_its_award_go_on(public):
    decide(public, looked_into(public), upheld=False)

    assert states(public) == [PUBLIC, PUBLIC]


def test_the_decision_is_sent_with_its_reason(public):
    decide(public, looked_into(public), upheld=False)

    letters = db.session.scalars(select(MailMessage)).all()
    (letter,) = [one for one in letters if one.subject == "异议处理决定：异议不成立"]
    assert letter.recipient == "wang@example.org"
    assert "经核实专利登记簿。" in letter.body


def test_an_upheld_objection_holds_until_it_is_remedied(public):
    objection = looked_into(public)
    decide(public, objection, upheld=True)
    before = states(public)

    actions.remedy_objection(objection, by=public.organizer, remedy="更正后名次不变。")

    assert (before, states(public)) == ([HELD, PUBLIC], [PUBLIC, PUBLIC])


def test_only_an_upheld_objection_is_remedied(public):
    with pytest.raises(actions.NotUpheld):
        actions.remedy_objection(object_to(public), by=public.organizer, remedy="不变")


def test_two_objections_to_one_award_both_hold_it(public):
    first, second = looked_into(public), looked_into(public)

    decide(public, first, upheld=False)
    between = states(public)
    decide(public, second, upheld=False)

    assert (between, states(public)) == ([HELD, PUBLIC], [PUBLIC, PUBLIC])


def test_two_objections_to_two_awards_hold_both(public):
    looked_into(public)
    second = looked_into(public, award=1)

    decide(public, second, upheld=False)

    assert states(public) == [HELD, PUBLIC]


def test_an_objection_taken_back_holds_nothing(public):
    objection = object_to(public)

    actions.withdraw_objection(objection, by=None)

    assert states(public) == [PUBLIC, PUBLIC]
    with pytest.raises(actions.Decided):
        actions.withdraw_objection(objection, by=None)


def test_an_entrant_objects_to_its_own_result_and_the_organizer_names_the_awards(public):
    about = replace(claim(public), award=None)
    received = actions.receive_objection(public.contest, by=public.rival, claim=about)
    objection, before = received.objection, states(public)
    with pytest.raises(actions.NoAwardNamed):
        actions.accept_objection(objection, by=public.organizer, version=objection.version)

    named = awards(public)[:1]
    actions.accept_objection(
        objection, by=public.organizer, version=objection.version, awards=named
    )

    assert (before, states(public)) == ([PUBLIC, PUBLIC], [HELD, PUBLIC])
    assert objection.enterprise_id == public.rival.organisation_id


def test_who_saw_an_older_state_changes_nothing(public):
    objection = object_to(public)
    version = objection.version
    actions.accept_objection(objection, by=public.organizer, version=version)

    with pytest.raises(Stale):
        actions.decline_objection(
            objection, by=public.second_organizer, version=version, reason="没有证据"
        )


def test_what_waits_is_listed_first(public):
    decide(public, looked_into(public), upheld=False)
    object_to(public)
    object_to(public, award=1)

    assert [one.number for one in objections_of(public.contest.id)] == [3, 2, 1]
    assert db.session.scalar(select(Objection.id).where(Objection.number == 1)) is not None
