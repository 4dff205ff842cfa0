"""Every page asks the database a known number of times, at most 15, among the demo's many rows."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event, select

from contest import signing_in
from contest.core.db import db
from contest.models import User
from judging.actions.rulesheets import begin_rule_sheet
from judging.models import RuleSheet
from tests.architecture.test_access import ROWS as MATRIX
from tests.architecture.test_access import address
from tests.world import THINGS

pytestmark = pytest.mark.xdist_group("demo")

MOST = 15
ROWS = list(csv.DictReader(Path("tests/statements.csv").read_text().splitlines()))
# Pages that nothing in the demo leads to are visited in the little world.
ELSEWHERE = {
    "accounts.enter_code": ("nobody", 0),
    "accounts.finish_registration": ("nobody", 0),
    "accounts.link": ("nobody", 1),
    "cases.file": ("organizer", 7),
    "archives.progress": ("organizer", 3),
    "archives.take": ("organizer", 3),
    "challenges.attachment": ("nobody", 2),
    "amendments.propose": ("organizer", 6),
    "amendments.show": ("organizer", 6),
    "amendments.sign": ("judge", 4),
    "certificates.signed": ("nobody", 1),
    "certificates.verify": ("nobody", 2),
    "credit.printed": ("organizer", 4),
    "drafts.attachment": ("issuer", 3),
    "draws.cancel": ("organizer", 5),
    "draws.record": ("nobody", 1),
    "draws.reveal": ("organizer", 5),
    "draws.show": ("nobody", 1),
    "files.offset": ("author", 2),
    "inquiries.evidence": ("organizer", 5),
    "late.show": ("organizer", 6),
    "objections.follow": ("nobody", 1),
    "paper_audits.compare": ("organizer", 10),
    "paper_audits.show": ("organizer", 5),
    "paper_ballots.begin": ("organizer", 6),
    "paper_ballots.find": ("organizer", 7),
    "paper_ballots.scan": ("organizer", 3),
    "paper_ballots.show": ("organizer", 6),
    "papers.page": ("judge", 4),
    "recusals.evidence": ("organizer", 4),
    "recusals.show_request": ("organizer", 8),
    "rehearsals.calibration": ("organizer", 2),
    "rulesheets.dismiss": ("organizer", 4),
    "rulesheets.edit": ("organizer", 7),
    "rulesheets.propose": ("organizer", 12),
    "rulesheets.seal": ("organizer", 12),
    "screens.show": ("nobody", 2),
    "screens.state": ("nobody", 1),
    "site.healthz": ("nobody", 0),
    "site.readyz": ("nobody", 1),
    "tablets.card": ("nobody", 1),
    "tablets.enter_pin": ("nobody", 0),
}


@pytest.fixture
def statements(demo_app):
    """Return how many statements a visitor's page takes, and the status it answers with."""
    made: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *told: made.append(told[2]))
    clients = {name: client_of(demo_app, name) for name in {row["visitor"] for row in ROWS}}

    def _counted(visitor: str, path: str) -> tuple[int, int]:
        clients[visitor].get(path).close()  # what is asked once only is not the page's
        made.clear()
        with clients[visitor].get(path) as answer:
            asked = [one for one in made if not one.startswith("BEGIN")]
            return len(asked), answer.status_code

    return _counted


@pytest.fixture
def with_draft(world, monkeypatch):
    """Return the little world with a rule sheet that may still be changed."""
    draft = begin_rule_sheet(world.contest, by=world.organizer)
    monkeypatch.setitem(THINGS, "rule_sheet", (RuleSheet, draft.id))
    return world


def client_of(app, name: str) -> FlaskClient:
    client = app.test_client()
    if name != "nobody":
        user = db.session.scalars(select(User).where(User.username == name)).one()
        token = signing_in.open_sign_in(user, address="127.0.0.1", agent="t", second_factor=True)
        with client.session_transaction() as session:
            session["_user_id"], session["_fresh"] = token, True
    return client


def test_every_page_takes_the_statements_that_are_written_down(statements):
    expected = {(row["page"], row["path"]): int(row["statements"]) for row in ROWS}

    made = {(row["page"], row["path"]): statements(row["visitor"], row["path"]) for row in ROWS}

    assert {page: number for page, (number, _status) in made.items()} == expected
    assert {page for page, (_number, status) in made.items() if status >= 400} == set()


def test_no_page_takes_more_than_fifteen():
    assert [row for row in ROWS if int(row["statements"]) > MOST] == []


@pytest.mark.sqlite_only  # what is asked does not depend on the database
@pytest.mark.parametrize("page", ELSEWHERE)
def test_a_page_of_the_little_world_takes_its_statements(app, with_draft, visit, queries, page):
    name, number = ELSEWHERE[page]
    url, client = address(app, with_draft, page), visit(getattr(with_draft, name, None))
    client.get(url).close()

    with queries() as made:
        client.get(url).close()

    assert len(made) == number


@pytest.mark.sqlite_only  # pages do not depend on the database
def test_every_page_is_counted():
    pages = {row["page"] for row in MATRIX if row["method"] == "GET"}

    assert {row["page"] for row in ROWS} | set(ELSEWHERE) == pages
