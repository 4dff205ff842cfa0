"""One's own account: name, addresses and devices."""

import pytest
from sqlalchemy import select

from contest.actions.accounts import revise_profile
from contest.browsers import name_of
from contest.core.actions import Refusal
from contest.core.db import db
from contest.core.mail import MailMessage
from tests.contest.people import PASSWORD, WRONG, give_password

FORM = {
    "name": "李明",
    "phone": "138 0000 0000",
    "email": "New@Example.org",
    "current": PASSWORD,
}


@pytest.fixture(autouse=True)
def author(request):
    if "world" in request.fixturenames:
        give_password(request.getfixturevalue("world").author)


def test_people_correct_their_own_details(world, visit):
    visit(world.author).post("/account", data=FORM)

    assert (world.author.name, world.author.phone, world.author.email) == (
        "李明",
        "138 0000 0000",
        "new@example.org",
    )


def test_another_e_mail_address_takes_the_password(world, visit):
    answer = visit(world.author).post("/account", data={**FORM, "current": WRONG})

    assert "当前密码不正确" in answer.text
    assert world.author.email == "author@example.org"


def test_a_name_is_corrected_without_the_password(world, visit):
    data = {**FORM, "email": "author@example.org", "current": ""}

    visit(world.author).post("/account", data=data)

    assert world.author.name == "李明"


def test_the_address_before_is_told_of_the_new_one(world, visit):
    visit(world.author).post("/account", data=FORM)

    letter = db.session.scalars(select(MailMessage).order_by(MailMessage.id.desc())).first()
    assert letter.recipient == "author@example.org"
    assert "new@example.org" in letter.body


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"email": "rival@example.org"}, "已有账号"),
        ({"email": "x"}, "完整的邮箱"),
        ({"name": ""}, "请填写此项"),
    ],
)
def test_what_cannot_be_saved_is_said_and_kept_in_the_form(world, visit, change, said):
    answer = visit(world.author).post("/account", data={**FORM, **change})

    assert answer.status_code == 422
    assert said in answer.text
    assert "138 0000 0000" in answer.text
    assert world.author.email == "author@example.org"


def test_nobody_corrects_another_by_the_same_action(world):
    with pytest.raises(Refusal):
        revise_profile(world.author, name="甲", phone="", email="a@b.cd", version=1, by=world.rival)

    assert world.author.name == "author 先生"


@pytest.mark.parametrize("extra", [0, 5])
def test_the_page_costs_the_same_however_many_devices(world, visit, queries, extra):
    for _ in range(extra):
        visit(world.author)
    client = visit(world.author)

    with queries() as made:
        page = client.get("/account").text

    assert page.count("本机") == 1
    assert page.count('/end"') == 1 + extra
    assert len(made) == 3  # the visitor, the devices, the organisation


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/130 Safari/537 Edg/130", "Edge · Windows"),
        ("Mozilla/5.0 (iPad; CPU OS 17) Version/17 Safari/605", "Safari · iPad"),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/130 MicroMessenger/8", "微信 · Android"),
        ("curl/8", "curl/8"),
        ("", "—"),
    ],
)
def test_browsers_are_called_what_people_call_them(agent, name):
    assert name_of(agent) == name
