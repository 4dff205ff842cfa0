"""Delivery: cooperation by two sides, milestones, records, and who may do what."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from sqlalchemy import select

from awards.actions import acceptances, deliveries, milestones
from awards.delivering import NeedsFile, NotAgreed, NotAnnounced, SamePerson
from awards.delivery_states import DeliveryState, MilestoneState
from awards.milestones import Line, reminder_due
from awards.models import Acceptance, Conclusion, Milestone
from awards.reminding import remind_all
from awards.states import AwardState
from contest.core.actions import acting
from contest.core.db import db
from contest.core.mail import MailMessage
from contest.refusals import Stale
from tests.awards.awarding import award_first
from tests.awards.delivering import (
    DUE,
    PASSED,
    a_file,
    announced,
    delivery,
    milestone,
    reported,
    today,
    used,
)
from tests.awards.test_invariants import behind_the_back, broken
from tests.contest.entering import a_pdf

NO_RECORD = "通过验收的交付都有通过验收的记录"
FAILED = [{**PASSED[0], "passed": False}]


def letters():
    query = select(MailMessage.recipient, MailMessage.subject).order_by(MailMessage.id)
    return [tuple(row) for row in db.session.execute(query)]


def test_nothing_is_delivered_before_the_announcement(world):
    award = award_first(world, approver=world.second_organizer)

    with pytest.raises(NotAnnounced):
        deliveries.propose_delivery(
            award, by=world.issuer, cooperation="direct_purchase", basis="榜单约定"
        )


def test_one_side_proposes_and_the_other_agrees(world):
    found = deliveries.propose_delivery(
        announced(world), by=world.organizer, cooperation="joint_development", basis="商定"
    )

    with pytest.raises(deliveries.OwnSide):
        deliveries.agree_delivery(found, by=world.second_organizer, version=found.version)
    with pytest.raises(SamePerson):
        deliveries.agree_delivery(found, by=world.organizer, version=found.version)
    deliveries.agree_delivery(found, by=world.issuer, version=found.version)

    assert (found.state, found.agreed_by_id) == (DeliveryState.AGREED, world.issuer.id)


def test_a_later_proposal_replaces_one_that_waits_and_makes_its_page_stale(world):
    award = announced(world)
    first = {"cooperation": "joint_development", "basis": "商定"}
    found = deliveries.propose_delivery(award, by=world.organizer, **first)
    shown = found.version
    deliveries.propose_delivery(award, by=world.issuer, cooperation="direct_purchase", basis="改")

    with pytest.raises(Stale):
        deliveries.agree_delivery(found, by=world.organizer, version=shown)


def test_what_was_ended_may_begin_again_another_way(world):
    found = delivery(world)
    deliveries.end_delivery(found, by=world.issuer, version=found.version, reason="另行采购")

    with pytest.raises(NotAgreed):
        milestones.plan_milestones(found, by=world.issuer, version=found.version, lines=[])
    deliveries.propose_delivery(
        announced(world), by=world.issuer, cooperation="direct_purchase", basis="改为采购"
    )

    assert found.state is DeliveryState.PROPOSED


def test_a_milestone_is_reported_with_a_file_and_confirmed_by_the_issuer(world):
    one = milestone(world)
    with pytest.raises(NeedsFile):
        milestones.report_milestone(
            one, by=world.author, version=one.version, report="完成", file=None
        )
    milestones.report_milestone(
        one, by=world.author, version=one.version, report="完成", file=a_file()
    )

    milestones.confirm_milestone(one, by=world.issuer, version=one.version)

    assert (one.state, one.confirmed_by_id) == (MilestoneState.CONFIRMED, world.issuer.id)
    assert letters()[-1][0] == world.author.email


def test_a_returned_milestone_is_open_again_with_the_reason(world):
    one = reported(world)

    milestones.return_milestone(one, by=world.issuer, version=one.version, reason="缺少照片")

    assert (one.state, one.return_reason) == (MilestoneState.OPEN, "缺少照片")
    with pytest.raises(milestones.NotReported):
        milestones.confirm_milestone(one, by=world.issuer, version=one.version)


def test_planning_again_keeps_what_was_reported(world):
    one = reported(world)
    found = one.delivery

    milestones.plan_milestones(
        found,
        by=world.issuer,
        version=found.version,
        lines=[Line("二期", DUE + timedelta(days=30)), Line("一期", DUE - timedelta(days=5))],
    )

    assert [(m.position, m.title, m.state) for m in found.milestones] == [
        (1, "一期", MilestoneState.OPEN),
        (2, "样机下线", MilestoneState.REPORTED),
        (3, "二期", MilestoneState.OPEN),
    ]


@pytest.mark.parametrize(
    ("left", "ahead"), [(15, None), (14, 14), (4, 14), (3, 3), (1, 3), (0, 0), (-1, -1), (-90, -1)]
)
def test_which_reminder_is_due(left, ahead):
    assert reminder_due(DUE, DUE - timedelta(days=left)) == ahead


def test_each_reminder_leaves_once(world, time):
    milestone(world)
    before, first = len(letters()), time.now

    sent = []
    for days in (0, 16, 16, 20, 27, 30, 31, 40, 41):
        time.now = first + timedelta(days=days)
        sent.append(remind_all())

    assert sent == [0, 1, 0, 0, 1, 1, 1, 0, 0]
    told = [who for who, _subject in letters()[before:]]
    both = [world.author.email, world.issuer.email]
    overdue = [*both, world.organizer.email, world.second_organizer.email]
    assert told == [*both, *both, *both, *overdue]


def test_a_new_day_is_reminded_of_anew(world, time):
    one = milestone(world)
    time.now += timedelta(days=28)
    assert remind_all() == 1
    later = Line(one.title, DUE + timedelta(days=1))
    milestones.plan_milestones(
        one.delivery, by=world.issuer, version=one.delivery.version, lines=[later]
    )

    assert remind_all() == 1


def test_nobody_is_reminded_of_a_revoked_award(world, time):
    milestone(world)
    time.now += timedelta(days=28)
    with acting("test.revoked", world.contest, by=world.organizer):
        announced(world).state = AwardState.REVOKED

    assert remind_all() == 0


def accept(world, **changed):
    found = delivery(world)
    told = {
        "held_on": today(),
        "people": [{"role": "使用单位代表", "organisation": "轨道交通"}],
        "measured": PASSED,
        "conclusion": "passed",
        "opinion": "同意通过",
        "file": a_file("验收意见.pdf"),
        "version": found.version,
    }
    return acceptances.record_acceptance(found, by=world.issuer, **{**told, **changed})


def test_an_acceptance_that_passed_ends_the_delivery(world):
    accept(world)

    assert delivery(world).state is DeliveryState.ACCEPTED
    with pytest.raises(acceptances.AlreadyAccepted):
        accept(world)


def test_a_delivery_that_is_accepted_without_a_record_is_found(world):
    accept(world)
    assert NO_RECORD not in broken()

    behind_the_back(Acceptance, conclusion=Conclusion.FAILED)

    number = delivery(world).award.entry.number
    assert broken()[NO_RECORD] == [f"项目 {number}：交付已通过验收，却没有通过验收的记录"]


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"measured": FAILED}, acceptances.NotAllMet),
        ({"held_on": date(2099, 1, 1)}, acceptances.InTheFuture),
        ({"file": None}, NeedsFile),
    ],
    ids=["indicator failed", "tomorrow", "no paper"],
)
def test_an_acceptance_that_is_not_sound_is_refused(world, changed, refusal):
    with pytest.raises(refusal):
        accept(world, **changed)

    assert delivery(world).state is DeliveryState.AGREED


def test_a_failed_acceptance_leaves_the_delivery_on(world):
    accept(world, measured=FAILED, conclusion="conditional")

    assert delivery(world).state is DeliveryState.AGREED


def test_a_tolerance_period_lies_ahead(world):
    with pytest.raises(acceptances.InThePast):
        acceptances.tolerate(delivery(world), by=world.organizer, until=today(), reason="探索")


def test_a_use_is_credited_by_another_and_once(world):
    use = used(world)

    acceptances.credit_use(use, by=world.organizer, note="已核对现场")

    assert use.credited_by_id == world.organizer.id
    with pytest.raises(acceptances.AlreadyCredited):
        acceptances.credit_use(use, by=world.second_organizer, note="再次")


def test_an_enterprise_reports_on_its_page(world, visit, tmp_path):
    one = milestone(world)
    address = f"/milestones/{one.id}/report"
    nothing = visit(world.author).post(address, data={"version": one.version, "report": "完成"})
    assert nothing.status_code == 422
    assert "请选择要上传的文件" in nothing.text
    assert "完成</textarea>" in nothing.text

    data = {"version": one.version, "report": "完成", "file": (BytesIO(a_pdf()), "照片.pdf")}
    answer = visit(world.author).post(address, data=data)

    assert answer.status_code == 302
    assert db.session.get(Milestone, one.id).state is MilestoneState.REPORTED


def test_a_page_shows_the_records_to_both_sides(world, visit):
    one = reported(world)
    used(world)

    for who in (world.author, world.issuer, world.organizer, world.supervisor):
        page = visit(who).get(f"/deliveries/{one.delivery_id}").text
        assert "样机下线" in page
        assert "地铁运营公司" in page
