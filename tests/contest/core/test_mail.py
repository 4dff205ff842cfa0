"""Letters wait in the outbox, leave after the commit where SMTP is configured, and are not lost."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event

import pytest
from flask import current_app
from sqlalchemy import select

from contest.core import mail
from contest.core.actions import Refusal, acting
from contest.core.db import db
from contest.core.mail import MailMessage
from tests.contest.core.smtp_server import mail_server


@pytest.fixture
def server(app):
    """Configure the app to send through a mail server on loopback."""
    with mail_server() as server:
        app.config["SMTP_URL"] = server.url
        app.config["MAIL_FROM"] = "jiebang@example.org"
        yield server


def post(world, recipient="author@example.org", subject="报名已提交", body="回执：a1\n.\n请留存。"):
    with acting("test.told", world.entry, by=world.author):
        mail.post(recipient, subject=subject, body=body)
    settle()


def settle():
    """Wait until the thread that letters leave by has nothing to do."""
    current_app.extensions["post"].submit(int).result()
    db.session.rollback()


def outbox():
    return db.session.scalars(select(MailMessage).order_by(MailMessage.id)).all()


def test_without_smtp_a_letter_stays_in_the_outbox(world, time):
    post(world)

    (letter,) = outbox()
    assert (letter.recipient, letter.subject, letter.body) == (
        "author@example.org",
        "报名已提交",
        "回执：a1\n.\n请留存。",
    )
    assert (letter.written_at, letter.sent_at, letter.trouble) == (time.now, None, None)


def test_a_letter_arrives_as_it_was_written(world, server, time):
    post(world)

    (letter,) = server.letters
    assert letter["From"] == "jiebang@example.org"
    assert letter["To"] == "author@example.org"
    assert letter["Subject"] == "报名已提交"
    assert letter.get_content().splitlines() == ["回执：a1", ".", "请留存。"]
    assert outbox()[0].sent_at == time.now


def test_a_letter_is_sent_once(world, server):
    post(world)
    mail.send_waiting()

    assert len(server.letters) == 1


def test_what_waited_without_smtp_leaves_with_the_next_letter(app, world, server):
    url, app.config["SMTP_URL"] = app.config["SMTP_URL"], None
    post(world, subject="先")
    app.config["SMTP_URL"] = url

    post(world, subject="后")

    assert [letter["Subject"] for letter in server.letters] == ["先", "后"]


def test_an_action_that_is_refused_sends_nothing(world, server):
    def post_and_refuse():
        with acting("test.told", world.entry, by=world.author):
            mail.post("author@example.org", subject="报名已提交", body="")
            raise Refusal("不行")

    with pytest.raises(Refusal):
        post_and_refuse()

    assert (server.letters, outbox()) == ([], [])


def test_nobody_without_an_address_is_written_to(world, server):
    post(world, recipient="")

    assert (server.letters, outbox()) == ([], [])


def test_a_subject_of_several_lines_adds_no_header(world, server):
    post(world, subject="报名\r\nBcc: everybody@example.org")

    (letter,) = server.letters
    assert letter["Subject"] == "报名 Bcc: everybody@example.org"
    assert letter["Bcc"] is None
    assert [line for line in server.heard if line.startswith("rcpt")] == [
        "rcpt TO:<author@example.org>"
    ]


def test_a_letter_refused_by_the_server_waits_with_the_reason_and_holds_no_other_back(
    world, server
):
    post(world, recipient="unknown@example.org")
    post(world)

    first, second = outbox()
    assert first.sent_at is None
    assert "no such mailbox" in first.trouble
    assert second.sent_at is not None


@pytest.fixture
def gone(app):
    """Configure the app to send through a mail server that is away."""
    with mail_server() as gone:
        app.config["SMTP_URL"] = gone.url


def test_a_server_that_is_away_does_not_undo_the_action(world, gone):
    with acting("test.renamed", world.entry, by=world.author):
        world.entry.title = "照旧"
        mail.post("author@example.org", subject="改名", body="")
    settle()

    assert world.entry.title == "照旧"
    assert outbox()[0].sent_at is None
    assert outbox()[0].trouble.startswith("ConnectionRefusedError")


def test_a_password_is_never_said_in_the_clear(app, world, server):
    app.config["SMTP_URL"] = server.url.replace("smtp://", "smtp://us%40er:pass%3Aword@")

    post(world)

    assert server.letters == []
    assert "STARTTLS" in outbox()[0].trouble
    assert not any(line.upper().startswith("AUTH") for line in server.heard)


# Taken by earlier versions, or typed by whoever can write to the database.
BAD = ["a@[x.com", "a,b@x.com", "a;b@x.com", "x@y.com;b", "a@b@c.com", "a b@x.com", "李明@x.com"]


@pytest.mark.parametrize("recipient", BAD)
def test_an_address_that_is_none_holds_no_other_letter_back(world, server, recipient):
    post(world, recipient=recipient)
    post(world)
    post(world)

    bad, *others = outbox()
    assert [letter["To"] for letter in server.letters] == ["author@example.org"] * 2
    assert all(letter.sent_at for letter in others)
    assert (bad.sent_at, bad.tries) == (None, 1)
    assert bad.trouble.startswith("EmailSyntaxError")


def test_a_domain_in_chinese_is_written_as_mail_servers_read_it(world, server):
    post(world, recipient="li@宁波.中国")

    assert [letter["To"] for letter in server.letters] == ["li@xn--w9s671b.xn--fiqs8s"]


def test_the_oldest_letter_leaves_first(app, world, server):
    url, app.config["SMTP_URL"] = app.config["SMTP_URL"], None
    for number in range(3):
        post(world, subject=str(number))
    app.config["SMTP_URL"] = url

    mail.send_waiting()

    assert [letter["Subject"] for letter in server.letters] == ["0", "1", "2"]


def test_a_letter_that_could_not_be_sent_is_tried_again_after_growing_pauses(world, server, time):
    post(world, recipient="unknown@example.org")
    tried = []
    for _ in range(40):
        mail.send_waiting()
        tried.append(outbox()[0].tries)
        time.now += timedelta(minutes=1)

    assert [tried.index(n) for n in (1, 2, 3, 4)] == [0, 4, 12, 28]


def test_after_two_days_of_tries_a_person_has_to_look(world, server, time):
    post(world, recipient="unknown@example.org")
    for _ in range(100):
        mail.send_waiting()
        time.now += timedelta(hours=6)

    (letter,) = outbox()
    assert (letter.tries, letter.is_given_up) == (mail.MOST_TRIES, True)


def test_a_server_that_is_away_costs_one_letter_a_try_and_not_all(app, world, gone):
    url, app.config["SMTP_URL"] = app.config["SMTP_URL"], None
    for _ in range(3):
        post(world)
    app.config["SMTP_URL"] = url

    mail.send_waiting()
    mail.send_waiting()

    assert [letter.tries for letter in outbox()] == [1, 1, 0]


def test_nothing_waits_for_a_slow_mail_server(app, world, server):
    """Whoever saves while a letter is on its way would time out on a transaction held."""
    during = []

    def save(_letter):
        with app.app_context(), acting("test.renamed", world.entry, by=None):
            world.entry.title = "已保存"
            during.append(outbox()[0].sent_at)

    server.on_letter = save
    post(world)

    assert during == [None]
    assert world.entry.title == "已保存"
    assert outbox()[0].sent_at is not None


def test_who_causes_a_letter_does_not_wait_for_it_to_leave(world, server):
    gate = Event()
    server.on_letter = lambda _letter: gate.wait(5)

    with acting("test.told", world.entry, by=world.author):
        mail.post("author@example.org", subject="报名已提交", body="")
    before = outbox()[0].sent_at
    gate.set()
    settle()

    assert before is None
    assert outbox()[0].sent_at is not None


def test_two_senders_at_once_send_no_letter_twice(app, world, server):
    url, app.config["SMTP_URL"] = app.config["SMTP_URL"], None
    for number in range(8):
        post(world, subject=str(number))
    app.config["SMTP_URL"] = url

    def send(_number):
        with app.app_context():
            return mail.send_waiting()

    with ThreadPoolExecutor(4) as senders:
        left = list(senders.map(send, range(4)))

    assert sum(left) == 8
    assert sorted(letter["Subject"] for letter in server.letters) == list("01234567")


def test_what_is_due_is_sent_by_command(app, world, server):
    url, app.config["SMTP_URL"] = app.config["SMTP_URL"], None
    post(world)
    app.config["SMTP_URL"] = url

    said = app.test_cli_runner().invoke(args=["mail", "send"]).output

    assert said == "寄出 1 封。\n"
    assert len(server.letters) == 1
