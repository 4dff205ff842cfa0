"""Submitting an entry: what is kept, what counts, and until when."""

import hashlib

import pytest
import rfc8785
from sqlalchemy import select

from contest.actions.documents import remove_document
from contest.actions.entries import enter_challenge, withdraw_entry
from contest.actions.submissions import Incomplete, Unchanged, submit_entry
from contest.core.db import db
from contest.core.ledger import LedgerEntry
from contest.core.mail import MailMessage
from contest.entering import NotOpen
from contest.models import Submission
from contest.queries.submissions import entry_as_submitted, has_unsubmitted_changes
from contest.states import EntryState
from tests.contest.entering import MEMBER, complete, put, typed, write
from tests.world import DAY

SECOND = DAY / 86_400


@pytest.fixture
def ready(world):
    complete(world.draft, world.author, [MEMBER])
    return world.draft


def test_a_submission_keeps_the_content_with_the_hash_of_every_document(world, ready):
    submission = submit_entry(ready, by=world.author)

    content = submission.content
    assert content["title"] == ready.title
    assert content["members"] == [MEMBER]
    assert [(d["kind"], d["sha256"]) for d in content["documents"]] == [
        (d.kind.value, d.file.digest) for d in ready.documents
    ]
    assert submission.digest == hashlib.sha256(rfc8785.dumps(content)).hexdigest()


def test_a_submission_gives_the_entry_a_number_and_a_time(world, ready, time):
    submit_entry(ready, by=world.author)

    assert ready.number == f"{world.open_challenge.number}-001"
    assert (ready.state, ready.submitted_at) == (EntryState.SUBMITTED, time.now)


def test_numbers_follow_each_other_within_a_challenge(world, ready):
    submit_entry(ready, by=world.author)
    other = enter_challenge(world.open_challenge, by=world.rival)
    complete(other, world.rival)

    submit_entry(other, by=world.rival)

    assert other.number == f"{world.open_challenge.number}-002"


def test_what_is_missing_is_named(world, visit):
    write(world.draft, world.author, summary="")
    put(world.draft, world.author, "proposal")

    with pytest.raises(Incomplete, match="还缺 3 项：项目摘要、营业执照、信用承诺书"):
        submit_entry(world.draft, by=world.author)

    assert world.draft.state is EntryState.DRAFT


def test_the_button_saves_what_is_in_the_form_and_submits_it(world, visit, ready):
    posted = typed(ready, [MEMBER], title="最后一刻改的名称")

    page = visit(world.author).post(f"/entries/{ready.id}/submissions", data=posted)

    submission = db.session.scalars(select(Submission).order_by(Submission.id.desc())).first()
    assert page.headers["Location"] == f"/submissions/{submission.id}/receipt"
    assert submission.content["title"] == "最后一刻改的名称"


def test_a_refused_submission_keeps_everything_typed(world, visit):
    page = visit(world.author).post(
        f"/entries/{world.draft.id}/submissions", data=typed(world.draft, title="还没传材料")
    )

    assert page.status_code == 422
    assert "还缺 3 项" in page.text
    assert 'value="还没传材料"' in page.text


def test_everybody_of_the_enterprise_gets_the_receipt_by_mail(world, ready):
    submission = submit_entry(ready, by=world.author)

    letter = db.session.scalars(select(MailMessage).order_by(MailMessage.id.desc())).first()
    assert letter.recipient == world.author.email
    assert submission.digest in letter.body
    assert ready.number in letter.subject


def test_a_second_submission_is_version_two_and_both_stay(world, ready):
    submit_entry(ready, by=world.author)
    write(ready, world.author, [MEMBER], title="第二版")

    submit_entry(ready, by=world.author)

    assert [(s.number, s.content["title"]) for s in ready.submissions] == [
        (1, "声光融合巡检车"),
        (2, "第二版"),
    ]


def test_what_was_edited_since_does_not_count(world, ready):
    submit_entry(ready, by=world.author)
    write(ready, world.author, title="没有提交的修改")

    seen = entry_as_submitted(ready)

    assert (seen.title, [m.name for m in seen.members]) == ("声光融合巡检车", [MEMBER["name"]])
    assert has_unsubmitted_changes(ready)


def test_a_document_taken_out_since_still_counts(world, ready):
    submit_entry(ready, by=world.author)
    proposal = ready.documents[0]
    remove_document(proposal, by=world.author)

    seen = entry_as_submitted(ready)

    assert [document.id for document in seen.of_kind("proposal")] == [proposal.id]
    assert has_unsubmitted_changes(ready)


def test_the_same_content_is_not_submitted_twice(world, ready):
    submit_entry(ready, by=world.author)

    with pytest.raises(Unchanged):
        submit_entry(ready, by=world.author)

    assert len(ready.submissions) == 1


def test_the_form_says_that_changes_are_not_submitted(world, visit, ready):
    submit_entry(ready, by=world.author)
    client = visit(world.author)
    before = client.get(f"/entries/{ready.id}/edit").text
    write(ready, world.author, [MEMBER], title="改")

    after = client.get(f"/entries/{ready.id}/edit").text

    assert ("有未提交的修改" in before, "有未提交的修改" in after) == (False, True)


def test_the_last_second_is_in_time(world, ready, time):
    time.now = world.open_contest.entries_close_at - SECOND

    submission = submit_entry(ready, by=world.author)

    assert submission.at == time.now


def test_the_closing_second_is_too_late(world, ready, time):
    time.now = world.open_contest.entries_close_at

    with pytest.raises(NotOpen, match="截止"):
        submit_entry(ready, by=world.author)

    line = db.session.scalars(select(LedgerEntry).order_by(LedgerEntry.id.desc())).first()
    assert (line.verb, line.refused) == ("entry.submitted", True)
    assert ready.state is EntryState.DRAFT


def test_a_clock_stepped_back_does_not_let_a_late_entry_in(world, ready, time):
    time.now = world.open_contest.entries_close_at
    with pytest.raises(NotOpen):
        submit_entry(ready, by=world.author)

    time.now = world.open_contest.entries_close_at - DAY

    with pytest.raises(NotOpen):
        submit_entry(ready, by=world.author)


def test_the_receipt_shows_hash_time_version_and_documents(world, visit, ready):
    submission = submit_entry(ready, by=world.author)

    page = visit(world.author).get(f"/submissions/{submission.id}/receipt").text

    digest = submission.digest
    assert " ".join(digest[i : i + 4] for i in range(0, 64, 4)) in page
    assert "2026-03-02 17:00:00（北京时间）" in page
    assert "第 1 版" in page
    assert "proposal.pdf" in page
    assert "<svg" in page


def test_a_receipt_is_checked_by_anyone_and_tells_nothing_of_the_entry(world, visit, ready):
    submission = submit_entry(ready, by=world.author)

    page = visit().get(f"/receipts/{submission.digest}").text

    assert ready.number in page
    assert ready.title not in page
    assert world.author_organisation.name not in page
    assert world.open_contest.name in page


@pytest.mark.parametrize("spelled", [str.upper, lambda digest: f"{digest[:4]} {digest[4:]} "])
def test_a_digest_typed_from_paper_is_understood(world, visit, ready, spelled):
    submission = submit_entry(ready, by=world.author)
    client, typed = visit(), spelled(submission.digest)

    direct = client.get(f"/receipts/{typed}")
    asked = client.get("/receipts", query_string={"digest": typed})

    assert (direct.status_code, ready.number in direct.text) == (200, True)
    assert asked.headers["Location"] == f"/receipts/{submission.digest}"


def test_an_unknown_digest_is_told_to_be_unknown(visit):
    page = visit().get("/receipts/" + "0" * 64)

    assert page.status_code == 404
    assert "查无此回执" in page.text


def test_a_receipt_says_which_version_replaced_it(world, visit, ready):
    first = submit_entry(ready, by=world.author)
    before = visit().get(f"/receipts/{first.digest}").text
    write(ready, world.author, [MEMBER], title="第二版")
    second = submit_entry(ready, by=world.author)

    after, newest = (visit().get(f"/receipts/{s.digest}").text for s in (first, second))

    assert ["已被第 2 版取代" in page for page in (before, after, newest)] == [False, True, False]


def test_a_receipt_says_that_its_entry_was_withdrawn(world, visit, ready):
    submission = submit_entry(ready, by=world.author)
    withdraw_entry(ready, by=world.author)

    assert "已撤回" in visit().get(f"/receipts/{submission.digest}").text


def test_the_receipt_prints_every_files_whole_digest(world, visit, ready):
    submission = submit_entry(ready, by=world.author)

    page = visit(world.author).get(f"/submissions/{submission.id}/receipt").text

    for document in submission.content["documents"]:
        digest = document["sha256"]
        assert " ".join(digest[i : i + 4] for i in range(0, 64, 4)) in page


@pytest.mark.parametrize(
    "who", ["rival", "issuer", "other_issuer", "judge", "other_organizer", "system_admin"]
)
def test_a_receipt_is_hidden_from_others(world, visit, ready, who):
    submission = submit_entry(ready, by=world.author)

    page = visit(getattr(world, who)).get(f"/submissions/{submission.id}/receipt")

    assert page.status_code == 404


def test_contact_details_are_no_part_of_what_is_hashed(world, ready):
    submission = submit_entry(ready, by=world.author)

    assert ready.contact_name not in str(submission.content)
    assert ready.contact_phone not in str(submission.content)
