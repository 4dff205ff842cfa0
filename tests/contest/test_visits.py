"""Who came, who left and who was turned away is on record: time, account, kind and success."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from contest.core.db import db
from contest.core.ledger import LedgerEntry
from contest.core.verifying import verify_chains
from contest.models import UnknownSignIn
from tests.contest.people import WRONG, give_password, sign_in


@pytest.fixture
def judge(world):
    give_password(world.judge)
    return world.judge


def lines():
    """Return what the log says of visits, oldest first."""
    query = select(LedgerEntry).filter_by(chain="sign_ins").order_by(LedgerEntry.id)
    return list(db.session.scalars(query))


def rows(page):
    return page.text.split("<tbody>")[1].split("<tr>")[1:] if "<tbody>" in page.text else []


def test_coming_going_and_being_turned_away_are_lines_of_the_log(app, judge):
    client = app.test_client()
    sign_in(client, "judge", WRONG)
    sign_in(client, "judge")
    client.post("/sign-out")

    subject = f"user:{judge.id}"
    assert [(line.verb, line.subject, line.refused) for line in lines()] == [
        ("sign_in.tried", subject, True),
        ("sign_in.opened", subject, False),
        ("sign_in.left", subject, False),
    ]
    assert all(report.fault is None for report in verify_chains(db.session()))


def test_a_failed_try_is_not_said_to_be_its_owners(app, judge):
    sign_in(app.test_client(), "judge", WRONG)

    (line,) = lines()
    assert (line.actor_id, line.reason) == (None, "密码不正确")


def test_no_address_and_no_name_of_anybody_stands_in_the_chain(app, judge):
    sign_in(app.test_client(), "judge")

    assert "127.0.0.1" not in str(lines()[0].content())
    assert "judge 先生" not in str(lines()[0].content())


def test_names_of_nobody_are_counted_by_the_day_and_fill_no_log(app, world, time):
    client = app.test_client()
    for number in range(3):
        sign_in(client, f"guess{number}", WRONG)
    time.now += timedelta(days=1)
    sign_in(client, "guess", WRONG)

    counted = db.session.execute(select(UnknownSignIn.tries).order_by(UnknownSignIn.day))
    assert [row.tries for row in counted] == [3, 1]
    assert lines() == []


def test_a_try_that_has_to_wait_is_no_line(app, judge):
    client = app.test_client()
    for _ in range(9):
        sign_in(client, "judge", WRONG)

    assert len(lines()) == 5


def test_a_supervisor_reads_of_the_own_bodys_people_alone(world, visit):
    visit(world.judge)
    visit(world.other_organizer)
    visit(world.rival)

    own = visit(world.supervisor).get("/log/sign-ins/").text
    other = visit(world.other_organizer).get("/log/sign-ins/").status_code

    assert "judge 先生" in own
    assert "other_organizer 先生" not in own
    assert "rival 先生" not in own
    assert other == 404


def test_the_audit_administrator_reads_of_all_and_finds_one(app, world, visit, judge):
    sign_in(app.test_client(), "judge", WRONG)
    sign_in(app.test_client(), "nobody", WRONG)
    client = visit(world.audit_admin)
    visit(world.rival)

    everything = client.get("/log/sign-ins/")
    failed = rows(client.get("/log/sign-ins/?refused=yes&q=judge"))
    tomorrow = rows(client.get("/log/sign-ins/?first=2026-03-03"))

    assert "rival 先生" in everything.text
    assert "另有 1 次" in everything.text
    assert len(failed) == 1
    assert "未通过" in failed[0]
    assert tomorrow == []


@pytest.mark.parametrize("extra", [0, 6])
def test_the_page_costs_the_same_however_many_came(world, visit, queries, extra):
    for _ in range(extra):
        visit(world.judge)
    client = visit(world.supervisor)

    with queries() as made:
        page = client.get("/log/sign-ins/")

    assert len(rows(page)) == 1 + extra
    # the visitor, the lines and their number, whose they are, unknown names, the visitor's body
    assert len(made) == 6
