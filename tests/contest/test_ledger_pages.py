"""The log as administrators of audit and supervisors read it, and the outbox."""

import ast
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from contest.core.actions import acting, operating, record_refusal
from contest.core.audit import Audited
from contest.core.db import db
from contest.core.ledger import LedgerEntry
from contest.core.mail import MailMessage
from contest.log_lines import shown
from contest.models import Body, Contest
from contest.things import KINDS
from contest.verbs import words_for
from tests.contest.people import give_password
from tests.world import MONDAY


@pytest.fixture
def lines(world):
    """Leave a line of one's own body's contest, of another body's, and of the installation."""
    with acting("test.contest", world.other_body, by=None):
        contest = world.contest
        values = {
            column: getattr(contest, column)
            for column in (
                "year",
                "entries_open_at",
                "entries_close_at",
                "screening_until",
                "roadshow_from",
                "roadshow_until",
            )
        }
        other = Contest(body_id=world.other_body.id, name="乙市场景大赛", **values)
        db.session.add(other)
    with acting("entry.revised", world.entry, by=world.author):
        world.entry.title = "改过的标题"
    with acting("contest.revised", other, by=world.other_organizer):
        other.name = "乙市第二届场景大赛"
    with acting("account.revised", world.author, by=world.author):
        world.author.name = "张三丰"


def table(page):
    """Return the lines alone, without the filters above them."""
    return page.text.split("<tbody>")[1] if "<tbody>" in page.text else ""


def test_the_audit_administrator_reads_every_chain(world, visit, lines):
    page = table(visit(world.audit_admin).get("/log/"))

    for said in ("改过的标题", "乙市第二届场景大赛", "account.revised"):
        assert said in page


def test_a_supervisor_reads_its_own_bodys_contests_alone(world, visit, lines):
    page = visit(world.supervisor).get("/log/")

    assert "改过的标题" in table(page)
    for hidden in ("乙市", "account.revised", "test.contest"):
        assert hidden not in page.text


def test_a_supervisor_reads_of_the_installation_what_is_of_its_body(world, visit):
    mine = [world.body, world.judge, world.metro_organisation, world.field]
    others = [world.other_body, world.other_organizer, world.author_organisation, world.author]
    for number, thing in enumerate([*mine, *others]):
        with acting(f"test.line{number}", thing, by=None):
            pass

    page = visit(world.supervisor).get("/log/").text

    seen = [number for number in range(len(mine) + len(others)) if f"test.line{number}" in page]
    assert seen == list(range(len(mine)))


def test_a_supervisor_goes_from_a_line_to_what_it_is_about(world, visit, lines):
    page = table(visit(world.supervisor).get("/log/"))

    assert f'<a href="/entries/{world.entry.id}">参赛项目 “改过的标题”</a>' in page
    assert f"entry:{world.entry.id}" not in page


def test_rows_are_named_and_whoever_is_not_signed_in_is_a_visitor(world, visit):
    visit().post("/password/forgotten", data={"email": "author@example.org"})

    page = table(visit(world.audit_admin).get("/log/"))

    assert "访客" in page
    assert "人员 “author 先生”" in page


def test_what_was_refused_has_no_number_that_another_will_have(world, visit):
    body = Body(name=world.body.name, region="甲市")
    with pytest.raises(IntegrityError), acting("body.created", body, by=world.system_admin):
        db.session.add(body)
    record_refusal("body.created", body, by=world.system_admin, reason="已有同名的组织单位。")

    page = table(visit(world.audit_admin).get("/log/?refused=yes"))

    assert db.session.scalar(select(LedgerEntry.subject).where(LedgerEntry.refused)) == "body:new"
    assert "组织单位" in page


def test_a_supervisor_cannot_ask_for_another_bodys_chain(world, visit, lines):
    other = db.session.query(Contest).filter_by(body_id=world.other_body.id).one()

    page = visit(world.supervisor).get(f"/log/?chain=contest:{other.id}")

    assert "没有符合条件的记录" in page.text


def test_personal_values_do_not_stand_in_it(world, visit, lines):
    page = visit(world.audit_admin).get("/log/?verb=account.revised")

    assert "（个人信息）" in table(page)
    assert "人员 “张三丰”" in table(page)  # whom it is about is called as everywhere
    assert "author 先生" not in table(page)


def test_marks_do_not_stand_in_it(world, visit):
    with acting("ballot.saved", world.ballot, by=world.judge):
        world.ballot.comment = "方案可行，给高分"

    page = table(visit(world.audit_admin).get("/log/?verb=ballot.saved"))

    assert "（评分内容）" in page
    assert "给高分" not in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("verb=entry.revised", {"entry.revised"}),
        ("q=author", {"entry.revised", "account.revised"}),
        ("chain=installation&q=author", {"account.revised"}),
        ("refused=yes", {"people.view"}),
        ("first=2026-03-04", set()),
        ("last=2026-03-01", set()),
        ("first=2026-03-02&last=2026-03-02&q=other_organizer", {"contest.revised"}),
        ("first=nonsense&q=other_organizer", {"contest.revised"}),
    ],
)
def test_lines_are_found_by_verb_person_chain_day_and_refusal(world, visit, lines, query, found):
    record_refusal("people.view", world.body, by=world.judge, reason="http 404")

    page = table(visit(world.audit_admin).get(f"/log/?{query}"))

    verbs = {"entry.revised", "account.revised", "contest.revised", "people.view"}
    assert {verb for verb in verbs if f">{verb}</p>" in page} == found


def test_a_day_ends_at_midnight_in_shanghai(world, visit, lines, time):
    time.now = MONDAY.replace(hour=15, minute=59)
    with acting("entry.late", world.entry, by=world.author):
        pass
    time.now += timedelta(minutes=1)
    with acting("entry.later", world.entry, by=world.author):
        pass

    page = table(visit(world.audit_admin).get("/log/?last=2026-03-02"))

    assert ("entry.late<" in page, "entry.later<" in page) == (True, False)


@pytest.mark.parametrize("extra", [0, 6])
def test_the_log_costs_the_same_however_long(world, visit, queries, lines, extra):
    for _ in range(extra):
        record_refusal("entry.view", world.entry, by=world.rival, reason="http 404")
    client = visit(world.audit_admin)

    with queries() as made:
        client.get("/log/")

    # the visitor, the contests, deleted ones, the lines and their number, who acted, the verbs,
    # and the names of seven kinds of things
    assert len(made) == 14


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "—"),
        ("", "—"),
        (0, "0"),
        (False, "False"),
        ({"secret": True}, "（保密）"),
        ("长" * 81, "长" * 80 + "…"),
    ],
)
def test_values_as_the_log_shows_them(app, value, text):
    with app.test_request_context():
        assert shown(value) == text


def test_a_verb_without_words_stands_for_itself(app):
    with app.test_request_context():
        assert words_for("account.locked") == "账号 · 锁定"
        assert words_for("rocket.launched") == "rocket.launched"


def _verbs():
    """Yield the verb of every action, policy and attempt of the product."""
    for folder in ("contest", "judging", "awards"):
        for path in Path(folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                called = isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1]
                if called in {"action", "acting", "record_refusal", "Policy"} and node.args:
                    yield getattr(node.args[0], "value", None)


def test_every_verb_has_words(app):
    verbs = {verb for verb in _verbs() if isinstance(verb, str)}

    with app.test_request_context():
        assert sorted(verb for verb in verbs if words_for(verb) == verb) == []


def test_every_row_that_is_logged_has_a_word(app):
    kinds = {m.class_ for m in db.Model.registry.mappers if issubclass(m.class_, Audited)}

    assert sorted({kind.__name__.lower() for kind in kinds} - KINDS.keys()) == []


def post(number, **more):
    with operating() as session:
        for n in range(number):
            session.add(
                MailMessage(
                    written_at=MONDAY,
                    recipient=f"r{n}@example.org",
                    subject=f"通知 {n}",
                    body="打开 http://localhost/link/abc-DEF_9 设置密码",
                    **more,
                )
            )


def newest():
    return db.session.scalar(select(func.max(MailMessage.id)))


@pytest.mark.parametrize("extra", [0, 6])
def test_the_outbox_costs_the_same_however_full(world, visit, queries, extra):
    post(1 + extra)
    client = visit(world.system_admin)

    with queries() as made:
        page = client.get("/outbox/").text

    assert page.count("<tr>") == 1 + 1 + extra
    assert len(made) == 3  # the visitor, the letters and their number


@pytest.fixture
def invited(app, world):
    """Ask for a new password of the judge's, and return its letter's page."""
    give_password(world.judge)
    app.test_client().post("/password/forgotten", data={"email": "judge@example.org"})
    return f"/outbox/{newest()}"


def test_a_link_that_still_works_is_shown_on_request_and_that_is_logged(app, world, visit, invited):
    client = visit(world.system_admin)

    before = client.get(invited).text
    shown = client.post(f"{invited}/link").text

    address = shown.split("http://localhost")[1].split("<")[0]
    last = db.session.scalars(select(LedgerEntry).order_by(LedgerEntry.id.desc())).first()
    assert ("/link/……" in before, address in before) == (True, False)
    assert app.test_client().get(address).status_code == 200
    assert (last.verb, last.actor_id) == ("outbox.link_read", world.system_admin.id)


def test_a_link_that_works_no_more_is_not_shown(world, visit, invited, time):
    time.now += timedelta(hours=2)
    client = visit(world.system_admin)

    page = client.get(invited).text
    client.post(f"{invited}/link")

    assert "查看链接" not in page
    assert "没有仍然有效的链接" in client.get("/outbox/").text


def test_a_letter_handed_over_leaves_the_list_and_the_work_list(world, visit, invited):
    client = visit(world.system_admin)
    before = client.get("/outbox/?links=yes").text.count("<tr>")

    answer = client.post(f"{invited}/delivered")

    assert before == 2
    assert client.get(answer.location).text.count("<tr>") == 0
    assert "已转交" in client.get("/outbox/").text
    assert "没有寄出" not in client.get("/").text


def test_the_list_of_links_leaves_out_plain_notices(world, visit, invited):
    with operating() as session:
        notice = MailMessage(written_at=MONDAY, recipient="a@b.example", subject="通知", body="…")
        session.add(notice)

    page = visit(world.system_admin).get("/outbox/?links=yes").text

    assert page.count("<tr>") == 2
    assert "没有配置邮件服务器" in page


def test_the_link_in_a_letter_that_left_is_its_recipients_alone(world, visit):
    post(1, sent_at=MONDAY)

    page = visit(world.system_admin).get(f"/outbox/{newest()}").text

    assert "设置密码" in page
    assert "abc-DEF_9" not in page


def test_letters_are_found_by_recipient_and_subject(world, visit):
    post(3)
    client = visit(world.system_admin)

    assert client.get("/outbox/?q=r1@").text.count("<tr>") == 2
    assert client.get("/outbox/?q=通知 2").text.count("<tr>") == 2
