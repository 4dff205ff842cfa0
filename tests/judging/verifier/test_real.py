"""The verifier on bundles of the product itself, on both databases, before and after meddling."""

import json

import pytest
from sqlalchemy import select

from contest.core.actions import acting
from contest.core.db import db
from contest.core.heads import heads_of, sign_head
from contest.core.ledger import LedgerEntry, digest_of
from contest.models import Contest
from judging.actions import editions
from judging.models import Ballot
from judging.queries.rulesheets import content_of
from judging.rulesheet import digest_of as digest_of_sheet
from tests.judging.bundle.reading import made
from tests.judging.test_ballots import NEW, WHOLE, put
from tests.judging.verifier.forging import found, lines_of, remarks
from tests.tampering import tamper


@pytest.fixture
def published(world, visit):
    """Let a judge submit on the tablet, and publish what comes of it."""
    sheet = world.rule_sheet
    with acting("test.sealed", sheet, by=None):
        said = {"contest_id": sheet.contest_id, "number": sheet.number}
        sheet.digest = digest_of_sheet(content_of(sheet), **said)
    client, at = visit(world.judge), {"entry": world.rival_entry.id}
    put(client, NEW, at=at, version=0, marks=WHOLE)
    receipt = put(client, NEW, version=1, marks=WHOLE, state="submitted").json
    edition = editions.compute_edition(world.contest, by=world.organizer, reason="试算")
    editions.publish_edition(edition, by=world.organizer)
    sign_head(f"contest:{world.contest.id}", why="test")
    return world, receipt


def test_a_bundle_of_the_product_verifies_with_the_judges_receipt(published):
    world, receipt = published
    data = made(world.contest)

    assert found(data, receipt=json.dumps(receipt).encode()) == {}
    assert not {"unpublished", "receipt_older"} & remarks(data)


def own_mark():
    ballot = db.session.scalars(select(Ballot).where(Ballot.uuid == NEW)).one()
    return {"ballot": ballot.id, "criterion": ballot.marks[0].criterion_id}


LINE = (
    "UPDATE ledger_entry SET changes = :changes, previous = :previous, digest = :digest "
    "WHERE id = :number"
)
HEAD = "UPDATE ledger_head SET digest = :digest, peaks = NULL WHERE chain = :chain"
CHANGE = "UPDATE mark SET points = 900 WHERE ballot_id = :ballot AND criterion_id = :criterion"


def test_a_mark_changed_by_sql_is_found(published):
    world, _receipt = published
    tamper(CHANGE, **own_mark())

    kinds = found(made(world.contest))

    assert "not_last_version" in kinds["altered"]
    assert "edition_line" in kinds["other"]


def without_triggers():
    """Do what the owner of a database can: take away what keeps the log as it is."""
    if db.engine.dialect.name == "sqlite":
        names = ("ledger_entry_no_update", "ledger_head_one_forward", "signed_head_no_delete")
        return [f"DROP TRIGGER IF EXISTS {name}" for name in names]
    return [
        "DROP TRIGGER IF EXISTS ledger_entry_only_grows ON ledger_entry",
        "DROP TRIGGER IF EXISTS ledger_head_one_forward ON ledger_head",
        "DROP TRIGGER IF EXISTS signed_head_stays ON signed_head",
    ]


def change_line(world, *, rehashes):
    """Change the mark in the line of the log that gave it; with ``rehashes`` all digests after."""
    chain, row = f"contest:{world.contest.id}", "mark:{ballot}-{criterion}".format(**own_mark())
    query = select(LedgerEntry).where(LedgerEntry.chain == chain).order_by(LedgerEntry.sequence)
    contents = [(line.id, line.digest, line.content()) for line in db.session.scalars(query)]
    previous = ""
    tamper(*without_triggers())
    for number, digest, content in contents:
        if row in content["changes"]:
            content["changes"][row]["points"][1] = "9.00"
        if rehashes:
            content["previous"] = previous
            digest = digest_of(content, content["digest_name"])  # noqa: PLW2901
        previous = digest
        told = {"changes": json.dumps(content["changes"]), "previous": content["previous"]}
        tamper(LINE, **told, digest=digest, number=number)
    tamper(HEAD, digest=previous, chain=chain)


def test_a_line_of_the_log_changed_by_sql_is_found(published):
    world, _receipt = published
    change_line(world, rehashes=False)

    assert "line_digest" in found(made(world.contest))["altered"]


def test_a_mark_changed_in_table_and_log_alike_is_found_against_a_signed_head(published):
    world, _receipt = published
    tamper(CHANGE, **own_mark())
    change_line(world, rehashes=True)

    kinds = found(made(world.contest))["altered"]

    assert "head_root" in kinds
    assert not {"line_digest", "chain_broken"} & kinds


def test_the_same_with_all_heads_taken_away_is_found_against_one_on_paper_and_by_the_receipt(
    published,
):
    world, receipt = published
    code = heads_of(f"contest:{world.contest.id}")[0].code
    tamper(CHANGE, **own_mark())
    change_line(world, rehashes=True)
    tamper("DELETE FROM signed_head")

    data = made(world.contest)

    assert "code_unknown" in found(data, code=code)["truncated"]
    assert "receipt_line" in found(data, receipt=json.dumps(receipt).encode())["altered"]


def test_yesterdays_database_put_back_is_found_against_a_later_head(published, time):
    world, _receipt = published
    yesterday = made(world.contest)
    with acting("test.noted", world.contest, by=None):
        pass
    later = sign_head(f"contest:{world.contest.id}", why="test").signed

    assert found(yesterday, heads=lines_of([later])) == {"truncated": {"log_cut"}}


def test_every_contest_of_the_demo_verifies_line_by_line(demo_app):
    for contest in db.session.scalars(select(Contest)):
        data = made(contest)

        assert found(data) == {}
        assert not {"begun_elsewhere", "plan_names", "unbound"} & remarks(data)
