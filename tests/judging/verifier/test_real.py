"""The verifier on bundles of the product itself, of both databases, before and after meddling."""

import pytest
from sqlalchemy import select

from contest.core.actions import acting
from contest.core.db import db
from contest.core.heads import sign_head
from contest.core.ledger import LedgerEntry, digest_of
from judging.actions import editions
from judging.models import Ballot, Mark
from judging.queries.rulesheets import digest_of as digest_of_sheet
from judging.states import BallotState
from tests.judging.bundle.reading import made
from tests.judging.test_ballots import NEW, WHOLE, put
from tests.judging.verifier.forging import found, lines_of, remarks
from tests.tampering import tamper


def bundle(world):
    return made(world.contest)


@pytest.fixture
def marked(world, visit):
    """Let a judge submit on the tablet, and seal what the sheet of the little world says."""
    with acting("test.sealed", world.rule_sheet, by=None):
        world.rule_sheet.digest = digest_of_sheet_now(world.rule_sheet)
    client, at = visit(world.judge), {"entry": world.rival_entry.id}
    put(client, NEW, at=at, version=0, marks=WHOLE)
    put(client, NEW, version=1, marks=WHOLE, state="submitted")
    return world


def digest_of_sheet_now(sheet):
    return digest_of_content(content_of(sheet), contest_id=sheet.contest_id, number=sheet.number)


@pytest.fixture
def published(marked):
    edition = editions.compute_edition(marked.contest, by=marked.organizer, reason="试算")
    editions.publish_edition(edition, by=marked.organizer)
    return marked


def test_a_bundle_of_the_product_verifies(published):
    data = bundle(published)

    assert found(data) == {}
    assert "unpublished" not in remarks(data)


def own_mark(world):
    ballot = db.session.scalars(select(Ballot).where(Ballot.uuid == NEW)).one()
    return {"ballot": ballot.id, "criterion": ballot.marks[0].criterion_id}


def change_mark(world):
    tamper(
        "UPDATE mark SET points = 900 WHERE ballot_id = :ballot AND criterion_id = :criterion",
        **own_mark(world),
    )


def test_a_mark_changed_by_sql_is_found(published):
    change_mark(published)

    kinds = found(bundle(published))

    assert "not_last_version" in kinds["altered"]
    assert "edition_line" in kinds["other"]


def loosen(world):
    """Take away what keeps the log from being changed, as the owner of a database can."""
    if db.engine.dialect.name == "sqlite":
        names = ("ledger_entry_no_update",)
    return names


def change_line(world, *, rehashed):
    """Change the mark in the log's line too; with ``rehashed`` every later digest."""
    lines = db.session.scalars(
        select(LedgerEntry).where(LedgerEntry.chain == f"contest:{world.contest.id}")
    )
    lines = sorted(lines, key=lambda line: line.sequence)
