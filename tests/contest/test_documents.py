"""Reading documents: by whom, and how they are given."""

from io import BytesIO

import pytest
from PIL import Image

from contest.actions.documents import remove_document
from contest.actions.submissions import submit_entry
from contest.core.actions import acting
from contest.core.db import db
from contest.core.intake import storage
from contest.entering import NotOpen
from tests.contest.core.filesamples import picture
from tests.contest.entering import complete, put


@pytest.fixture
def proposal(world):
    complete(world.draft, world.author)
    return world.draft.documents[0]


def fetch(visit, document, who):
    return visit(who).get(f"/documents/{document.id}")


def test_a_document_is_a_download_in_which_nothing_runs(world, visit, proposal):
    put(world.draft, world.author, "slides", "路演（终稿）.pdf")
    slides = world.draft.documents[-1]

    with fetch(visit, slides, world.author) as answer:
        assert answer.data.startswith(b"%PDF")
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert "%E8%B7%AF%E6%BC%94" in answer.headers["Content-Disposition"]
        assert answer.headers["Content-Security-Policy"].startswith("sandbox")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("who", ["organizer", "supervisor"])
def test_before_it_is_submitted_a_document_is_its_authors_alone(world, visit, proposal, who):
    assert fetch(visit, proposal, getattr(world, who)).status_code == 404


@pytest.mark.parametrize("who", ["organizer", "supervisor"])
def test_once_submitted_the_organizing_body_reads_it(world, visit, proposal, who):
    submit_entry(world.draft, by=world.author)

    with fetch(visit, proposal, getattr(world, who)) as answer:
        assert answer.status_code == 200


@pytest.mark.parametrize(
    "who",
    [
        *("rival", "issuer", "other_issuer", "judge", "other_judge", "other_organizer"),
        *("system_admin", "security_admin", "audit_admin"),
    ],
)
def test_nobody_else_reads_it(world, visit, proposal, who):
    submit_entry(world.draft, by=world.author)

    assert fetch(visit, proposal, getattr(world, who)).status_code == 404


def test_what_was_uploaded_after_the_submission_is_not_the_organizers(world, visit, proposal):
    submit_entry(world.draft, by=world.author)
    put(world.draft, world.author, "slides", "未提交.pdf")
    db.session.expire_all()

    page = visit(world.organizer).get(f"/entries/{world.draft.id}/screening").text

    assert fetch(visit, world.draft.documents[-1], world.organizer).status_code == 404
    assert "未提交.pdf" not in page


def test_a_replaced_document_stays_for_the_organizer_with_its_version(world, visit, proposal):
    submit_entry(world.draft, by=world.author)
    put(world.draft, world.author, "proposal", "换过的方案.pdf")
    submit_entry(world.draft, by=world.author)

    page = visit(world.organizer).get(f"/entries/{world.draft.id}/screening").text

    assert "被更换的材料" in page
    assert "见第 1 版" in page
    with fetch(visit, proposal, world.organizer) as answer:
        assert answer.status_code == 200


def test_a_removed_document_is_out_of_the_entry_but_kept(world, visit, proposal):
    visit(world.author).post(f"/documents/{proposal.id}/removal")

    assert proposal.removed_at is not None
    with fetch(visit, proposal, world.author) as answer:
        assert answer.status_code == 200


def test_nothing_is_removed_after_the_deadline(world, time, proposal):
    time.now = world.open_contest.entries_close_at

    with pytest.raises(NotOpen):
        remove_document(proposal, by=world.author)

    assert proposal.removed_at is None


def test_a_file_missing_from_the_storage_is_said_to_be_missing(world, visit):
    with acting("test.lost", world.entry, by=None):
        world.entry_proposal.file.digest = "f" * 64

    answer = fetch(visit, world.entry_proposal, world.author)

    assert answer.status_code == 410
    assert "备份" in answer.text


def small(visit, document, who, **headers):
    return visit(who).get(f"/documents/{document.id}/thumbnail", headers=headers)


def test_a_thumbnail_is_a_picture_that_nobody_keeps_without_asking(world, visit, proposal):
    answer = small(visit, proposal, world.author)
    again = small(visit, proposal, world.author, **{"If-None-Match": answer.headers["ETag"]})

    assert Image.open(BytesIO(answer.data)).size == (128, 160)
    assert answer.mimetype == "image/jpeg"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.sqlite_only  # who sees what does not depend on the database
@pytest.mark.parametrize(
    "who",
    [
        *("rival", "issuer", "judge", "other_judge", "organizer", "supervisor"),
        *("other_organizer", "system_admin", "audit_admin"),
    ],
)
def test_a_thumbnail_is_shown_to_those_alone_who_read_its_file(world, visit, proposal, who):
    shown = small(visit, proposal, world.author)

    answer = small(visit, proposal, getattr(world, who), **{"If-None-Match": shown.headers["ETag"]})

    assert (shown.status_code, answer.status_code) == (200, 404)


@pytest.mark.sqlite_only  # likewise
@pytest.mark.parametrize("who", ["organizer", "supervisor"])
def test_once_submitted_the_organizing_body_sees_the_thumbnail_too(world, visit, proposal, who):
    submit_entry(world.draft, by=world.author)

    answer = small(visit, proposal, getattr(world, who))
    page = visit(getattr(world, who)).get(f"/entries/{world.draft.id}/screening").text

    assert answer.mimetype == "image/jpeg"
    assert f'src="/documents/{proposal.id}/thumbnail"' in page


@pytest.mark.sqlite_only  # pages do not depend on the database
def test_the_form_shows_each_file_small_and_letters_where_nothing_is_to_be_seen(world, visit):
    put(world.draft, world.author, "proposal", "方案.pdf")
    put(world.draft, world.author, "licence", "执照.pdf")
    proposal, licence = world.draft.documents
    with acting("test.office", world.draft, by=None):
        licence.file.name, licence.file.kind = "执照.docx", "docx"

    page = visit(world.author).get(f"/entries/{world.draft.id}/edit").text

    assert f'src="/documents/{proposal.id}/thumbnail" alt="“方案.pdf”的缩略图"' in page
    assert 'width="64" height="80" loading="lazy"' in page
    assert page.count('data-letters="PDF"') == 1
    assert 'data-letters="DOCX"' in page
    assert f"/documents/{licence.id}/thumbnail" not in page
    assert small(visit, licence, world.author).status_code == 404


@pytest.mark.sqlite_only  # files do not depend on the database
@pytest.mark.parametrize("content", [b"%PDF-1.7 nothing", None])
def test_where_nothing_can_be_drawn_the_letters_stay(world, visit, proposal, content):
    digest = storage().put_bytes(content).digest if content else "f" * 64
    with acting("test.broken", world.draft, by=None):
        proposal.file.digest = digest

    answer = small(visit, proposal, world.author)

    assert answer.status_code == 200
    assert Image.open(BytesIO(answer.data)).convert("RGBA").getpixel((0, 0))[3] == 0
    assert answer.headers["Cache-Control"] == "private, no-store"


@pytest.mark.sqlite_only  # files do not depend on the database
def test_a_photograph_is_shown_small_too(world, visit, proposal):
    with acting("test.photograph", world.draft, by=None):
        proposal.file.digest = storage().put_bytes(picture("JPEG")).digest
        proposal.file.kind = "jpg"

    assert Image.open(BytesIO(small(visit, proposal, world.author).data)).size == (128, 160)
