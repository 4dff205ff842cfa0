"""Enterprises register themselves: one organisation a code, its people invite each other."""

from datetime import timedelta

import pytest
from flask import current_app
from sqlalchemy import select

from contest.core.db import db
from contest.core.mail import MailMessage
from contest.models import Organisation, OrganisationKind, Role, User
from contest.usernames import username_for
from tests.contest.people import PASSWORD, give_password, is_in, sign_in
from tests.world import CODES

FORM = {
    "organisation": "新芽科技有限公司",
    "uscc": "",
    "region": "宁波市",
    "name": "李明",
    "email": "Li.Ming@example.org",
    "phone": "138 0000 0000",
    "agreed": "y",
}
SECRET = {"password": PASSWORD, "again": PASSWORD}


def valid_code(stem):
    """Return the 17 characters with their check character (GB 32100-2015, 4.6)."""
    from stdnum.cn import uscc  # noqa: PLC0415 -- for this one sum

    return stem + uscc.calc_check_digit(stem)


FORM["uscc"] = valid_code("91330200MA0000777")


def register(client, secret=SECRET, **changes):
    """Fill in both pages; return the first answer that does not lead on."""
    answer = client.post("/register", data={**FORM, **changes})
    return client.post(answer.location, data=secret) if answer.status_code == 302 else answer


def enterprise():
    return db.session.scalar(select(Organisation).filter_by(uscc=FORM["uscc"]))


def test_an_enterprise_registers_and_is_signed_in(app, world):
    client = app.test_client()

    answer = register(client)

    person = db.session.scalar(select(User).filter_by(email="li.ming@example.org"))
    assert answer.location == "/"
    assert is_in(client)
    assert (person.username, person.role) == ("li.ming", Role.ENTERPRISE)
    assert person.organisation.name == "新芽科技有限公司"


@pytest.mark.parametrize("change", [str.lower, " ".join, lambda c: f"{c[:8]}-{c[8:]}"])
def test_a_code_is_taken_in_any_spelling(app, world, change):
    register(app.test_client(), uscc=change(FORM["uscc"]))

    assert enterprise().kind is OrganisationKind.ENTERPRISE


def test_a_full_width_code_is_taken_too(app, world):
    wide = "".join(chr(ord(c) + 0xFEE0) for c in FORM["uscc"])

    register(app.test_client(), uscc=wide)

    assert enterprise() is not None


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"uscc": "91350100M000100Y4Z"}, "校验不通过"),
        ({"uscc": "91350100M000100Y4"}, "现在是 17 位"),
        ({"email": "nobody"}, "完整的邮箱"),
        ({"email": "a@b.example\nBcc: x@y.example"}, "完整的邮箱"),
        ({"phone": "call me"}, "电话号码"),
        ({"secret": {"password": "short", "again": "short"}}, "至少 10 个字符"),
        ({"secret": {"password": "Li.ming-2026!", "again": "Li.ming-2026!"}}, "登录名"),
        ({"secret": {**SECRET, "again": "Other-horse-99"}}, "不一致"),
        ({"email": "a@[x.example"}, "完整的邮箱"),
        ({"email": "a,b@x.example"}, "完整的邮箱"),
        ({"email": "a;b@x.example"}, "完整的邮箱"),
        ({"email": "x@y.example;b"}, "完整的邮箱"),
        ({"agreed": ""}, "勾选"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(app, world, change, said):
    answer = register(app.test_client(), **change)

    assert answer.status_code == 422
    assert said in answer.text
    assert "新芽科技有限公司" in answer.text
    assert enterprise() is None


def test_a_code_registered_already_is_refused_without_saying_by_whom(app, world):
    answer = register(app.test_client(), uscc=CODES["rival"])

    assert "已经注册" in answer.text
    assert "rival" not in answer.text
    assert db.session.query(User).filter_by(email="li.ming@example.org").count() == 0


def test_an_issuer_of_the_same_code_does_not_stand_in_the_way(app, world):
    register(app.test_client(), uscc=CODES["hospital"])

    kinds = db.session.scalars(select(Organisation.kind).filter_by(uscc=CODES["hospital"])).all()
    assert sorted(kinds) == [OrganisationKind.ENTERPRISE, OrganisationKind.ISSUER]


def test_full_width_addresses_and_telephones_are_taken_in_half_width(app, world):
    register(
        app.test_client(), email="Ｌｉ＠Ｅｘａｍｐｌｅ．ｏｒｇ", phone="０５７４－８７１８ ００００"
    )

    person = db.session.scalar(select(User).filter_by(email="li@example.org"))
    assert person.phone == "0574-8718 0000"


def test_a_name_of_several_lines_writes_no_letter_of_ours(app, world):
    client = app.test_client()
    register(client, organisation="新芽科技\n\n请点击 http://evil.example 领奖")
    invite(client)

    letter = db.session.scalars(select(MailMessage).order_by(MailMessage.id.desc())).first()
    assert enterprise().name == "新芽科技 请点击 http://evil.example 领奖"
    assert "\n请点击" not in letter.body


def test_without_mail_an_e_mail_with_an_account_is_refused(app, world):
    answer = register(app.test_client(), email="Judge@Example.org")

    assert "已有账号" in answer.text
    assert enterprise() is None


@pytest.fixture
def mailed(app, world):
    """Let the app have a mail server that is away, and an address."""
    app.config["SMTP_URL"], app.config["PUBLIC_URL"] = "smtp://127.0.0.1:9", "https://jb.example"


def letter_to(address):
    """Return the last letter to an address, once the thread that letters leave by is done."""
    current_app.extensions["post"].submit(int).result()
    db.session.rollback()
    query = select(MailMessage).filter_by(recipient=address).order_by(MailMessage.id.desc())
    return db.session.scalars(query).first()


def test_a_stranger_is_not_told_whether_an_address_has_an_account(app, mailed):
    answers = [register(app.test_client(), email=f"{n}@example.org") for n in ("judge", "fresh")]

    known, fresh = (a.text.split("</h1>")[1].replace("judge@", "fresh@") for a in answers)
    assert known == fresh
    assert "完成注册" in known
    assert "已有账号" in letter_to("judge@example.org").body
    assert enterprise() is None


def test_whoever_reads_the_mailbox_finishes_the_registration(app, mailed):
    register(app.test_client())
    link = letter_to("li.ming@example.org").body.split("https://jb.example")[1].split()[0]
    client = app.test_client()

    answer = client.post(link, data=SECRET)
    again = app.test_client().post(link, data=SECRET)

    assert answer.location == "/"
    assert is_in(client)
    assert enterprise().name == "新芽科技有限公司"
    assert "已经注册" in again.text


def test_a_registration_ends_after_three_days_and_cannot_be_forged(app, world, time):
    link = app.test_client().post("/register", data=FORM).location
    client = app.test_client()

    forged = client.post(link.replace("/register/", "/register/A"), data=SECRET)
    time.now += timedelta(hours=72)
    late = client.post(link, data=SECRET)

    assert (forged.status_code, late.status_code) == (410, 410)
    assert enterprise() is None


def test_a_mailbox_is_not_filled_with_letters(app, mailed):
    client = app.test_client()

    answers = [client.post("/register", data=FORM).status_code for _ in range(6)]

    assert answers == [200] * 5 + [429]


def test_a_name_in_markup_is_shown_as_it_is(app, world):
    client = app.test_client()
    register(client, organisation="<b>甲</b>有限公司")

    page = client.get("/organisation/").text

    assert "&lt;b&gt;甲&lt;/b&gt;有限公司" in page
    assert "<b>甲</b>" not in page


@pytest.mark.parametrize(
    ("email", "taken", "name"),
    [
        ("li.ming@x.example", set(), "li.ming"),
        ("li.ming@x.example", {"li.ming", "li.ming2"}, "li.ming3"),
        ("李明@x.example", set(), "user"),
        ("LI+work@x.example", set(), "liwork"),
    ],
)
def test_user_names_are_made_from_mailboxes(email, taken, name):
    assert username_for(email, taken) == name


def invite(client, email="colleague@example.org"):
    return client.post(
        "/organisation/members/new",
        data={"name": "王芳", "email": email, "phone": "0574-8718 0000"},
    )


def colleague():
    return db.session.scalar(select(User).filter_by(email="colleague@example.org"))


@pytest.mark.parametrize(("name", "role"), [("author", Role.ENTERPRISE), ("issuer", Role.ISSUER)])
def test_people_invite_colleagues_into_their_own_organisation(world, visit, name, role):
    inviter = getattr(world, name)

    invite(visit(inviter))

    letter = db.session.scalars(select(MailMessage).order_by(MailMessage.id.desc())).first()
    assert (colleague().organisation_id, colleague().role, colleague().body_id) == (
        inviter.organisation_id,
        role,
        inviter.body_id,
    )
    assert letter.recipient == "colleague@example.org"
    assert inviter.organisation.name in letter.body


def test_a_colleague_accepts_and_signs_in(app, world, visit):
    invite(visit(world.author))
    letter = db.session.scalars(select(MailMessage).order_by(MailMessage.id.desc())).first()
    link = "/link/" + letter.body.split("/link/")[1].split()[0]
    client = app.test_client()

    client.post(link, data={"password": PASSWORD, "again": PASSWORD})

    assert sign_in(client, "colleague@example.org").status_code == 302


def test_an_organisation_shows_its_own_people_alone(world, visit):
    page = visit(world.author).get("/organisation/").text

    assert "author@example.org" in page
    assert "rival@example.org" not in page


def test_a_disabled_colleague_is_out_at_once_and_can_be_restored(app, world, visit):
    client = visit(world.author)
    invite(client)
    give_password(colleague())
    theirs = app.test_client()
    sign_in(theirs, "colleague")

    client.post(f"/organisation/members/{colleague().id}/disabled")
    out = not is_in(theirs)
    client.post(f"/organisation/members/{colleague().id}/enabled")

    assert out
    assert sign_in(theirs, "colleague").status_code == 302


def test_nobody_disables_themselves(world, visit):
    visit(world.author).post(f"/organisation/members/{world.author.id}/disabled")

    assert not world.author.is_disabled


def test_a_lock_of_the_security_administrator_is_not_undone_by_colleagues(world, visit):
    visit(world.security_admin).post(f"/security/accounts/{world.author.id}/lock")
    invite(visit(world.rival))

    visit(world.rival).post(f"/organisation/members/{world.author.id}/enabled")

    assert not world.author.is_active


@pytest.fixture
def colleague_of_issuer(world, visit):
    """Return a client of a person of the issuer whom the organizer disabled, beside it."""
    invite(visit(world.issuer))
    visit(world.organizer).post(f"/people/{world.issuer.id}/disabled")
    return visit(colleague())


def test_what_the_organizer_disabled_colleagues_do_not_undo(world, visit, colleague_of_issuer):
    page = colleague_of_issuer.get("/organisation/").text

    colleague_of_issuer.post(f"/organisation/members/{world.issuer.id}/enabled")

    assert "由组委会停用" in page
    assert world.issuer.is_disabled
    assert "只能由组委会恢复" in colleague_of_issuer.get("/organisation/").text


def test_disabling_once_more_does_not_take_it_from_the_organizer(world, visit, colleague_of_issuer):
    colleague_of_issuer.post(f"/organisation/members/{world.issuer.id}/disabled")

    colleague_of_issuer.post(f"/organisation/members/{world.issuer.id}/enabled")

    assert world.issuer.is_disabled


def test_the_organizer_restores_whom_it_disabled(world, visit, colleague_of_issuer):
    visit(world.organizer).post(f"/people/{world.issuer.id}/enabled")

    assert (world.issuer.is_disabled, world.issuer.disabled_by_organizer) == (False, False)


def test_a_page_with_many_colleagues_costs_the_same(world, visit, queries):
    client = visit(world.author)
    with queries() as few:
        client.get("/organisation/")
    for number in range(5):
        invite(client, f"colleague{number}@example.org")

    with queries() as many:
        client.get("/organisation/")

    assert len(few) == len(many) == 3  # who visits, their organisation, its people
