"""Three administrations in three hands, and what each of them may do."""

import pytest
from sqlalchemy import select

from contest.administrations import number_of
from contest.core.actions import acting
from contest.core.db import db
from contest.core.mail import MailMessage
from contest.models import ADMINISTRATORS, Role, User
from tests.contest.people import SECRET, connect_app, give_password, is_in, sign_in

NEW = {
    "role": "audit_admin",
    "name": "郑好",
    "email": "zheng@example.org",
    "phone": "138 0000 0009",
}


def person(email="zheng@example.org"):
    return db.session.scalar(select(User).filter_by(email=email))


def letters():
    return db.session.scalars(select(MailMessage).order_by(MailMessage.id)).all()


def test_an_administrator_is_invited(world, visit):
    visit(world.system_admin).post("/administrators/", data=NEW)

    assert person().role is Role.AUDIT_ADMIN
    assert letters()[-1].recipient == "zheng@example.org"


@pytest.mark.parametrize(
    "same",
    [{"email": "system_admin@example.org"}, {"email": "Security_Admin@example.org"}],
)
def test_no_person_holds_two_administrations_by_one_e_mail(world, visit, same):
    answer = visit(world.system_admin).post("/administrators/", data={**NEW, **same})

    assert "已有账号" in answer.text
    assert person() is None


@pytest.mark.parametrize(
    "phone",
    [
        "138 0000 0009",
        "13800000009",
        "+86 138-0000-0009",
        "0086 13800000009",
        "１３８０００００００９",
    ],
)
def test_no_person_holds_two_administrations_by_one_telephone(world, visit, phone):
    client = visit(world.system_admin)
    client.post("/administrators/", data=NEW)

    answer = client.post(
        "/administrators/",
        data={**NEW, "role": "security_admin", "email": "other@example.org", "phone": phone},
    )

    assert "兼任" in answer.text
    assert person("other@example.org") is None


def test_an_administrator_takes_no_telephone_of_another_later(world, visit):
    visit(world.system_admin).post("/administrators/", data=NEW)
    admin = world.security_admin
    form = {"name": admin.name, "email": admin.email, "phone": "13800000009"}

    answer = visit(admin).post("/account", data=form)

    assert "兼任" in answer.text
    assert world.security_admin.phone == ""


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("0574-8718 0000", "+86 574 87180000", True),
        ("0574-8718 0000", "(0574)87180000", True),
        ("13800000009", "13800000008", False),
        ("0574-8718 0000转1", "0574-8718 0000转2", False),
        ("86-13800000009", "13800000009", True),
    ],
)
def test_telephones_are_compared_by_their_digits(one, other, same):
    assert (number_of(one) == number_of(other)) is same


def test_only_administrators_are_invited_there(world, visit):
    visit(world.system_admin).post("/administrators/", data={**NEW, "role": "organizer"})

    assert person() is None


@pytest.mark.parametrize("name", ["system_admin", "security_admin", "audit_admin", "organizer"])
@pytest.mark.parametrize("role", sorted(ADMINISTRATORS))
def test_nobody_changes_into_another_administration(world, name, role):
    user = getattr(world, name)
    if user.role == role:
        return

    with pytest.raises(ValueError, match="one person has one role"), acting("x", user, by=None):
        user.role = Role(role)


@pytest.fixture
def judge(app, world):
    give_password(world.judge)
    return world.judge


def test_the_security_administrator_locks_and_unlocks(app, world, visit, judge):
    client, theirs = visit(world.security_admin), app.test_client()
    sign_in(theirs, "judge")

    client.post(f"/security/accounts/{judge.id}/lock")
    locked = is_in(theirs), sign_in(theirs, "judge").status_code
    client.post(f"/security/accounts/{judge.id}/unlock")

    assert locked == (False, 422)
    assert sign_in(theirs, "judge").status_code == 302


def test_a_lock_is_not_undone_by_the_judges_own_body(world, visit, judge):
    visit(world.security_admin).post(f"/security/accounts/{judge.id}/lock")

    visit(world.organizer).post(f"/people/{judge.id}/enabled")

    assert not judge.is_active


def test_anyones_sessions_can_be_ended(app, world, visit, judge):
    tablet, laptop, other = app.test_client(), app.test_client(), visit(world.author)
    sign_in(tablet, "judge")
    sign_in(laptop, "judge")

    visit(world.security_admin).post(f"/security/accounts/{judge.id}/sessions")

    assert (is_in(tablet), is_in(laptop), is_in(other)) == (False, False, True)


def test_a_lost_authenticator_is_forgotten(app, world, visit):
    give_password(world.organizer)
    connect_app(world.organizer)

    visit(world.security_admin).post(f"/security/accounts/{world.organizer.id}/second-factor")

    client = app.test_client()
    sign_in(client, "organizer")
    assert world.organizer.totp_secret != SECRET
    assert client.get("/account").location == "/account/second-factor"


def test_a_reset_link_goes_to_its_person_alone(world, visit, judge):
    client = visit(world.security_admin)

    answer = client.post(f"/security/accounts/{judge.id}/reset-link")

    page = client.get(answer.location).text
    assert [letter.recipient for letter in letters()] == ["judge@example.org"]
    assert "/link/" in letters()[0].body
    assert "/link/" not in page


@pytest.mark.parametrize("act", ["lock", "second-factor"])
def test_the_security_administrator_leaves_the_own_account_alone(world, visit, act):
    visit(world.security_admin).post(f"/security/accounts/{world.security_admin.id}/{act}")

    assert world.security_admin.is_active
    assert world.security_admin.totp_confirmed


@pytest.mark.parametrize("extra", [0, 5])
def test_the_list_of_accounts_costs_the_same_however_many(world, visit, queries, extra):
    with acting("test.users", world.body, by=None):
        for n in range(extra):
            name = f"audit{n}"
            user = User(
                username=name,
                name=name,
                email=f"{name}@example.org",
                role=Role.AUDIT_ADMIN,
                created_at=world.author.created_at,
            )
            db.session.add(user)
    client = visit(world.security_admin)

    with queries() as made:
        page = client.get("/security/accounts/?role=audit_admin").text

    assert page.count("<tr>") == 1 + 1 + extra
    assert len(made) == 4  # the visitor, the accounts and their number, when each was here


@pytest.mark.parametrize("text", ["author", "author 有限公司"])
def test_accounts_are_found_by_person_and_organisation(world, visit, text):
    page = visit(world.security_admin).get(f"/security/accounts/?q={text}").text

    assert page.count("<tr>") == 2
    assert "author 先生" in page


def empty(world):
    """Leave no administrator, as on a machine where nothing happened yet."""
    with acting("test.empty", world.body, by=None):
        for name in ("system_admin", "security_admin", "audit_admin"):
            db.session.delete(getattr(world, name))


def test_the_first_administrators_are_made_on_command(app, world):
    empty(world)

    result = app.test_cli_runner().invoke(
        args=["accounts", "first", "--site", "https://jb.example/", "--domain", "jb.example"]
    )

    lines = [line.split("\t") for line in result.output.splitlines()]
    assert [line[1] for line in lines] == [
        "system@jb.example",
        "security@jb.example",
        "audit@jb.example",
    ]
    assert {person(line[1]).role for line in lines} == ADMINISTRATORS
    assert {person(line[1]).password_hash for line in lines} == {""}
    path = lines[0][2].removeprefix("https://jb.example")
    assert app.test_client().get(path).status_code == 200


def test_the_command_makes_no_second_first_administrator(app, world):
    before = db.session.query(User).count()

    result = app.test_cli_runner().invoke(args=["accounts", "first"])

    assert (result.exit_code, db.session.query(User).count()) == (1, before)
    assert "已经有管理员" in result.output
