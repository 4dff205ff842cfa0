"""Documents on their pages: who may look, what is logged, and every kind printed from the demo."""

from __future__ import annotations

import hashlib
from io import BytesIO

import docx
import pikepdf
import pytest
from sqlalchemy import select

from awards.making import made
from awards.registry import DOCUMENTS
from contest.core.actions import acting
from contest.core.audit import LedgerEntry
from contest.core.db import db
from contest.models import Contest
from judging.models import Seat
from judging.recording import publicise
from tests.awards.awarding import award_first, publish_standings
from tests.awards.papers import words


def lines_of(verb):
    return db.session.scalars(select(LedgerEntry).where(LedgerEntry.verb == verb)).all()


def test_a_document_is_looked_at_page_by_page(world, visit):
    award_first(world)
    client = visit(world.organizer)

    page = client.get(f"/documents/award_list/{world.contest.id}").text
    picture = client.get(f"/documents/award_list/{world.contest.id}/pages/1.png")
    beyond = client.get(f"/documents/award_list/{world.contest.id}/pages/99.png")

    assert f"/documents/award_list/{world.contest.id}/pages/1.png" in page
    assert picture.data.startswith(b"\x89PNG")
    assert beyond.status_code == 404
    assert lines_of("official.exported") == []


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_who_took_a_document_is_logged_with_its_digest(world, visit, kind):
    award_first(world)

    answer = visit(world.organizer).get(f"/documents/award_list/{world.contest.id}.{kind}")

    (line,) = lines_of("official.exported")
    assert line.actor_id == world.organizer.id
    assert line.subject == f"contest:{world.contest.id}"
    assert line.reason.endswith(f".{kind} sha256:{hashlib.sha256(answer.data).hexdigest()}")


def test_a_list_without_awards_is_refused_with_a_reason(world, visit):
    client = visit(world.organizer)

    assert client.get(f"/documents/award_list/{world.contest.id}").status_code == 302
    assert "没有名单可以导出" in client.get("/").text


@pytest.mark.parametrize("address", ["/documents/unknown/1", "/documents/award_list/999"])
def test_what_does_not_exist_is_not_found(world, visit, address):
    assert visit(world.organizer).get(address).status_code == 404


def test_a_document_that_nobody_edits_has_no_docx(world, visit):
    publish_standings(world)

    address = f"/documents/slip/{world.entry.id}"
    client = visit(world.organizer)

    assert client.get(f"{address}.pdf").status_code == 200
    assert client.get(f"{address}.docx").status_code == 404


def test_nobody_but_its_judge_and_the_organizer_sees_a_pledge(world, visit):
    seat = db.session.scalars(select(Seat).where(Seat.judge_id == world.judge.id)).first()
    address = f"/documents/pledge/{seat.id}.pdf"

    own, another = (visit(who).get(address) for who in (world.judge, world.other_judge))

    assert "评审承诺书" in words(own.data)
    assert "".join(world.judge.name.split()) in words(own.data)
    assert another.status_code == 404


def test_a_slip_tells_no_judge_and_no_other_entry(world, visit):
    publish_standings(world)

    answer = visit(world.organizer).get(f"/documents/slip/{world.entry.id}.pdf")
    text = words(answer.data)

    assert "".join(world.entry.title.split()) in text
    assert "".join(world.rival_entry.title.split()) not in text
    assert "".join(world.judge.name.split()) not in text


def test_an_enterprise_has_its_slip_once_it_has_its_result_and_no_sooner(world, visit):
    client = visit(world.author)
    pages = f"/entries/{world.entry.id}/result", f"/documents/slip/{world.entry.id}.pdf"

    before = [client.get(page).status_code for page in pages]
    edition = publish_standings(world)
    between = [client.get(page).status_code for page in pages]
    with acting("test.publicised", world.contest, by=None):
        publicise(edition)
    after = [client.get(page).status_code for page in pages]

    assert before == [404, 404]
    assert between[0] == between[1]
    assert after == [200, 200]


def test_another_enterprise_has_no_slip_of_it(world, visit):
    publish_standings(world)

    assert visit(world.rival).get(f"/documents/slip/{world.entry.id}.pdf").status_code == 404


@pytest.mark.sqlite_only  # what is printed does not depend on the database
@pytest.mark.xdist_group("demo")
def test_every_kind_of_document_of_the_demo_can_be_printed(demo):
    contest = db.session.scalars(select(Contest).order_by(Contest.id)).first()

    for kind in DOCUMENTS.values():
        for row in kind.rows(contest.id)[:2]:
            official = kind.official(row)
            with pikepdf.open(BytesIO(made(official, "pdf")[1])) as pdf:
                fonts = [font for page in pdf.pages for font in page.resources.Font.values()]
                assert all("/FontFile2" in font.FontDescriptor for font in fonts)
            if kind.docx:
                assert docx.Document(BytesIO(made(official, "docx")[1])).paragraphs
