"""The organizer approves, returns, publishes and closes challenges."""

import pytest
from sqlalchemy import select

from contest.actions import challenges as actions
from contest.actions.contests import cancel_contest, create_contest
from contest.core.db import db
from contest.core.ledger import LedgerEntry
from contest.models import Challenge
from contest.states import ChallengeState
from contest.timetable import template_values
from tests.contest.challenges import (
    a_complete_draft,
    a_published,
    a_submitted,
    an_approved,
    revise,
)
from tests.contest.letters import last_letter, letters_to
from tests.world import MONDAY


def fresh(challenge):
    return db.session.get(Challenge, challenge.id)


def last_line():
    return db.session.scalars(select(LedgerEntry).order_by(LedgerEntry.id.desc())).first()


def test_approving_logs_which_findings_were_read(world, visit):
    challenge = a_complete_draft(world)
    revise(challenge, world, eligibility="注册资本不低于 500 万元；须在本市注册")
    visit(world.issuer).post(f"/desk/challenges/{challenge.id}/submission")
    client = visit(world.organizer)
    shown = client.get(f"/desk/challenges/{challenge.id}").text

    client.post(f"/desk/challenges/{challenge.id}/approval")

    assert "通过即表示您已阅读下面的 2 条体检提示" in shown
    assert "公平竞争审查条例" in shown
    assert fresh(challenge).state is ChallengeState.APPROVED
    assert (last_line().verb, last_line().reason) == (
        "challenge.approved",
        "gate.size、gate.local",
    )


def test_what_is_not_handed_in_cannot_be_approved(world):
    with pytest.raises(actions.NotNow):
        actions.approve_challenge(a_complete_draft(world), by=world.organizer)


def test_a_returned_challenge_carries_its_reason_and_is_written_again(world):
    challenge, before = a_submitted(world), last_letter()

    actions.return_challenge(challenge, by=world.organizer, reason="指标请写明验证方法")
    revise(challenge, world, goal="改好了")

    assert fresh(challenge).return_reason == "指标请写明验证方法"
    (letter,) = letters_to(world.issuer, after=before)
    assert "指标请写明验证方法" in letter.body


def test_returning_needs_a_reason_and_keeps_the_page(world, visit):
    challenge = a_submitted(world)

    answer = visit(world.organizer).post(
        f"/desk/challenges/{challenge.id}/return", data={"reason": " "}
    )

    assert answer.status_code == 422
    assert fresh(challenge).state is ChallengeState.SUBMITTED


def test_numbers_are_given_in_order_and_never_twice(world):
    first, second = an_approved(world, title="甲"), an_approved(world, title="乙")

    actions.publish_challenge(second, by=world.organizer)
    actions.publish_challenge(first, by=world.organizer)

    # The world's own challenge of this contest has the first number.
    assert [fresh(second).number, fresh(first).number] == ["2026-02", "2026-03"]


def test_all_approved_challenges_are_published_at_once(world, visit):
    ready = [an_approved(world, title=title) for title in ("甲", "乙")]
    waiting = a_submitted(world, title="丙")

    visit(world.organizer).post(f"/desk/contests/{world.open_contest.id}/challenges/publication")

    assert [fresh(challenge).number for challenge in ready] == ["2026-02", "2026-03"]
    assert fresh(waiting).state is ChallengeState.SUBMITTED


def test_nothing_is_published_before_its_contest_is_announced(world):
    contest = create_contest(world.body, by=world.organizer, **template_values(MONDAY))
    challenge = an_approved(world, contest=contest)

    with pytest.raises(actions.ContestNotAnnounced):
        actions.publish_challenge(challenge, by=world.organizer)

    assert fresh(challenge).number == ""


def test_nothing_is_published_after_entries_have_closed(world, time):
    challenge = an_approved(world)
    time.now = world.open_contest.entries_close_at

    with pytest.raises(actions.ContestNotAnnounced):
        actions.publish_challenge(challenge, by=world.organizer)


@pytest.mark.sqlite_only  # what is offered does not depend on the database
def test_publishing_is_offered_only_while_it_is_possible(world, visit, time):
    contest, challenge = world.open_contest, an_approved(world)

    def pages():
        client = visit(world.organizer)
        found = (f"/desk/challenges/{challenge.id}", f"/desk/contests/{contest.id}")
        return [client.get(page).text for page in found]

    before = pages()
    time.now = contest.entries_close_at
    after = pages()
    cancel_contest(contest, by=world.organizer, reason="停办")

    assert ["/publication" in page for page in before + after] == [True, True, False, False]
    assert "请先延长报名" in after[0]
    assert "榜单不再发布" in pages()[0]


def test_a_closed_challenge_says_so_to_everybody(world, visit):
    before = last_letter()

    actions.close_challenge(world.open_challenge, by=world.organizer, reason="项目缓建")

    page = visit().get(f"/challenges/{world.open_challenge.id}").text
    assert "项目缓建" in page
    assert "已关闭" in page
    for person in (world.author, world.issuer):
        (letter,) = letters_to(person, after=before)
        assert "项目缓建" in letter.body
    assert letters_to(world.rival, after=before) == []


@pytest.mark.parametrize("extra", [0, 5])
def test_the_desk_costs_the_same_however_many_challenges(world, visit, queries, extra):
    for number in range(extra):
        a_published(world, title=f"榜单之{number}")
    client = visit(world.organizer)

    with queries() as made:
        page = client.get("/desk/challenges/").text

    assert page.count('<td class="actions">') == 2 + extra
    assert len(made) == 6  # session, page, count, entries, contests to choose from, body


@pytest.mark.sqlite_only  # what is found does not depend on the database
def test_the_desk_finds_by_words_state_and_contest(world, visit):
    a_submitted(world, title="盾构渣土")
    client = visit(world.organizer)

    def found(**query):
        return client.get("/desk/challenges/", query_string=query).text.count('class="actions"')

    assert found() == 3
    assert found(q="盾构") == 1
    assert found(q="metro") == 3  # the issuer of all
    assert found(state="submitted") == 1
    assert found(contest=world.contest.id) == 1


@pytest.mark.sqlite_only  # who sees what does not depend on the database
def test_drafts_and_other_bodies_challenges_are_on_no_organizers_desk(world, visit):
    a_complete_draft(world, title="只有发榜方知道")

    assert "只有发榜方知道" not in visit(world.organizer).get("/desk/challenges/").text
    assert world.challenge.title not in visit(world.other_organizer).get("/desk/challenges/").text
    assert world.challenge.title not in visit(world.other_issuer).get("/desk/challenges/").text
    assert "只有发榜方知道" in visit(world.issuer).get("/desk/challenges/").text
