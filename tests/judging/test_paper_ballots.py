"""Paper sheets: printed with a code, typed by two people blind, settled where they differ."""

import io

import pytest
from sqlalchemy import select

from contest.core.actions import acting
from contest.core.db import db
from judging.actions import editions
from judging.actions import paper_ballots as actions
from judging.models import BallotSource, PaperBallot
from judging.paper import differing, sheet_uuid, uuid_in
from judging.queries.editions import preparation_of
from judging.queries.paper_ballots import sheet_between, sheets_of
from judging.readiness import GapKind
from judging.states import BallotState, PaperState
from tests.contest.entering import a_pdf
from tests.judging.counting import add_entry, mark
from tests.judging.lateness import close_session
from tests.judging.people import recuse
from tests.judging.test_ballots import WHOLE, given, put

OTHER = {**WHOLE, "cost": "20"}
BOXES = {"mark_0": "17.5", "mark_1": "31", "mark_2": "28.5"}


def sheet(world, judge="judge", entry="entry"):
    return sheet_between(world.contest.id, getattr(world, judge).id, getattr(world, entry).id)


def paper_now(world):
    db.session.expire_all()
    query = select(PaperBallot).where(PaperBallot.contest_id == world.contest.id)
    return db.session.scalars(query).first()


def enter(world, marks=WHOLE):
    return actions.enter_paper(sheet(world), by=world.organizer, marks=marks)


def enter_again(world, paper, marks=WHOLE, *, by="second_organizer"):
    actions.enter_again(paper, by=getattr(world, by), marks=marks)


def test_two_equal_readings_are_a_submitted_ballot(world):
    paper = enter(world)

    enter_again(world, paper)

    assert world.ballot.state is BallotState.SUBMITTED
    assert world.ballot.source is BallotSource.PAPER
    assert {key: str(points) for key, points in given(world.ballot).items()} == {
        "understanding": "17.50",
        "solution": "31.00",
        "cost": "28.50",
    }
    paper = paper_now(world)
    people = (paper.first_by_id, paper.second_by_id)
    assert people == (world.organizer.id, world.second_organizer.id)


def test_one_reading_counts_for_nothing(world):
    mark(world, world.rival_entry, world.judge, "1 2 3")

    enter(world)

    assert world.ballot.state is BallotState.DRAFT
    kinds = {gap.kind for gap in preparation_of(world.contest).gaps if gap.forbids}
    assert kinds == {GapKind.UNFINISHED_PAPER}
    with pytest.raises(editions.NotSettled):
        editions.compute_edition(world.contest, by=world.organizer, reason="照此")


def test_the_second_person_is_another(world):
    paper = enter(world)

    with pytest.raises(actions.SamePerson):
        enter_again(world, paper, by="organizer")

    assert paper_now(world).state is PaperState.ENTERED


def test_the_second_person_sees_nothing_of_the_first_reading(world, visit):
    paper = enter(world, {"understanding": "13.5", "solution": "37.5", "cost": "21.5"})

    pages = [
        visit(who).get(f"/paper/{paper.id}").text
        for who in (world.organizer, world.second_organizer, world.supervisor)
    ]

    assert [mark for page in pages for mark in ("13.5", "37.5", "21.5") if mark in page] == []


@pytest.mark.parametrize("by", ["organizer", "second_organizer"])
def test_what_differs_is_read_once_more_and_recorded(world, by):
    paper = enter(world)
    enter_again(world, paper, OTHER)
    assert paper_now(world).state is PaperState.DIFFERING
    assert world.ballot.state is BallotState.DRAFT

    actions.settle_paper(paper_now(world), by=getattr(world, by), marks={"cost": "28.5"})

    paper = paper_now(world)
    assert paper.settled_marks == {"cost": "28.50"}
    assert paper.settled_by_id == getattr(world, by).id
    assert str(given(world.ballot)["cost"]) == "28.50"


def test_every_differing_line_must_be_read_again(world):
    paper = enter(world)
    enter_again(world, paper, {**OTHER, "solution": "30"})

    with pytest.raises(Exception, match="未打分"):
        actions.settle_paper(paper_now(world), by=world.organizer, marks={"cost": "28.5"})

    assert paper_now(world).state is PaperState.DIFFERING


def test_a_closed_session_still_takes_paper_a_frozen_one_does_not(world):
    close_session(world)
    paper = enter(world)
    enter_again(world, paper)
    assert world.ballot.state is BallotState.SUBMITTED

    with acting("test.frozen", world.session, by=None):
        world.session.state = "frozen"
    with pytest.raises(actions.Frozen):
        actions.enter_paper(sheet(world, "other_judge"), by=world.organizer, marks=WHOLE)


def test_a_recused_judges_paper_is_refused(world):
    found = sheet(world)
    recuse(world.entry, world.judge)

    with pytest.raises(actions.NoLongerJudges):
        actions.enter_paper(found, by=world.organizer, marks=WHOLE)

    assert sheet(world) is None


def test_paper_never_writes_over_what_the_tablet_submitted(world, visit):
    mark(world, world.entry, world.judge, "10 10 10")
    client, found = visit(world.organizer), sheet(world)

    page = client.post(f"/contests/{world.contest.id}/paper/sheets/{found.uuid}", data=BOXES)

    assert page.status_code == 422
    assert "平板已提交" in page.text
    assert "10.00" in page.text
    assert "28.50" in page.text
    assert given(world.ballot)["cost"] == 10


def test_the_tablet_submits_between_the_readings(world):
    paper = enter(world)
    mark(world, world.entry, world.judge, "10 10 10")

    with pytest.raises(actions.StandsOtherwise):
        enter_again(world, paper)

    assert paper_now(world).second_marks == {}


def test_the_tablet_learns_that_the_paper_was_submitted(world, visit):
    enter_again(world, enter(world))

    answer = put(visit(world.judge), world.ballot.uuid, version=9, marks=OTHER)

    assert (answer.status_code, answer.json["code"]) == (409, "submitted")
    assert "纸质" in answer.json["error"]


def test_a_wrong_sheet_can_be_taken_back_until_it_is_submitted(world):
    paper = enter(world)

    actions.remove_paper(paper, by=world.organizer, reason="录错了项目")

    assert paper_now(world) is None
    paper = enter(world)
    enter_again(world, paper)
    with pytest.raises(actions.TypedAlready):
        actions.remove_paper(paper_now(world), by=world.organizer, reason="反悔")


def test_a_sheet_is_typed_once_at_a_time(world):
    enter(world)

    with pytest.raises(actions.TypedAlready):
        enter(world)


def test_the_same_code_is_printed_again(world):
    first = [one.uuid for one in sheets_of(world.session.id, judge=None, entry=None)]
    again = [one.uuid for one in sheets_of(world.session.id, judge=None, entry=None)]

    assert (len(set(first)), first) == (4, again)
    assert world.ballot.uuid in first
    assert sheet_uuid(world.rival_entry.uuid, world.judge.id) in first


def test_a_scanned_code_opens_its_sheet(world, visit):
    client, uuid = visit(world.organizer), sheet(world, "other_judge").uuid
    url = f"/contests/{world.contest.id}/paper/find"

    found = client.get(url, query_string={"code": f"HTTPS://例/{uuid.upper()}\r\n"})
    unknown = client.get(url, query_string={"code": "12345"})

    assert found.headers["Location"].endswith(uuid)
    assert (unknown.status_code, "没有找到这份评分表" in unknown.text) == (422, True)


def test_the_whole_way_on_the_pages(world, visit):
    first, second = visit(world.organizer), visit(world.second_organizer)
    url = f"/contests/{world.contest.id}/paper"

    typed = first.post(f"{url}/sheets/{sheet(world).uuid}", data=BOXES)
    paper = f"/paper/{paper_now(world).id}"
    wrong = second.post(f"{paper}/second", data={**BOXES, "mark_2": "99"})
    again = second.post(f"{paper}/second", data={**BOXES, "mark_2": "27"})
    shown = second.get(paper).text
    settled = first.post(f"{paper}/settlement", data={"mark_0": "28.5"})

    assert (typed.status_code, again.status_code, settled.status_code) == (302, 302, 302)
    assert (wrong.status_code, "须在 0 至 40 之间，每步 0.5" in wrong.text) == (422, True)
    assert 'value="17.5"' in wrong.text
    assert "1 项有出入" in shown
    assert world.ballot.source is BallotSource.PAPER


def test_a_scan_of_the_sheet_is_kept_with_it(world, visit):
    paper, client, content = enter(world), visit(world.organizer), a_pdf()
    sent = {"scan": (io.BytesIO(content), "评分表.pdf")}

    saved = client.post(f"/paper/{paper.id}/scan", data=sent)

    assert saved.status_code == 302
    with client.get(f"/paper/{paper.id}/scan") as answer:
        assert answer.data == content


def test_sheets_name_judge_entry_and_criteria(world, visit):
    page = visit(world.organizer).get(f"/sessions/{world.session.id}/paper").text

    assert page.count('class="paper-ballot"') == 4
    assert page.count("understanding") == 4
    assert (world.judge.name in page, world.rival_entry.title in page) == (True, True)


@pytest.mark.sqlite_only  # what is asked does not depend on the database
@pytest.mark.parametrize("extra", [0, 5])
def test_printing_costs_the_same_however_many(world, visit, queries, extra):
    for n in range(extra):
        add_entry(world, f"more{n}")
    client = visit(world.organizer)
    client.get(f"/sessions/{world.session.id}/paper")

    with queries() as made:
        page = client.get(f"/sessions/{world.session.id}/paper").text

    assert page.count('class="paper-ballot"') == 4 + 2 * extra
    assert len(made) == 7


def test_a_uuid_is_found_in_whatever_a_scanner_types():
    uuid = sheet_uuid("00000000-0000-4000-8000-000000000001", 7)

    assert uuid_in(f" {uuid.upper()}\n") == uuid
    assert uuid_in(f"https://example.org/paper/{uuid}?x") == uuid
    assert uuid_in("17.5") is None


def test_two_readings_differ_by_line():
    assert differing({"a": "1.00", "b": "2.00"}, {"a": "1.00", "b": "2.50"}) == {"b"}
