"""A rehearsal is a contest's copy of which nothing ever reaches a result."""

from decimal import Decimal

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st
from sqlalchemy import func, select

from awards.models import Award, Plan, Prize
from awards.queries.overview import progress_of
from contest.choosing import contests_of
from contest.core.actions import acting
from contest.core.db import db
from contest.models import Contest, Entry, Organisation
from contest.queries.screening import contest_counts
from contest.states import ContestState
from judging.actions import editions
from judging.actions import rehearsals as actions
from judging.calibration import spread_of
from judging.models import Ballot, Calibration, Edition, Pledge, Session, Standing
from judging.queries.assignments import assignments_of
from judging.queries.rulesheets import models_for, sealed_sheet
from judging.worklist import items
from tests.judging.counting import mark_all
from tests.judging.test_ballots import WHOLE, put

# A title of the samples: it must never be read where results are.
SAMPLE = "示例甲"


@pytest.fixture
def rehearsal(world):
    made = actions.begin_rehearsal(world.contest, by=world.organizer)
    return db.session.get(Contest, made.id)


def entries_of(contest):
    return db.session.scalars(
        select(Entry).where(Entry.contest_id == contest.id).order_by(Entry.id)
    ).all()


def mark_everything(world, visit, rehearsal, cost="28.5"):
    """Let both judges submit a ballot for every sample entry."""
    for judge in (world.judge, world.other_judge):
        client = visit(judge)
        for entry in entries_of(rehearsal):
            uuid = f"66666666-0000-4000-8000-{judge.id:06d}{entry.id:06d}"
            sent = {"version": 0, "marks": {**WHOLE, "cost": cost}, "state": "submitted"}
            answer = put(client, uuid, **sent, at={"entry": entry.id})
            assert answer.status_code == 200


def test_a_rehearsal_has_the_same_rules_judges_and_sessions(world, rehearsal):
    sheets = [sealed_sheet(one.id) for one in (world.contest, rehearsal)]
    assert len({sheet.digest for sheet in sheets}) == 1
    assert [line.key for line in sheets[1].criteria] == [line.key for line in sheets[0].criteria]
    query = select(Session.number, Session.name).where(Session.contest_id == rehearsal.id)
    named = [tuple(row) for row in db.session.execute(query.order_by(Session.number))]
    assert named == [(1, "彩排 · 交通专场"), (2, "彩排 · 校准")]
    assert {entry.enterprise.name for entry in entries_of(rehearsal)} == {"演练示例企业"}


def test_judges_mark_it_without_pledge_or_declaration(world, visit, rehearsal):
    mark_everything(world, visit, rehearsal)

    page = visit(world.judge).get("/ballots/").text
    sheet = visit(world.judge).get(f"/ballots/entries/{entries_of(rehearsal)[0].id}").text
    assert page.count("彩排：不计入任何结果") == 2
    assert "彩排：不计入任何结果" in sheet


def test_without_a_declaration_real_entries_stay_closed(world, rehearsal):
    with acting("test.undeclared", world.contest, by=None):
        db.session.get(Pledge, (world.contest.id, world.judge.id)).declared_at = None

    assert {one.contest_id for one in assignments_of(world.judge)} == {rehearsal.id}


def test_nothing_of_it_reaches_the_contests_standings_awards_or_exports(world, visit, rehearsal):
    mark_all(world)
    before = progress_of(world.contest)
    mark_everything(world, visit, rehearsal, cost="40")

    edition = editions.compute_edition(world.contest, by=world.organizer)

    standing = select(Standing).where(Standing.edition_id == edition.id)
    places = db.session.scalars(standing.order_by(Standing.place)).all()
    assert [(one.entry_id, one.score) for one in places] == [
        (world.entry.id, Decimal(87)),
        (world.rival_entry.id, Decimal("66.5")),
    ]
    assert progress_of(world.contest) == before
    editions.publish_edition(edition, by=world.organizer)
    organizer = visit(world.organizer)
    for page in ("standings", "awards", "sessions", "late", "paper"):
        assert SAMPLE not in organizer.get(f"/contests/{world.contest.id}/{page}").text, page


def test_no_standings_plans_or_prizes_of_it(world, visit, rehearsal):
    mark_everything(world, visit, rehearsal)
    client, of_it = visit(world.organizer), f"/contests/{rehearsal.id}"

    with pytest.raises(editions.Rehearsed):
        editions.compute_edition(rehearsal, by=world.organizer, reason="试算")
    told = [
        client.post(f"{of_it}/standings/computation").status_code,
        client.post(f"{of_it}/plans").status_code,
        client.post(f"{of_it}/prizes/edit").status_code,
    ]

    assert told == [403, 403, 403]
    for model in (Edition, Plan, Prize, Award):
        rows = select(func.count()).select_from(model).where(model.contest_id == rehearsal.id)
        assert db.session.scalar(rows) == 0


@pytest.mark.parametrize("who", ["nobody", "author", "issuer", "organizer", "supervisor"])
def test_it_is_on_no_list(world, visit, rehearsal, who):
    client = visit(getattr(world, who, None))

    pages = ["/", "/contests", "/challenges", "/desk/contests"]
    told = {page: client.get(page).text for page in pages}

    assert [page for page, text in told.items() if "彩排）" in text or SAMPLE in text] == []


def test_its_public_page_does_not_exist(world, visit, rehearsal):
    challenge = entries_of(rehearsal)[0].challenge_id

    answers = [
        visit().get(page).status_code
        for page in (f"/contests/{rehearsal.id}", f"/challenges/{challenge}")
    ]

    assert answers == [404, 404]


def test_no_count_or_list_of_the_body_knows_it(app, world, visit, rehearsal):
    mark_everything(world, visit, rehearsal)

    assert rehearsal.id not in {one.id for one in contests_of(world.organizer)}
    assert rehearsal.id not in {one.contest.id for one in contest_counts(world.organizer)}
    assert rehearsal.id not in {sheet.contest_id for sheet in models_for(world.open_contest)}
    with app.test_request_context():
        told = [f"{i.title}{i.note}" for w in (world.organizer, world.judge) for i in items(w)]
    assert [one for one in told if "彩排" in one] == []


def test_an_ended_rehearsal_takes_no_marks_and_is_kept(world, visit, rehearsal):
    mark_everything(world, visit, rehearsal)

    actions.end_rehearsal(rehearsal, by=world.organizer)

    entry = entries_of(rehearsal)[0]
    answer = put(visit(world.judge), WHOLE_UUID, version=0, marks=WHOLE, at={"entry": entry.id})
    assert answer.status_code == 404
    assert rehearsal.state is ContestState.REHEARSED
    assert {one.contest_id for one in assignments_of(world.judge)} == {world.contest.id}
    kept = select(func.count()).select_from(Ballot).where(Ballot.contest_id == rehearsal.id)
    assert db.session.scalar(kept) == 8


WHOLE_UUID = "77777777-0000-4000-8000-000000000007"


def test_one_at_a_time_and_none_of_itself(world, rehearsal):
    with pytest.raises(actions.UnderWay):
        actions.begin_rehearsal(world.contest, by=world.organizer)
    with pytest.raises(actions.OfARehearsal):
        actions.begin_rehearsal(rehearsal, by=world.organizer)

    actions.end_rehearsal(rehearsal, by=world.organizer)
    again = actions.begin_rehearsal(world.contest, by=world.organizer)

    assert again.id != rehearsal.id
    samples = select(func.count()).select_from(Organisation)
    assert db.session.scalar(samples.where(Organisation.uscc == "REHEARSAL")) == 1


def test_without_sealed_rules_there_is_nothing_to_rehearse(world):
    with pytest.raises(actions.NotReady):
        actions.begin_rehearsal(world.open_contest, by=world.organizer)


def test_a_rehearsal_can_be_neither_announced_nor_deleted(world, visit, rehearsal):
    client, of_it = visit(world.organizer), f"/desk/contests/{rehearsal.id}"

    client.post(f"{of_it}/announcement")
    client.post(f"{of_it}/deletion", data={"reason": "不要了"})

    assert db.session.get(Contest, rehearsal.id) is not None
    assert rehearsal.state is ContestState.REHEARSAL


def test_the_spread_shows_everybodys_marks_and_nobodys_name(world, visit, rehearsal):
    mark_everything(world, visit, rehearsal)
    page, judge = f"/contests/{rehearsal.id}/calibration", visit(world.judge)

    before = judge.get(page).text
    organizer = visit(world.organizer).get(page).text
    visit(world.organizer).post(f"{page}/release")
    after = judge.get(page).text

    assert ("还没有公开" in before, "28.50" in before) == (True, False)
    assert ("28.50" in organizer, world.other_judge.name in organizer) == (True, False)
    assert ("我的" in after, "28.50" in after) == (True, True)
    assert world.other_judge.name not in after


def test_who_is_not_seated_in_it_sees_no_spread(world, visit, rehearsal):
    page = f"/contests/{rehearsal.id}/calibration"
    actions.release_calibration(db.session.get(Calibration, rehearsal.id), by=world.organizer)

    told = [
        visit(getattr(world, who)).get(page).status_code for who in ("author", "other_organizer")
    ]

    assert told == [404, 404]


def test_the_page_begins_and_ends_it(world, visit):
    client, page = visit(world.organizer), f"/contests/{world.contest.id}/rehearsal"

    begun = client.post(page)
    shown = client.get(page).text
    ended = client.post(f"{page}/end")

    assert (begun.status_code, ended.status_code) == (302, 302)
    assert "彩排 · 交通专场" in shown
    assert "以前的彩排" in client.get(page).text


@for_all(st.lists(st.decimals(0, 40, places=2), min_size=1, max_size=30))
def test_a_spread_is_in_order_and_its_median_in_the_middle(marks):
    spread = spread_of(marks)

    assert spread.low <= spread.median <= spread.high
    below, above = (
        sum(op(m) for m in marks) for op in (spread.median.__gt__, spread.median.__lt__)
    )
    assert max(below, above) <= len(marks) // 2
    assert list(spread.marks) == sorted(marks)


def test_of_no_marks_there_is_no_spread():
    assert spread_of([]) is None
