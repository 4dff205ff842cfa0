"""The demo's command, its accounts, and where it is never loaded."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import func, select

from awards.demo import bulk
from awards.demo.accounts import GUIDE, PASSWORD, cards
from awards.demo.bulk import Bulk
from awards.demo.story import Cast
from awards.invariants import check_invariants
from contest.core.db import db
from contest.models import (
    Body,
    Challenge,
    Contest,
    Entry,
    Role,
    User,
)
from judging.models import Ballot
from tests import databases
from tests.conftest import close, make_app
from tests.demo import NOW

pytestmark = pytest.mark.xdist_group("demo")

RANDOM = {"password_hash", "token_hash"}

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


def _count(model, *conditions) -> int:
    return db.session.scalar(select(func.count()).select_from(model).where(*conditions))


def _of(model, contest: Contest) -> list:
    return list(db.session.scalars(select(model).where(model.contest_id == contest.id)))


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
