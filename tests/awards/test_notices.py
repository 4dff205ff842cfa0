"""Awards are made public by a notice, confirmed when its period is over, and announced."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from awards.actions import notices as actions
from awards.models import Notice, NoticeChange, NoticeKind
from awards.periods import closing_of, is_running
from awards.queries.notices import notices_of
from awards.states import AwardState, NoticeState
from contest.actions.screening import disqualify_entry
from contest.core.actions import acting
from contest.core.calendar import Period, last_working_day
from contest.core.db import db
from contest.core.heads import heads_of
from contest.core.mail import MailMessage
from contest.refusals import Stale
from tests.awards.proposing import MILLION, approve, awards, give_prizes, propose, publish
from tests.awards.publicising import after_the_period, approved, publicise, seen_of


@pytest.fixture
def given(ready):
    approved(ready)
    return ready


def states(world):
    return [award.state for award in awards(world)]


def test_a_draft_speaks_of_the_edition_and_of_whom_to_object_to(given):
    notice = actions.draft_notice(given.contest, by=given.organizer)

    assert (notice.state, notice.kind, notice.number) == ("draft", NoticeKind.AWARDS, 1)
    assert (notice.phone, notice.days) == ("0000-0001", 5)
    assert "排名第 9 版" in notice.text
    assert states(given) == [AwardState.APPROVED, AwardState.APPROVED]


def test_a_second_click_makes_no_second_draft(given):
    first = actions.draft_notice(given.contest, by=given.organizer)

    assert actions.draft_notice(given.contest, by=given.second_organizer).id == first.id


def test_a_contest_without_approved_awards_has_nothing_to_publicise(ready):
    propose(ready)

    with pytest.raises(actions.NothingToPublicise):
        actions.draft_notice(ready.contest, by=ready.organizer)


def test_a_published_notice_makes_its_awards_and_its_edition_public(given):
    notice = publicise(given)

    assert (notice.first_day, notice.last_day, notice.covered) == (
        date(2026, 3, 2),
        date(2026, 3, 9),
        True,
    )
    assert states(given) == [AwardState.PUBLICISED, AwardState.PUBLICISED]
    assert notice.edition.publicised_at == notice.published_at
    assert [(x.enterprise, x.prize, x.amount_fen, x.change) for x in notice.lines] == [
        ("author 有限公司", "一等奖", MILLION, NoticeChange.NEW),
        ("rival 有限公司", "二等奖", 60_000_000, NoticeChange.NEW),
    ]


def test_a_published_notice_keeps_the_signed_head_of_the_log_after_it(given):
    notice = publicise(given)

    last = heads_of(f"contest:{given.contest.id}")[-1]
    assert (notice.head, last.why) == (last.signed, "notice.published")


def test_a_line_stays_as_it_was_published(given):
    notice = publicise(given)
    with acting("test.renamed", given.entry, by=None):
        given.entry.title = "另一个名称"

    assert db.session.get(Notice, notice.id).lines[0].entry_title == "entry 的方案"


def test_entrants_and_the_supervisor_are_told_by_letter(given):
    publicise(given)

    told = {
        letter.recipient
        for letter in db.session.scalars(select(MailMessage))
        if "公示" in letter.subject
    }
    assert told == {"author@example.org", "rival@example.org", "supervisor@example.org"}


def test_only_what_was_shown_is_published(given):
    notice = actions.draft_notice(given.contest, by=given.organizer)
    seen = seen_of(notice)
    with acting("test.renamed", given.entry, by=None):
        given.entry.title = "另一个名称"

    with pytest.raises(actions.NotWhatWasShown):
        actions.publish_notice(notice, by=given.organizer, seen=seen)

    assert states(given) == [AwardState.APPROVED, AwardState.APPROVED]


def test_a_notice_is_published_once(given):
    notice = publicise(given)

    with pytest.raises(actions.NotADraft):
        actions.publish_notice(notice, by=given.organizer, seen=seen_of(notice))


def test_a_notice_without_a_telephone_is_not_published(given):
    with acting("test.no_phone", given.body, by=None):
        given.body.supervisor_phone = ""
    notice = actions.draft_notice(given.contest, by=given.organizer)

    with pytest.raises(actions.NoPhone):
        actions.publish_notice(notice, by=given.organizer, seen=seen_of(notice))


def test_a_draft_is_revised_by_who_saw_its_last_words(given):
    notice = actions.draft_notice(given.contest, by=given.organizer)
    words = {"title": "公示", "text": "现予公示。", "phone": "0574-1"}
    first = notice.version
    actions.revise_notice(notice, by=given.organizer, version=first, **words)

    with pytest.raises(Stale):
        actions.revise_notice(notice, by=given.organizer, version=first, **words)

    assert (notice.title, notice.text, notice.phone) == ("公示", "现予公示。", "0574-1")


def test_a_withdrawn_notice_leaves_its_awards_approved_and_says_why(given):
    notice = publicise(given)

    actions.withdraw_notice(notice, by=given.organizer, reason="金额有误")

    assert (notice.state, notice.withdraw_reason) == (NoticeState.WITHDRAWN, "金额有误")
    assert states(given) == [AwardState.APPROVED, AwardState.APPROVED]


def test_what_a_withdrawn_notice_named_is_new_on_the_next(given):
    actions.withdraw_notice(publicise(given), by=given.organizer, reason="金额有误")

    again = publicise(given)

    assert (again.number, again.kind) == (2, NoticeKind.AWARDS)
    assert {line.change for line in again.lines} == {NoticeChange.NEW}


def test_a_notice_with_a_confirmed_award_is_not_withdrawn(given, time):
    notice = publicise(given)
    after_the_period(time)
    actions.confirm_awards(given.contest, by=given.organizer)

    with pytest.raises(actions.TooLateToWithdraw):
        actions.withdraw_notice(notice, by=given.organizer, reason="金额有误")


def test_nothing_is_confirmed_before_the_last_day_is_over(given, time):
    publicise(given)
    time.now = closing_of(date(2026, 3, 9)) - timedelta(seconds=1)

    with pytest.raises(actions.NothingToConfirm):
        actions.confirm_awards(given.contest, by=given.organizer)

    time.now += timedelta(seconds=1)
    assert len(actions.confirm_awards(given.contest, by=given.organizer, seen=2)) == 2


def test_a_held_award_waits_while_the_others_are_confirmed(given, time):
    publicise(given)
    with acting("test.held", given.contest, by=None):
        awards(given)[0].state = AwardState.HELD
    after_the_period(time)

    actions.confirm_awards(given.contest, by=given.organizer)

    assert states(given) == [AwardState.HELD, AwardState.CONFIRMED]


def test_who_saw_another_number_of_awards_confirms_none(given, time):
    publicise(given)
    after_the_period(time)

    with pytest.raises(actions.NotWhatWasShown):
        actions.confirm_awards(given.contest, by=given.organizer, seen=1)


def test_confirmed_awards_are_announced_under_a_document_number(given, time):
    publicise(given)
    after_the_period(time)
    actions.confirm_awards(given.contest, by=given.organizer)

    made = actions.announce_awards(given.contest, by=given.organizer, document_number="甲科〔1〕")

    assert (made.number, made.document_number) == (1, "甲科〔1〕")
    assert [(a.state, a.announcement_id) for a in awards(given)] == [
        (AwardState.ANNOUNCED, made.id)
    ] * 2


def test_unconfirmed_awards_are_not_announced(given):
    publicise(given)

    with pytest.raises(actions.NothingToAnnounce):
        actions.announce_awards(given.contest, by=given.organizer, document_number="甲科〔1〕")


def test_who_leaves_after_the_notice_is_taken_off_by_a_correction_and_the_next_moves_up(world):
    give_prizes(world, ("一等奖", 1, MILLION))
    publish(world)
    approved(world)
    first = publicise(world)
    disqualify_entry(world.entry, by=world.organizer, reason="数据造假")
    approve(world, propose(world))

    second = publicise(world)

    assert (second.kind, second.corrects_id) == (NoticeKind.CORRECTION, first.id)
    assert [(x.enterprise, x.prize, x.change) for x in second.lines] == [
        ("rival 有限公司", "一等奖", NoticeChange.NEW),
        ("author 有限公司", "一等奖", NoticeChange.REMOVED),
    ]
    with pytest.raises(actions.NothingToPublicise):
        actions.draft_notice(world.contest, by=world.organizer)


def test_a_correction_begins_its_own_period_for_what_it_changed(world, time):
    give_prizes(world, ("一等奖", 1, MILLION), ("二等奖", 1, 60_000_000))
    publish(world)
    approved(world)
    publicise(world)
    disqualify_entry(world.entry, by=world.organizer, reason="数据造假")
    approve_again(world)
    time.now += timedelta(days=5)
    publicise(world)
    time.now = closing_of(date(2026, 3, 9))

    with pytest.raises(actions.NothingToConfirm):
        actions.confirm_awards(world.contest, by=world.organizer)


def approve_again(world):
    """Take the second prize back too, so that its holder moves up to the first."""
    with acting("test.revoked", world.contest, by=None):
        awards(world)[1].state = AwardState.REVOKED
    approve(world, propose(world))


@pytest.mark.parametrize(
    ("published", "last", "covered"),
    [
        # 国办发明电〔2025〕7号：国庆节 10月1日至7日放假，9月20日（周日）、10月10日（周六）上班。
        (datetime(2026, 9, 17, 2, tzinfo=UTC), date(2026, 9, 23), True),
        (datetime(2026, 9, 29, 2, tzinfo=UTC), date(2026, 10, 12), True),
        # 2027 年的安排尚未公布：按周一至周五计算，并写明。
        (datetime(2026, 12, 30, 2, tzinfo=UTC), date(2027, 1, 6), False),
    ],
    ids=["over a working Sunday", "over National Day", "uncovered"],
)
@pytest.mark.sqlite_only  # the calendar is no database's
def test_a_period_is_counted_in_working_days(given, time, published, last, covered):
    time.now = published

    notice = publicise(given)

    assert (notice.last_day, notice.covered) == (last, covered)


@pytest.mark.parametrize(
    ("first", "last"),
    # 国办发明电〔2025〕7号：春节 2月15日至23日放假，2月14日（周六）、28日（周六）上班。
    [(date(2026, 2, 11), date(2026, 2, 25)), (date(2026, 2, 24), date(2026, 3, 2))],
    ids=["into the holidays", "over the working Saturday after"],
)
def test_a_period_over_spring_festival_counts_the_adjusted_working_days(first, last):
    assert last_working_day(first, 5) == Period(last, covered=True)


def test_a_period_is_over_at_midnight_in_shanghai():
    last = date(2026, 3, 9)

    assert closing_of(last) == datetime(2026, 3, 9, 16, tzinfo=UTC)
    assert is_running(last, datetime(2026, 3, 9, 15, 59, 59, tzinfo=UTC))
    assert not is_running(last, datetime(2026, 3, 9, 16, tzinfo=UTC))


def test_notices_are_listed_newest_first(given):
    actions.withdraw_notice(publicise(given), by=given.organizer, reason="金额有误")
    publicise(given)

    assert [notice.number for notice in notices_of(given.contest.id)] == [2, 1]
