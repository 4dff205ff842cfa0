"""A correction takes back and gives in one plan, by two people; its notice says what changed."""

import pytest

from awards.actions import plans as actions
from awards.models import NoticeChange, NoticeKind
from awards.queries.objections import objection_by
from awards.states import AwardState
from contest.core.actions import acting
from contest.core.db import db
from judging.models import Standing
from judging.recording import make_public
from judging.states import EditionState
from tests.awards.objecting import decide, looked_into
from tests.awards.proposing import MILLION, approve, awards, give_prizes, publish
from tests.awards.publicising import approved, publicise

REVOKED = "核心专利不属于该企业。"


@pytest.fixture
def public(world):
    give_prizes(world, ("一等奖", 1, MILLION))
    publish(world)
    approved(world)
    publicise(world)
    return world


def correct(world, **how):
    plan = actions.propose_correction(world.contest, by=world.organizer, **how)
    approve(world, plan)
    return plan


def corrected_edition(world, places):
    """Publish another edition with other places."""
    with acting("test.corrected", world.contest, by=None):
        (old,) = [
            one
            for one in db.session.scalars(
                db.select(Standing).where(Standing.contest_id == world.contest.id)
            )
            if one.edition.state is EditionState.PUBLISHED and one.entry_id == world.entry.id
        ]
        edition = type(old.edition)(
            contest_id=world.contest.id,
            number=10,
            rule_sheet_id=world.rule_sheet.id,
            digest="f" * 64,
            computed_at=old.edition.computed_at,
            computed_by_id=world.organizer.id,
        )
        db.session.add(edition)
        db.session.flush()
        make_public(edition, by=world.organizer)
        for entry, place in zip((world.entry, world.rival_entry), places, strict=True):
            figures = {name: getattr(old, name) for name in ("technical", "commercial", "detail")}
            db.session.add(
                Standing(
                    edition_id=edition.id,
                    entry_id=entry.id,
                    contest_id=world.contest.id,
                    challenge_id=entry.challenge_id,
                    place=place,
                    score=old.score - place,
                    ballots=2,
                    **figures,
                )
            )


def test_awards_that_follow_the_standings_need_no_correction(public):
    with pytest.raises(actions.NothingToCorrect):
        actions.propose_correction(public.contest, by=public.organizer)


def test_another_edition_moves_the_award_to_who_is_first_now(public):
    corrected_edition(public, (2, 1))

    correct(public)

    assert [(award.entry_id, award.state) for award in awards(public)] == [
        (public.entry.id, AwardState.REVOKED),
        (public.rival_entry.id, AwardState.APPROVED),
    ]


def test_the_correction_notice_says_only_what_changed_and_corrects_the_first(public):
    corrected_edition(public, (2, 1))
    correct(public)

    notice = publicise(public)

    assert (notice.kind, notice.corrects.number) == (NoticeKind.CORRECTION, 1)
    assert [(line.enterprise, line.change) for line in notice.lines] == [
        ("rival 有限公司", NoticeChange.NEW),
        ("author 有限公司", NoticeChange.REMOVED),
    ]


def test_an_award_taken_back_for_good_goes_to_the_next_in_rank_and_not_to_the_same(public):
    objection = looked_into(public)
    decide(public, objection, upheld=True)

    plan = correct(public, barred=awards(public), reason=REVOKED)

    first, second = awards(public)
    assert (first.state, first.revocation) == (AwardState.REVOKED, REVOKED)
    assert (second.entry_id, second.state) == (public.rival_entry.id, AwardState.APPROVED)
    assert plan.lines[0].reason == "未获奖：项目的奖励已撤销，由后一名次递补"
    remedied = objection_by(objection.id)
    assert (remedied.remedied_at is not None, str(plan.id) in remedied.remedy) == (True, True)


def test_who_was_barred_once_is_barred_from_later_plans(public):
    correct(public, barred=awards(public), reason=REVOKED)
    correct(public, barred=awards(public)[1:], reason=REVOKED)

    assert [award.state for award in awards(public)] == [AwardState.REVOKED] * 2


def test_a_correction_is_approved_by_another_person_and_exactly_as_shown(public):
    plan = actions.propose_correction(
        public.contest, by=public.organizer, barred=awards(public), reason=REVOKED
    )
    with pytest.raises(actions.SamePerson):
        approve(public, plan, by=public.organizer)
    with acting("test.changed", public.contest, by=None):
        plan.revokes[0].reason = "另一个理由"

    with pytest.raises(actions.NotWhatWasShown):
        approve(public, plan)

    assert awards(public)[0].state is AwardState.PUBLICISED


def test_two_prizes_move_up_by_one_place(ready):
    approved(ready)
    publicise(ready)

    correct(ready, barred=awards(ready)[:1], reason=REVOKED)

    notice = publicise(ready)
    assert [(line.enterprise, line.prize, line.change) for line in notice.lines] == [
        ("rival 有限公司", "一等奖", NoticeChange.CHANGED),
        ("author 有限公司", "一等奖", NoticeChange.REMOVED),
    ]


def test_what_was_held_for_another_reason_is_not_taken_back(public):
    looked_into(public)

    with pytest.raises(actions.NothingToCorrect):
        actions.propose_correction(public.contest, by=public.organizer)

    assert awards(public)[0].state is AwardState.HELD


def test_the_budget_of_a_correction_counts_what_it_takes_back_no_more(public, visit):
    corrected_edition(public, (2, 1))
    plan = actions.propose_correction(public.contest, by=public.organizer)
    pages = visit(public.organizer)

    assert "100.00 / 500.00 万元" in pages.get(f"/plans/{plan.id}").text
    approve(public, plan)
    assert "100.00 / 500.00 万元" in pages.get(f"/plans/{plan.id}").text
