"""The demo: a world worth visiting, the same every time, and as true as if people had lived it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest
from flask import Flask, current_app
from sqlalchemy import Table, func, select

from awards.demo import bulk
from awards.demo.accounts import GUIDE, PASSWORD, cards
from awards.demo.bulk import Bulk
from awards.demo.days import days
from awards.demo.papers import PAGES
from awards.demo.story import Cast
from awards.invariants import check_invariants
from awards.models import Award, FollowUp, PlanLine
from contest.checklist import missing
from contest.core.db import Base, db
from contest.core.ledger import LedgerEntry
from contest.core.mail import MailMessage
from contest.demo.marks import BROKEN_TIE, STANDING_TIE
from contest.models import (
    Body,
    Challenge,
    Contest,
    CreditCheck,
    Entry,
    Organisation,
    OrganisationKind,
    Question,
    Role,
    StoredFile,
    Submission,
    User,
)
from contest.queries.submissions import parts_of
from contest.rules import Phase, phase
from contest.states import ChallengeState, EntryState
from judging.models import Ballot, Edition, Recusal, Standing
from judging.states import BallotState, EditionState, RecusalState
from tests import databases
from tests.conftest import close, make_app
from tests.demo import NOW, Demo, load_into

pytestmark = pytest.mark.xdist_group("demo")

RANDOM = {"password_hash", "token_hash"}


@pytest.fixture
def demo(demo_app: Flask) -> Flask:
    demo_app.config["WTF_CSRF_ENABLED"] = False
    return demo_app


@pytest.fixture
def find(demo: Flask, loaded_demo: Demo) -> Callable:
    return loaded_demo.cast.find


@pytest.fixture
def command(demo: Flask) -> Callable:
    return lambda *options: demo.test_cli_runner().invoke(args=["demo", *options])


def _count(model, *conditions) -> int:
    return db.session.scalar(select(func.count()).select_from(model).where(*conditions))


def _of(model, contest: Contest) -> list:
    return list(db.session.scalars(select(model).where(model.contest_id == contest.id)))


def test_three_contests_are_ended_on_their_roadshow_and_open(find):
    phases = {key: phase(find(Contest, key), NOW) for key in ("ended", "roadshow", "open")}

    assert phases == {
        "ended": Phase.CONCLUDED,
        "roadshow": Phase.ROADSHOW,
        "open": Phase.ENTERING,
    }


def test_it_has_as_many_of_everything_as_it_promises(demo):
    assert _count(Challenge, Challenge.state == ChallengeState.PUBLISHED) == 14
    assert _count(Organisation, Organisation.kind == OrganisationKind.ENTERPRISE) == 40
    assert _count(User, User.role == Role.JUDGE) == 9
    assert Counter(db.session.scalars(select(Entry.state))) == {
        EntryState.ADMITTED: 42,
        EntryState.SUBMITTED: 10,
        EntryState.DRAFT: 3,
        EntryState.REFUSED: 2,
        EntryState.WITHDRAWN: 1,
        EntryState.NO_SHOW: 1,
        EntryState.DISQUALIFIED: 1,
    }


def test_every_rule_of_the_product_holds_in_it(demo):
    assert [finding for finding in check_invariants() if not finding.holds] == []


def test_the_log_tells_of_it_in_the_order_of_time_up_to_now(demo):
    query = select(LedgerEntry.chain, LedgerEntry.at, LedgerEntry.refused)
    lines = db.session.execute(query.order_by(LedgerEntry.chain, LedgerEntry.sequence)).all()

    assert lines == sorted(lines, key=lambda line: (line.chain, line.at))
    assert max(line.at for line in lines) <= NOW
    assert [line for line in lines if line.refused] == []


def test_whoever_loads_it_twice_on_a_day_gets_the_same_rows(
    loaded_demo, drawn_papers, postgres_server
):
    with databases.empty_database(postgres_server, "demo") as url, databases.folder() as data:
        load_into(url, data, drawn_papers)

        assert _rows(url, data) == _rows(loaded_demo.url, loaded_demo.place)


def _rows(url: str, data: Path) -> dict[str, str]:
    """Return a digest of every table, without what is drawn by lot: salts, and their digests."""
    with make_app(url, data).app_context():
        tables = [t for t in Base.metadata.sorted_tables if not t.name.startswith("ledger")]
        found = {table.name: _digest(table) for table in tables}
        told = [LedgerEntry.chain, LedgerEntry.sequence, LedgerEntry.verb, LedgerEntry.at]
        log = db.session.execute(select(*told).order_by(*told[:2])).all()
        close(current_app)
    return {**found, "log": sha256(str(log).encode()).hexdigest()}


def _digest(table: Table) -> str:
    columns = [column for column in table.columns if column.name not in RANDOM]
    rows = db.session.execute(select(*columns).order_by(*table.primary_key)).all()
    return sha256(str(rows).encode()).hexdigest()


@pytest.mark.parametrize("hour", [0, 3, 9, 13, 14, 23])
def test_at_any_hour_the_roadshow_is_on_and_its_first_half_over(hour: int):
    now = datetime(2026, 11, 22, tzinfo=UTC) + timedelta(hours=hour - 8)

    seen = days(now)

    table = seen.contests["roadshow"].timetable
    morning, afternoon = (s for s in seen.sessions if s.contest == "roadshow")
    turn = timedelta(minutes=12)
    assert table.roadshow_from == morning.starts_at
    assert morning.starts_at + len(morning.entries) * turn <= afternoon.starts_at
    assert afternoon.starts_at + turn <= now < table.roadshow_until


def test_half_of_the_ballots_of_the_roadshow_are_in(find):
    ballots = _of(Ballot, find(Contest, "roadshow"))

    states = Counter(ballot.state for ballot in ballots)
    assert states == {BallotState.SUBMITTED: 83, BallotState.DRAFT: 2}
    assert len({ballot.entry_id for ballot in ballots}) == 13


def test_a_draft_of_the_roadshow_still_lacks_a_mark(find):
    draft = db.session.scalars(
        select(Ballot).where(
            Ballot.entry_id == find(Entry, "metro-qiyun").id,
            Ballot.judge_id == find(User, "judge05").id,
        )
    ).one()

    assert (draft.state, len(draft.marks)) == (BallotState.DRAFT, 4)


def test_a_question_waits_for_its_answer(demo):
    waiting = db.session.scalars(select(Question).where(Question.answered_at.is_(None))).all()

    assert [question.challenge.issuer.name for question in waiting] == [
        "东屿市海洋渔业发展有限公司"
    ]


def test_a_recusal_waits_for_its_decision(find):
    waiting = [r for r in _of(Recusal, find(Contest, "roadshow")) if not r.decided_at]

    assert [(r.judge.username, r.state) for r in waiting] == [("judge09", RecusalState.POTENTIAL)]


def test_the_standings_of_the_ended_contest_are_published_with_its_ties_decided(find):
    edition = db.session.scalars(
        select(Edition).where(Edition.state == EditionState.PUBLISHED)
    ).one()

    second, first, seventh, eighth = (
        db.session.get(Standing, (edition.id, find(Entry, entry).id))
        for entry in (*BROKEN_TIE, *STANDING_TIE)
    )
    assert [(s.place, s.decided_by) for s in (first, second)] == [
        (2, "dimension:technical"),
        (3, "dimension:technical"),
    ]
    assert [(s.place, s.decided_by) for s in (seventh, eighth)] == [(7, "vote"), (8, "vote")]


def test_its_awards_are_given_once_an_enterprise_and_above_the_pass_mark(find):
    awards = _of(Award, find(Contest, "ended"))
    reasons = Counter(db.session.scalars(select(PlanLine.reason_code)))

    assert len(awards) == len({award.enterprise_id for award in awards}) == 10
    assert sum(award.amount_fen for award in awards) == 530_000_000
    assert reasons["enterprise_already_awarded"] == 1
    assert reasons["below_pass_mark"] == 1


def test_some_follow_ups_are_decided_and_some_wait(demo):
    states = Counter(
        (kind.value, state.value)
        for kind, state in db.session.execute(select(FollowUp.kind, FollowUp.state))
    )

    assert states == {
        ("catalogue", "yes"): 10,
        ("subsidy", "yes"): 2,
        ("subsidy", "no"): 1,
        ("subsidy", "undecided"): 7,
        ("key_rd", "yes"): 1,
        ("key_rd", "no"): 1,
        ("key_rd", "undecided"): 8,
    }


def test_every_submitted_entry_has_its_receipt_and_four_papers(demo):
    content = {s.entry_id: s.content for s in db.session.scalars(select(Submission))}

    assert len(content) == 57
    for one in content.values():
        assert {d["kind"]: d["pages"] for d in one["documents"]} == PAGES


def test_the_draft_shows_what_is_still_missing(demo, find):
    draft = find(Entry, "fishery-xixin")

    assert [part.key for part in missing(parts_of(draft))] == ["licence", "pledge"]


def test_the_pages_told_of_each_paper_are_the_pages_it_has(demo):
    import pypdfium2  # noqa: PLC0415 -- its own thread of C stays out of the other tests

    storage = demo.extensions["storage"]
    for file in db.session.scalars(select(StoredFile).order_by(StoredFile.id).limit(4)):
        with storage.open(file.digest) as content:
            assert len(pypdfium2.PdfDocument(content.read())) == file.pages


def test_an_admitted_entry_was_looked_up_for_all_of_its_organisations(find):
    entry = find(Entry, "hospital-yaoxu")

    checks = db.session.scalars(select(CreditCheck).where(CreditCheck.entry_id == entry.id))

    assert Counter(check.uscc for check in checks) == {
        entry.enterprise.uscc: 3,
        entry.members[0].uscc: 3,
    }


def test_the_letters_of_the_story_wait_in_the_outbox(demo):
    subjects = list(db.session.scalars(select(MailMessage.subject)))

    assert sum(subject.startswith("揭榜回执") for subject in subjects) > 57
    assert _count(MailMessage, MailMessage.sent_at.is_not(None)) == 0


# A page that only this role is shown.
PAGES_OF = {
    Role.ORGANIZER: "/people/",
    Role.SUPERVISOR: "/log/",
    Role.ISSUER: "/organisation/",
    Role.ENTERPRISE: "/entries",
    Role.JUDGE: "/ballots/",
    Role.SYSTEM_ADMIN: "/outbox/",
    Role.SECURITY_ADMIN: "/security/accounts/",
    Role.AUDIT_ADMIN: "/log/",
}


@pytest.mark.parametrize("username", [name for name, _role, _sight in GUIDE])
def test_everybody_on_the_list_can_sign_in(demo, username: str):
    client = demo.test_client()
    person = db.session.scalars(select(User).where(User.username == username)).one()
    page = PAGES_OF[person.role]

    before = client.get(page)
    signed_in = client.post("/sign-in", data={"typed": username, "password": PASSWORD})

    assert (before.status_code, signed_in.status_code) == (302, 302)
    assert client.get(page).status_code == 200


def test_the_table_of_sign_ins_names_the_password_and_the_address(command, monkeypatch):
    monkeypatch.setenv("PORT", "8123")

    result = command("--if-empty")

    assert result.exit_code == 0
    assert "http://127.0.0.1:8123" in result.output
    assert PASSWORD in result.output
    assert all(name in result.output for name, _role, _sight in GUIDE)


def test_every_tenant_has_its_own_word_in_its_own_data(demo, find):
    words = {card.username: card.canary for card in cards()}

    assert words["lanshu"] in find(Entry, "metro-lanshu").feasibility
    assert words["metro"] in find(Challenge, "next metro").pain_point
    assert words["organizer3"] in find(Contest, "next dongyu").introduction
    assert words["organizer1"] != words["organizer3"]
    assert words["lanshu"] == words["lanshu2"] != words["moce"]
    judge = find(User, "judge01")
    notes = db.session.scalars(select(Ballot.comment).where(Ballot.judge_id == judge.id))
    assert any(words["judge01"] in note for note in notes)


def test_the_accounts_are_written_for_whoever_checks_from_outside(command, tmp_path: Path):
    path = tmp_path / "accounts.json"

    command("--if-empty", "--accounts", str(path))

    accounts = json.loads(path.read_text())
    assert len(accounts) == 87
    assert accounts[0] == {
        "role": "organizer",
        "username": "organizer1",
        "password": PASSWORD,
        "organisation": "甬江市科学技术局",
        "canary": accounts[1]["canary"],
    }
    assert path.stat().st_mode & 0o077 == 0


def test_the_accounts_of_a_loaded_demo_are_written_again_for_the_owner_alone(
    command, tmp_path: Path
):
    path = tmp_path / "accounts.json"
    path.touch(mode=0o644)

    result = command("--accounts", str(path))

    assert result.exit_code == 0
    assert len(json.loads(path.read_text())) == 87
    assert path.stat().st_mode & 0o777 == 0o600


def test_accounts_need_a_folder_that_is_there(command, tmp_path: Path):
    result = command("--accounts", str(tmp_path / "nowhere" / "accounts.json"))

    assert result.exit_code == 1
    assert "没有文件夹" in result.output


def test_it_is_not_loaded_twice(command):
    people = _count(User)

    result = command()

    assert result.exit_code == 1
    assert "数据库不为空" in result.output
    assert _count(User) == people


def test_a_database_with_real_people_stays_as_it_is(app, world):
    people = _count(User)
    runner = app.test_cli_runner()

    refused, skipped = runner.invoke(args=["demo"]), runner.invoke(args=["demo", "--if-empty"])

    assert (refused.exit_code, skipped.exit_code) == (1, 0)
    assert PASSWORD not in refused.output + skipped.output
    assert _count(User) == people
    assert _count(Body, Body.is_demo) == 0


@pytest.mark.parametrize(
    ("setting", "value", "named"),
    [
        ("SMTP_URL", "smtp://127.0.0.1", "SMTP_URL"),
        ("PUBLIC_URL", "https://jiebang.example.org", "PUBLIC_URL"),
        ("SESSION_COOKIE_SECURE", True, "COOKIE_SECURE"),
        ("TRUSTED_PROXIES", 1, "TRUSTED_PROXIES"),
    ],
)
def test_it_is_not_loaded_where_letters_would_leave_or_others_come(
    tmp_path: Path, setting: str, value: object, named: str
):
    app = make_app(f"sqlite:///{tmp_path / 'real.sqlite3'}", tmp_path, **{setting: value})
    with app.app_context():
        databases.migrate()

        runner = app.test_cli_runner()
        refused, skipped = runner.invoke(args=["demo"]), runner.invoke(args=["demo", "--if-empty"])

        assert (refused.exit_code, skipped.exit_code) == (1, 0)
        assert named in refused.output
        assert _count(Body) == 0
        close(app)


@pytest.mark.parametrize(
    "command",
    [
        ["demo"],
        ["check-invariants"],
        ["audit", "verify"],
        ["accounts", "first"],
        ["backup", "made.tar"],
    ],
    ids=" ".join,
)
def test_a_command_without_a_database_says_how_to_make_one(
    tmp_path: Path, monkeypatch, command: list[str]
):
    monkeypatch.chdir(tmp_path)
    app = make_app(f"sqlite:///{tmp_path / 'new.sqlite3'}", tmp_path)
    with app.app_context():
        result = app.test_cli_runner().invoke(args=command)

        assert result.exit_code == 1
        assert "请先运行 flask --app wsgi db upgrade" in result.output
        assert not Path("made.tar").exists()
        close(app)


def test_bulk_is_marked_by_every_judge_on_ten_criteria(demo, loaded_demo, monkeypatch):
    monkeypatch.setattr(bulk, "ENTERPRISES", 6)
    monkeypatch.setattr(bulk, "ENTRIES", 4)
    monkeypatch.setattr(bulk, "CHUNK", 2)

    Bulk(Cast(dict(loaded_demo.cast.numbers)), NOW).load()

    contest = db.session.scalars(select(Contest).where(Contest.name.contains(bulk.NAME))).one()
    ballots = _of(Ballot, contest)
    assert Counter(len(ballot.marks) for ballot in ballots) == {10: 4 * 9}
    assert sum(line.weight for line in ballots[0].rule_sheet.criteria) == Decimal(100)
    assert [finding for finding in check_invariants() if not finding.holds] == []
