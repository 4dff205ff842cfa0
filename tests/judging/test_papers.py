"""A judge reads an entry's papers as pictures of pages; who is not assigned sees none."""

from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import select

from contest.core.actions import acting
from contest.core.db import db
from contest.core.intake import storage
from contest.core.ledger import LedgerEntry
from contest.states import EntryState
from tests.judging.test_ballots import recuse


@pytest.fixture
def page(world):
    """Put a real proposal behind the entry's row, and return its first page's address."""
    from reportlab.pdfgen.canvas import Canvas

    content = BytesIO()
    canvas = Canvas(content, invariant=1)
    canvas.drawString(72, 720, "proposal")
    canvas.showPage()
    canvas.save()
    stored = storage().put_bytes(content.getvalue())
    proposal = world.entry_proposal
    with acting("test.stored", world.entry, by=None):
        proposal.file.digest = stored.digest
        submission = world.entry.submissions[-1]
        submission.content = {
            **submission.content,
            "documents": [{**submission.content["documents"][0], "sha256": stored.digest}],
        }
    return f"/ballots/entries/{world.entry.id}/papers/{proposal.id}/1.png"


def test_the_judge_sees_the_page_as_a_picture(world, visit, page):
    answer = visit(world.judge).get(page)

    assert answer.status_code == 200
    assert Image.open(BytesIO(answer.data)).format == "PNG"


def test_the_sheet_leads_to_every_page(world, visit, page):
    sheet = visit(world.judge).get(f"/ballots/entries/{world.entry.id}").text

    assert page in sheet


def test_the_log_tells_once_who_opened_which_file(world, visit, page):
    client, document = visit(world.judge), world.entry_proposal.id
    for _ in range(2):
        client.get(page)
    for who in (world.organizer, world.author):
        visit(who).get(f"/documents/{document}").close()

    query = select(LedgerEntry).where(LedgerEntry.verb == "document.seen")
    lines = db.session.scalars(query.order_by(LedgerEntry.sequence)).all()

    assert [(line.actor_id, line.subject, line.chain) for line in lines] == [
        (who.id, f"entrydocument:{document}", f"contest:{world.contest.id}")
        for who in (world.judge, world.organizer)
    ]


@pytest.mark.parametrize("who", ["rival", "author", "issuer", "other_organizer"])
def test_nobody_else_reads_papers_here(world, visit, page, who):
    assert visit(getattr(world, who)).get(page).status_code == 404


def test_a_recused_judge_sees_no_page(world, visit, page):
    recuse(world, world.judge, world.entry)

    assert visit(world.judge).get(page).status_code == 404


def test_a_paper_of_another_entry_is_not_reached_through_ones_own(world, visit, page):
    other = page.replace(f"/entries/{world.entry.id}/", f"/entries/{world.rival_entry.id}/")

    assert visit(world.judge).get(other).status_code == 404


def test_there_is_no_page_beyond_the_last(world, visit, page):
    assert visit(world.judge).get(page.replace("1.png", "3.png")).status_code == 404


def test_papers_of_a_withdrawn_entry_are_closed(world, visit, page):
    with acting("test.withdrawn", world.entry, by=None):
        world.entry.state = EntryState.WITHDRAWN

    assert visit(world.judge).get(page).status_code == 404
