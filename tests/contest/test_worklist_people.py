"""What waits for organizers and the system administrator about people."""

from datetime import timedelta

import pytest

from contest.core.actions import acting, operating
from contest.core.db import db
from contest.core.mail import MailMessage
from contest.models import Role, User
from contest.worklist_people import items
from tests import databases
from tests.conftest import close, make_app
from tests.contest.people import give_password


def titles(app, user):
    with app.test_request_context():
        return [item.title for item in items(user)]


def invite(visit, organizer):
    data = {"name": "吴岩", "email": "wu@example.org", "phone": "138 0000 0004"}
    visit(organizer).post("/people/staff/new", data={**data, "role": "organizer"})


def test_invitations_that_lapsed_wait_for_the_organizer(app, world, visit, time):
    invite(visit, world.organizer)
    before = titles(app, world.organizer)

    time.now += timedelta(hours=72)

    assert before == []
    assert titles(app, world.organizer) == ["1 人的邀请已过期，还没有接受"]
    assert titles(app, world.other_organizer) == ["还没有填写监督电话"]


def test_an_accepted_invitation_waits_for_nobody(app, world, visit, time):
    invite(visit, world.organizer)
    give_password(db.session.query(type(world.author)).filter_by(email="wu@example.org").one())

    time.now += timedelta(hours=72)

    assert titles(app, world.organizer) == []


def write_letter(at, **more):
    with operating() as session:
        session.add(
            MailMessage(
                written_at=at, recipient="a@example.org", subject="邀请", body="/link/abc", **more
            )
        )


@pytest.mark.parametrize("url", [None, "smtp://mail.example:25"])
def test_letters_that_did_not_leave_wait_for_the_system_administrator(app, world, time, url):
    app.config["SMTP_URL"] = url
    write_letter(time.now)

    assert titles(app, world.system_admin) == ["1 封邮件没有寄出"]


def test_letters_that_left_wait_for_nobody(app, world, time):
    write_letter(time.now, sent_at=time.now)

    assert titles(app, world.system_admin) == []


def test_an_installation_without_a_body_waits_for_its_first(tmp_path):
    app = make_app(f"sqlite:///{tmp_path / 'new.sqlite3'}", tmp_path)
    with app.app_context():
        databases.migrate()
        app.test_cli_runner().invoke(args=["accounts", "first"])
        admin = db.session.query(User).filter_by(role=Role.SYSTEM_ADMIN).one()

        assert titles(app, admin) == ["还没有组织单位"]
        close(app)


@pytest.mark.parametrize("extra", [0, 6])
def test_the_work_list_costs_the_same_however_many_wait(app, world, queries, extra):
    with acting("test.letters", world.body, by=None):
        for n in range(extra):
            db.session.add(
                MailMessage(
                    written_at=world.author.created_at, recipient=str(n), subject="x", body="x"
                )
            )
    admin = world.system_admin
    assert admin.role

    with queries() as made, app.test_request_context():
        items(admin)

    assert len(made) == 2  # whether there is a body, how many letters wait
