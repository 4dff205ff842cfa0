"""Whoever reads an account's mailbox has the account: how its address changes, and who is told."""

import pytest
from sqlalchemy import select

from contest.core.db import db
from contest.core.mail import MailMessage
from tests.contest.people import PASSWORD, give_password, is_in, sign_in

FORM = {"name": "judge 先生", "phone": "138 0000 0003", "kind": "technical"}
STOLEN = "organizers.own@example.org"


def letters_to(address):
    query = select(MailMessage).where(MailMessage.recipient == address)
    return list(db.session.scalars(query.order_by(MailMessage.id)))


def link_in(letter):
    return "/link/" + letter.body.split("/link/")[1].split()[0]


@pytest.fixture
def judge(world):
    give_password(world.judge)
    return world.judge


@pytest.mark.parametrize("name", ["judge", "supervisor", "issuer", "second_organizer"])
def test_an_organizer_gives_nobody_who_is_in_another_address(app, world, visit, name):
    person = getattr(world, name)
    give_password(person)

    answer = visit(world.organizer).post(f"/people/{person.id}", data={**FORM, "email": STOLEN})
    app.test_client().post("/password/forgotten", data={"email": STOLEN})

    assert answer.status_code == 422
    assert "邮箱只能由本人" in answer.text
    assert getattr(world, name).email == f"{name}@example.org"
    assert letters_to(STOLEN) == []


def test_an_organizer_still_corrects_the_name_of_who_is_in(world, visit, judge):
    client = visit(world.organizer)
    page = client.get(f"/people/{judge.id}").text

    client.post(f"/people/{judge.id}", data={**FORM, "name": "陈岚", "email": judge.email})

    assert "readonly" in page
    assert world.judge.name == "陈岚"


def test_a_mistyped_address_is_corrected_before_the_first_visit(app, world, visit):
    client = visit(world.organizer)
    judge = world.judge
    client.post(f"/people/{judge.id}/invitation")
    wrong = link_in(letters_to("judge@example.org")[-1])

    client.post(f"/people/{judge.id}", data={**FORM, "email": "chen@example.org"})
    said = client.get("/people/").text
    client.post(f"/people/{judge.id}/invitation")

    right = link_in(letters_to("chen@example.org")[-1])
    assert "重新邀请" in said
    assert [app.test_client().get(link).status_code for link in (wrong, right)] == [410, 200]
    assert "chen@example.org" not in letters_to("judge@example.org")[-1].body


def test_the_security_administrator_changes_an_address_and_the_old_one_is_told(
    app, world, visit, judge
):
    theirs = app.test_client()
    sign_in(theirs, "judge")
    theirs.post("/password/forgotten", data={"email": "judge@example.org"})
    link = link_in(letters_to("judge@example.org")[-1])

    answer = visit(world.security_admin).post(
        f"/security/accounts/{judge.id}", data={"email": "New@Example.org"}
    )

    assert answer.status_code == 302
    assert world.judge.email == "new@example.org"
    assert "new@example.org" in letters_to("judge@example.org")[-1].body
    assert not is_in(theirs)
    assert app.test_client().get(link).status_code == 410


def test_the_security_administrator_takes_no_address_of_another(world, visit, judge):
    answer = visit(world.security_admin).post(
        f"/security/accounts/{judge.id}", data={"email": "rival@example.org"}
    )

    assert "已有账号" in answer.text
    assert world.judge.email == "judge@example.org"


def test_changing_ones_own_address_ends_ones_links_and_other_devices(app, judge):
    here, there = app.test_client(), app.test_client()
    sign_in(here, "judge")
    sign_in(there, "judge")
    here.post("/password/forgotten", data={"email": "judge@example.org"})
    link = link_in(letters_to("judge@example.org")[-1])

    here.post("/account", data={**FORM, "email": "new@example.org", "current": PASSWORD})

    assert (is_in(here), is_in(there)) == (True, False)
    assert app.test_client().get(link).status_code == 410
