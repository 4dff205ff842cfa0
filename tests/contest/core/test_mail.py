"""Letters wait in the outbox, leave after the commit where SMTP is configured, and are not lost."""

import pytest
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


def test_a_server_that_is_away_does_not_undo_the_action(app, world):
    with mail_server() as gone:
        app.config["SMTP_URL"] = gone.url

    with acting("test.renamed", world.entry, by=world.author):
        world.entry.title = "照旧"
        mail.post("author@example.org", subject="改名", body="")

    assert world.entry.title == "照旧"
    assert outbox()[0].sent_at is None
    assert outbox()[0].trouble.startswith("ConnectionRefusedError")


def test_a_password_is_never_said_in_the_clear(app, world, server):
    app.config["SMTP_URL"] = server.url.replace("smtp://", "smtp://us%40er:pass%3Aword@")

    post(world)

    assert server.letters == []
    assert "STARTTLS" in outbox()[0].trouble
    assert not any(line.upper().startswith("AUTH") for line in server.heard)
