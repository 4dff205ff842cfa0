"""The judge's tablet: marks are kept at every change, exactly, and submitted once."""

from decimal import Decimal

import pytest
from sqlalchemy import select

from contest.core.actions import acting
from contest.core.db import db
from contest.core.ledger import LedgerEntry
from contest.states import EntryState
from judging import refusals
from judging.actions import ballots as actions
from judging.models import Ballot, Recusal, RecusalGround, RecusalOrigin
from judging.queries.ballots import rubric_of
from judging.sent import Sent
from judging.states import BallotState, RecusalState
from tests.world import MONDAY

NEW = "22222222-0000-4000-8000-000000000002"
WHOLE = {"understanding": "17.5", "solution": "31", "cost": "28.5"}


def put(client, uuid, **sent):
    return client.put(f"/api/v1/ballots/{uuid}", query_string=sent.pop("at", {}), json=sent)


def save(world, marks, *, version=1):
    sent = Sent(world.ballot.uuid, version, marks)
    return actions.save_ballot(world.entry, by=world.judge, sent=sent)


def submit(world, marks, *, version):
    sent = Sent(world.ballot.uuid, version, marks, submits=True)
    return actions.submit_ballot(world.entry, by=world.judge, sent=sent)


def given(ballot):
    return {mark.criterion.key: mark.points for mark in ballot.marks}


def recuse(world, judge, entry, *, state=RecusalState.POTENTIAL):
    with acting("test.recusal", entry, by=None):
        recusal = Recusal(
            contest_id=entry.contest_id,
            entry_id=entry.id,
            judge_id=judge.id,
            origin=RecusalOrigin.FOUND,
            ground=RecusalGround.EMPLOYED,
            raised_at=MONDAY,
        )
        db.session.add(recusal)
        if state is not RecusalState.POTENTIAL:
            db.session.flush()
            recusal.state = state


def test_marks_are_kept_exactly_with_the_next_version(world, visit):
    answer = put(visit(world.judge), world.ballot.uuid, version=1, marks={"understanding": "17.5"})

    assert (answer.status_code, answer.json["version"]) == (200, 2)
    assert given(world.ballot) == {"understanding": Decimal("17.50")}


def test_the_first_mark_makes_the_ballot_with_the_uuid_of_the_page(world, visit):
    answer = put(
        visit(world.judge),
        NEW,
        at={"entry": world.rival_entry.id},
        version=0,
        marks={"cost": "0"},
    )

    ballot = db.session.scalars(select(Ballot).where(Ballot.uuid == NEW)).one()
    assert (answer.status_code, ballot.entry_id) == (200, world.rival_entry.id)
    assert given(ballot) == {"cost": Decimal(0)}


def test_not_marked_is_no_mark_and_zero_is_one(world):
    save(world, {"understanding": "0", "cost": None})

    assert given(world.ballot) == {"understanding": Decimal(0)}


def test_a_mark_can_be_taken_back(world):
    save(world, {"understanding": "5"})

    save(world, {"understanding": ""}, version=2)

    assert given(world.ballot) == {}


def test_the_same_content_again_changes_nothing(world, visit):
    client = visit(world.judge)
    first = put(client, world.ballot.uuid, version=1, marks=WHOLE).json

    again = put(client, world.ballot.uuid, version=1, marks=WHOLE)

    assert (again.status_code, again.json) == (200, first)


def test_other_marks_on_a_stale_version_are_refused_with_both(world, visit):
    client = visit(world.judge)
    put(client, world.ballot.uuid, version=1, marks={"cost": "10"})

    answer = put(client, world.ballot.uuid, version=1, marks={"cost": "12"})

    assert answer.status_code == 409
    assert answer.json["version"] == 2
    assert answer.json["marks"] == {"understanding": None, "solution": None, "cost": "10.00"}
    assert given(world.ballot) == {"cost": Decimal(10)}


def test_a_second_page_cannot_begin_a_second_ballot(world, visit):
    answer = put(
        visit(world.judge), NEW, at={"entry": world.entry.id}, version=0, marks={"cost": "1"}
    )

    assert (answer.status_code, answer.json["uuid"]) == (409, world.ballot.uuid)


@pytest.mark.parametrize(
    ("mark", "words"),
    [
        ("20.5", "0 至 20"),
        ("-1", "0 至 20"),
        ("7.3", "每步 0.5"),
        ("NaN", "0 至 20"),
        ("好", "请填写数字"),
    ],
)
def test_a_mark_off_the_line_is_refused_by_name(world, visit, mark, words):
    answer = put(visit(world.judge), world.ballot.uuid, version=1, marks={"understanding": mark})

    assert answer.status_code == 409
    assert "understanding" in answer.json["error"]
    assert words in answer.json["error"]
    assert given(world.ballot) == {}


def test_a_whole_ballot_is_submitted_and_then_locked(world, visit):
    client = visit(world.judge)
    save(world, WHOLE)

    answer = client.post(f"/ballots/entries/{world.entry.id}", data={"version": 2})

    assert answer.status_code == 302
    assert (world.ballot.state, world.ballot.submitted_at) == (BallotState.SUBMITTED, MONDAY)
    assert put(client, world.ballot.uuid, version=3, marks={"cost": "1"}).status_code == 409
    assert given(world.ballot)["cost"] == Decimal("28.5")


def test_the_plain_form_saves_and_submits_without_a_script(world, visit):
    marks = {f"mark-{key}": mark for key, mark in WHOLE.items()}

    visit(world.judge).post(f"/ballots/entries/{world.entry.id}", data={"version": 1, **marks})

    assert world.ballot.state is BallotState.SUBMITTED
    assert given(world.ballot)["solution"] == Decimal(31)


def test_marks_that_the_plain_form_cannot_take_come_back_with_the_sheet(world, visit):
    typed = {"mark-understanding": "17", "mark-solution": "99", "mark-cost": "12"}

    answer = visit(world.judge).post(
        f"/ballots/entries/{world.entry.id}", data={"version": 1, **typed}
    )

    assert (answer.status_code, given(world.ballot)) == (409, {})
    assert "“solution”须在 0 至 40 之间" in answer.text
    assert [f'value="{mark}"' in answer.text for mark in typed.values()] == [True] * 3


def test_a_plain_form_on_a_stale_version_shows_both_and_may_be_sent_again(world, visit):
    save(world, {"cost": "10"})
    client, typed = visit(world.judge), {f"mark-{key}": mark for key, mark in WHOLE.items()}

    answer = client.post(f"/ballots/entries/{world.entry.id}", data={"version": 1, **typed})

    assert (answer.status_code, world.ballot.state) == (409, BallotState.DRAFT)
    assert "服务器上：10.0" in answer.text
    assert 'value="28.5"' in answer.text
    client.post(f"/ballots/entries/{world.entry.id}", data={"version": 2, **typed})
    assert world.ballot.state is BallotState.SUBMITTED


def test_after_submitting_comes_the_next_open_entry_and_at_last_the_list(world, visit):
    client, typed = visit(world.judge), {f"mark-{key}": mark for key, mark in WHOLE.items()}
    entry, rival = world.entry.id, world.rival_entry.id

    first = client.post(f"/ballots/entries/{rival}", data=typed)
    last = client.post(f"/ballots/entries/{entry}", data={"version": 1, **typed})

    assert first.location == f"/ballots/entries/{entry}"
    assert last.location == f"/ballots/#entry-{entry}"
    page = client.get("/ballots/").text
    assert f'id="entry-{entry}"' in page
    assert "本场的项目已全部提交" in page


def test_a_sheet_is_counted_among_the_judges_own(world, visit):
    recuse(world, world.judge, world.entry)

    page = visit(world.judge).get(f"/ballots/entries/{world.rival_entry.id}").text

    assert "第 1 / 1 项" in page
    assert "上一项" not in page


def test_a_sheet_leads_to_the_one_before_and_the_one_after(world, visit):
    first = visit(world.judge).get(f"/ballots/entries/{world.entry.id}").text
    second = visit(world.judge).get(f"/ballots/entries/{world.rival_entry.id}").text

    before, after = 'aria-label="上一项"', 'aria-label="下一项"'
    assert (before in first, after in first) == (False, True)
    assert (before in second, after in second) == (True, False)


def test_a_ballot_with_a_gap_is_not_submitted(world):
    save(world, {"cost": "10"})

    with pytest.raises(refusals.NotComplete):
        submit(world, {"cost": "10"}, version=2)

    assert world.ballot.state is BallotState.DRAFT


def test_a_judge_submits_only_what_they_saw(world):
    save(world, WHOLE)

    with pytest.raises(refusals.Stale):
        submit(world, WHOLE | {"cost": "12"}, version=1)


def test_before_the_roadshow_nothing_is_marked(world, time):
    time.now = world.contest.entries_close_at

    with pytest.raises(refusals.NotOpen):
        save(world, WHOLE)


def test_the_closing_moment_is_closed(world, time):
    time.now = world.contest.roadshow_until

    with pytest.raises(refusals.NotOpen):
        save(world, WHOLE)


@pytest.mark.parametrize("state", [RecusalState.POTENTIAL, RecusalState.CONFIRMED])
def test_a_recused_judge_reaches_nothing_of_the_entry(world, visit, state):
    save(world, WHOLE)
    recuse(world, world.judge, world.entry, state=state)
    client = visit(world.judge)

    pages = [
        client.get(f"/ballots/entries/{world.entry.id}"),
        client.get(f"/api/v1/ballots/{world.ballot.uuid}"),
        put(client, world.ballot.uuid, version=2, marks={"cost": "1"}),
        put(client, NEW, at={"entry": world.entry.id}, version=0, marks={"cost": "1"}),
        client.post(f"/ballots/entries/{world.entry.id}", data={"version": 2}),
    ]

    assert [page.status_code for page in pages] == [404] * 5
    assert f">{world.entry.title}<" not in client.get("/ballots/").text
    assert given(world.ballot)["cost"] == Decimal("28.5")


def test_a_dismissed_recusal_keeps_nobody_out(world, visit):
    recuse(world, world.judge, world.entry, state=RecusalState.DISMISSED)

    assert visit(world.judge).get(f"/ballots/entries/{world.entry.id}").status_code == 200


def test_a_judge_who_has_not_declared_reads_nothing(world, visit):
    from judging.models import Pledge  # noqa: PLC0415

    pledge = db.session.get(Pledge, (world.contest.id, world.judge.id))
    with acting("test.undeclared", world.contest, by=None):
        pledge.declared_at = None

    assert visit(world.judge).get(f"/ballots/entries/{world.entry.id}").status_code == 404


def test_a_withdrawn_entry_leaves_the_desk(world, visit):
    with acting("test.withdrawn", world.entry, by=None):
        world.entry.state = EntryState.WITHDRAWN

    page = visit(world.judge).get("/ballots/").text
    assert f">{world.entry.title}<" not in page
    assert f">{world.rival_entry.title}<" in page


def test_another_judge_cannot_touch_the_ballot(world, visit):
    answer = put(visit(world.other_judge), world.ballot.uuid, version=1, marks={"cost": "1"})

    assert answer.status_code == 404
    assert given(world.ballot) == {}


def test_a_ballot_cannot_be_begun_under_anothers_uuid(world, visit):
    at = {"entry": world.rival_entry.id}

    answer = put(visit(world.other_judge), world.ballot.uuid, at=at, version=0, marks={"cost": "1"})

    assert answer.status_code == 404
    assert given(world.ballot) == {}


def line_of_save():
    return db.session.scalars(select(LedgerEntry).order_by(LedgerEntry.id.desc())).first()


def test_a_save_over_the_interface_is_logged_about_the_entry(world, visit):
    put(visit(world.judge), world.ballot.uuid, version=1, marks={"cost": "1"})

    line = line_of_save()
    contest, entry = world.contest.id, world.entry.id
    assert (line.chain, line.subject) == (f"contest:{contest}", f"entry:{entry}")


def test_the_log_tells_what_a_save_put_in_place_of_what(world):
    ballot, mark = f"ballot:{world.ballot.id}", f"mark:{world.ballot.id}"
    save(world, {"understanding": "5", "solution": "20"})
    first = line_of_save().changes
    save(world, {"understanding": "6", "solution": None, "cost": "3"}, version=2)
    second = line_of_save().changes

    assert second[ballot].keys() == {"saved_at"}
    assert second[ballot]["saved_at"][0] == first[ballot]["saved_at"][1]
    points = {row: columns["points"] for row, columns in second.items() if row.startswith(mark)}
    assert sorted(points.values(), key=str) == [["20.00", None], ["5.00", "6"], [None, "3"]]


def test_a_save_makes_at_most_ten_statements(world, visit, queries):
    client, uuid = visit(world.judge), world.ballot.uuid
    put(client, uuid, version=1, marks={"cost": "1"})

    with queries() as made:
        put(client, uuid, version=2, marks={"understanding": "17.5", "cost": "1"})

    assert len(made) == 9


def test_a_new_sheet_makes_one_more(world, visit, queries):
    client, at = visit(world.judge), {"entry": world.rival_entry.id}
    put(client, world.ballot.uuid, version=1, marks={"cost": "1"})

    with queries() as made:
        put(client, NEW, at=at, version=0, marks=WHOLE)

    assert len(made) == 10


def test_a_save_is_logged_with_the_marks_it_changed(world):
    save(world, {"cost": "10"})

    line = db.session.scalars(select(LedgerEntry).order_by(LedgerEntry.id.desc())).first()
    cost = next(line_.id for line_ in rubric_of(world.contest.id) if line_.key == "cost")
    assert (line.verb, line.subject) == ("ballot.saved", f"entry:{world.entry.id}")
    assert line.changes[f"mark:{world.ballot.id}-{cost}"]["points"] == [None, "10"]


def test_the_sheet_shows_own_earlier_marks_and_no_other_judges(world, visit):
    save(world, WHOLE)
    sent = Sent(NEW, 0, {"cost": "39.5"})
    other = actions.save_ballot(world.rival_entry, by=world.other_judge, sent=sent)

    page = visit(world.judge).get(f"/ballots/entries/{world.rival_entry.id}").text

    assert page.count('class="earlier"') == 3
    assert "39.5" not in page
    assert other.kept.uuid not in page


def test_marks_of_an_entry_the_judge_is_recused_from_are_not_among_the_earlier(world, visit):
    save(world, WHOLE)
    recuse(world, world.judge, world.entry)

    page = visit(world.judge).get(f"/ballots/entries/{world.rival_entry.id}").text

    assert 'class="earlier"' not in page
