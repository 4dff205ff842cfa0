"""What a password must be, how it is kept, and how it is changed or set by a link."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from contest import letters, passwords
from contest.core.actions import acting
from contest.core.db import db
from contest.core.mail import MailMessage
from contest.models import LinkPurpose
from tests.contest.people import PASSWORD, WRONG, give_password, is_in, sign_in

NEW = "Another-horse-8"


@pytest.mark.parametrize(
    "password", ["Correct-horse-9", "correct horse 9", "一二三四五六七Aa1", "ABCdef!!!!"]
)
def test_good_passwords(password):
    assert passwords.trouble_with(password, username="author") is None


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("Short-9", "至少 10 个字符"),
        ("longenough1", "三种"),
        ("一二三四五六七八九十", "三种"),
        ("My-author-99", "登录名"),
        ("My-AUTHOR-99", "登录名"),
        ("Aa1" + "x" * 126, "最多"),
    ],
)
def test_poor_passwords_are_told_what_they_lack(password, said):
    assert said in passwords.trouble_with(password, username="author")


def test_passwords_are_kept_as_argon2id_with_a_salt():
    first, second = passwords.hashed(PASSWORD), passwords.hashed(PASSWORD)

    assert first.startswith("$argon2id$")
    assert first != second
    assert passwords.matches(first, PASSWORD)
    assert not passwords.matches(first, WRONG)


def test_the_same_work_is_done_for_an_account_that_does_not_exist(monkeypatch):
    checked = []
    real = passwords._hasher.verify
    spy = type("Spy", (), {"verify": lambda _self, *a: (checked.append(a), real(*a))[1]})()
    passwords._nobodys()
    monkeypatch.setattr(passwords, "_hasher", spy)

    assert not passwords.matches("", "nobody has this password")
    assert len(checked) == 1


@pytest.fixture
def author(world):
    give_password(world.author)
    return world.author


def change(client, current, new, again=None):
    data = {"current": current, "password": new, "again": again or new}
    return client.post("/account/password", data=data)


def test_a_changed_password_ends_the_other_sessions(app, author):
    here, there = app.test_client(), app.test_client()
    sign_in(here, "author")
    sign_in(there, "author")

    change(here, PASSWORD, NEW)

    assert (is_in(here), is_in(there)) == (True, False)
    assert sign_in(app.test_client(), "author", NEW).status_code == 302
    assert sign_in(app.test_client(), "author", PASSWORD).status_code == 422


@pytest.mark.parametrize(
    ("current", "new", "again"), [(WRONG, NEW, NEW), (PASSWORD, NEW, WRONG), (PASSWORD, "x", "x")]
)
def test_a_password_is_not_changed_by_mistake(author, visit, current, new, again):
    answer = change(visit(author), current, new, again)

    assert answer.status_code == 422
    assert passwords.matches(author.password_hash, PASSWORD)


def first_password(app, name="author"):
    said = app.test_cli_runner().invoke(args=["accounts", "password", name])
    return said.output.split()[-1]


def test_a_first_password_is_changed_before_anything_else(app, author):
    first, client = first_password(app), app.test_client()
    sign_in(client, "author", first)

    before = [client.get(page).location for page in ("/", "/account", "/organisation/")]
    same = change(client, first, first)
    change(client, first, NEW)

    assert before == ["/account/password"] * 3
    assert "与当前密码相同" in same.text
    assert is_in(client)
    assert sign_in(app.test_client(), "author", first).status_code == 422


@pytest.mark.sqlite_only  # no database
def test_a_first_password_is_one_that_may_be_chosen(monkeypatch):
    drawn = iter(["no-digit-nor-upper", "Nothing_Of_Digits"[:9], "Drawn-third-1"])
    monkeypatch.setattr(passwords.secrets, "token_urlsafe", lambda size: next(drawn))

    assert passwords.made_up() == "Drawn-third-1"


def test_a_first_password_ends_what_was_open_before(app, author):
    client, link = app.test_client(), invite(author)
    sign_in(client, "author")

    first_password(app)

    assert not is_in(client)
    assert client.get(link).status_code == 410


def test_a_first_password_is_given_to_who_exists(app, author):
    said = app.test_cli_runner().invoke(args=["accounts", "password", "nobody"])

    assert said.exit_code == 1
    assert "没有登录名" in said.output


def letters_sent():
    resets = select(MailMessage).where(MailMessage.subject.contains("重新设置"))
    return db.session.scalars(resets.order_by(MailMessage.id)).all()


def letter():
    return letters_sent()[-1]


def link_in(message):
    return "/link/" + message.body.split("/link/")[1].split()[0]


def ask(client, email):
    return client.post("/password/forgotten", data={"email": email})


def test_a_forgotten_password_is_set_anew_by_a_letter(app, author):
    client, old = app.test_client(), app.test_client()
    sign_in(old, "author")
    ask(client, "author@example.org")
    link = link_in(letter())

    answer = client.post(link, data={"password": NEW, "again": NEW})

    assert letter().recipient == "author@example.org"
    assert "author 先生" in letter().body
    assert answer.location == "/sign-in"
    assert sign_in(client, "author", NEW).status_code == 302
    assert not is_in(old)


def test_asking_says_the_same_whether_or_not_the_account_exists(app, author):
    client = app.test_client()

    known, unknown = ask(client, "author@example.org"), ask(client, "nobody@example.org")

    assert known.text.replace("author@", "nobody@") == unknown.text
    assert len(letters_sent()) == 1


def test_nobody_can_fill_a_mailbox_with_letters(app, author):
    for _ in range(6):
        ask(app.test_client(), "author@example.org")

    assert len(letters_sent()) == 3


def test_a_locked_person_gets_no_letter(app, author):
    with acting("test.lock", author, by=None):
        author.is_disabled = True

    ask(app.test_client(), "author@example.org")

    assert letters_sent() == []


def invite(user, purpose=LinkPurpose.INVITATION):
    with acting("test.invite", user, by=None):
        address = letters.make_link(user, purpose, site="http://localhost/")
    return address.removeprefix("http://localhost")


def test_a_link_works_once(app, author):
    client, link = app.test_client(), invite(author)
    client.post(link, data={"password": NEW, "again": NEW})

    again = client.post(link, data={"password": WRONG, "again": WRONG})

    assert again.status_code == 410
    assert passwords.matches(author.password_hash, NEW)


def test_using_a_link_ends_the_others(app, author):
    client, first, second = app.test_client(), invite(author), invite(author)

    client.post(first, data={"password": NEW, "again": NEW})

    assert client.get(second).status_code == 410


@pytest.mark.parametrize(("purpose", "hours"), [(LinkPurpose.INVITATION, 72), ("reset", 2)])
def test_a_link_expires(app, author, time, purpose, hours):
    link = invite(author, LinkPurpose(purpose))
    time.now += timedelta(hours=hours, seconds=-1)
    before = app.test_client().get(link).status_code

    time.now += timedelta(seconds=1)

    assert (before, app.test_client().get(link).status_code) == (200, 410)


def test_a_link_of_a_locked_account_is_dead(app, author):
    link = invite(author)
    with acting("test.lock", author, by=None):
        author.is_disabled = True

    assert app.test_client().get(link).status_code == 410


def test_a_poor_password_does_not_use_up_the_link(app, author):
    client, link = app.test_client(), invite(author)

    poor = client.post(link, data={"password": "My-author-99", "again": "My-author-99"})
    good = client.post(link, data={"password": NEW, "again": NEW})

    assert (poor.status_code, good.status_code) == (422, 302)


def test_the_database_keeps_no_token(author):
    link = invite(author)

    kept = db.session.execute(db.text("SELECT token_hash FROM one_time_link")).scalar()

    assert link.rpartition("/")[2] not in kept


def test_a_letter_names_no_host_a_stranger_chose(app, author):
    data = {"email": "author@example.org"}

    app.test_client().post("/password/forgotten", data=data, headers={"Host": "evil.example"})

    assert "evil.example" not in letter().body
    assert "\n/link/" in letter().body


def test_a_letter_names_the_address_we_are_known_by(app, author):
    app.config["PUBLIC_URL"] = "https://jb.example/"
    data = {"email": "author@example.org"}

    app.test_client().post("/password/forgotten", data=data, headers={"Host": "evil.example"})

    assert "https://jb.example/link/" in letter().body
