"""Documents on their way up: in parts, resumed, checked, and in time."""

import io

import pytest
from flask import current_app

from contest.core.db import db
from contest.core.intake import storage
from contest.models import Upload
from contest.queries.files import MOST_UNFINISHED
from contest.queries.submissions import current_documents
from tests.contest.entering import a_pdf, a_png
from tests.world import DAY

MINUTE = DAY / 1440

CONTENT = a_pdf()


def begin(client, entry, *, content=CONTENT, name="实施方案.pdf", kind="proposal"):
    asked = {"name": name, "size": len(content), "kind": kind}
    return client.post(f"/entries/{entry.id}/uploads", json=asked)


def send(client, url, part, offset):
    headers = {"Upload-Offset": str(offset), "Accept": "application/json"}
    return client.put(url, data=part, headers=headers)


def waiting_files():
    return list((current_app.config["DATA_DIR"] / "files" / "staging").iterdir())


def held(entry):
    return [(document.kind.value, document.file.name) for document in current_documents(entry)]


@pytest.fixture
def author(world, visit):
    return visit(world.author)


def test_a_file_comes_up_in_parts_and_is_in_its_place(world, author):
    url = begin(author, world.draft).json["chunk_url"]

    first = send(author, url, CONTENT[:100], 0)
    last = send(author, url, CONTENT[100:], 100)

    assert (first.json, last.json["done"]) == ({"offset": 100}, True)
    assert held(world.draft) == [("proposal", "实施方案.pdf")]
    file = current_documents(world.draft)[0].file
    assert (file.pages, file.scan) == (1, "unscanned")
    with storage().open(file.digest) as kept:
        assert kept.read() == CONTENT


def test_the_last_answer_shows_the_place_and_the_checklist_anew(world, author):
    url = begin(author, world.draft).json["chunk_url"]

    parts = send(author, url, CONTENT, 0).json["parts"]

    assert parts.keys() == {"paper-proposal", "checklist", "unsubmitted"}
    assert "实施方案.pdf" in parts["paper-proposal"]
    assert '<li class="done">' in parts["checklist"]


def test_the_evidence_says_how_many_more_it_takes(world, author):
    url = begin(author, world.draft, name="检测报告.pdf", kind="evidence").json["chunk_url"]

    shown = send(author, url, CONTENT, 0).json["parts"]["paper-evidence"]

    assert "1 / 20 份" in shown
    assert "可传 pdf、png、jpg、docx、xlsx、mp4" in shown
    assert shown.index("检测报告.pdf") < shown.index("</form>")


def test_a_broken_upload_goes_on_where_the_server_stands(world, author):
    url = begin(author, world.draft).json["chunk_url"]
    send(author, url, CONTENT[:100], 0)

    at = author.get(url).json["offset"]
    wrong = send(author, url, CONTENT[50:], 50)
    send(author, url, CONTENT[at:], at)

    assert (at, wrong.status_code, wrong.json["offset"]) == (100, 409, 100)
    assert held(world.draft) == [("proposal", "实施方案.pdf")]


def test_a_lost_last_answer_is_given_again_and_adds_nothing(world, author):
    url = begin(author, world.draft).json["chunk_url"]
    send(author, url, CONTENT, 0)

    at = author.get(url).json["offset"]
    again = send(author, url, b"", at)

    assert (at, again.json["done"]) == (len(CONTENT), True)
    assert "实施方案.pdf" in again.json["parts"]["paper-proposal"]
    assert len(world.draft.documents) == 1


def test_an_upload_not_finished_at_the_deadline_is_refused_with_the_reason(world, visit, time):
    time.now = world.open_contest.entries_close_at - MINUTE
    author = visit(world.author)
    url = begin(author, world.draft).json["chunk_url"]
    send(author, url, CONTENT[:100], 0)
    time.now += MINUTE

    late = send(author, url, CONTENT[100:], 100)

    assert late.status_code == 422
    assert "截止" in late.json["error"]
    assert held(world.draft) == []


def test_no_upload_begins_after_the_deadline(world, visit, time):
    time.now = world.open_contest.entries_close_at

    answer = begin(visit(world.author), world.draft)

    assert (answer.status_code, "截止" in answer.json["error"]) == (422, True)


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"name": "方案.docx", "size": 10, "kind": "proposal"}, "pdf"),
        (
            {"name": "方案.pdf", "size": 60 * 1024 * 1024, "kind": "proposal"},
            "为 60.0 MB，超过 50 MB",
        ),
        ({"name": "方案.pdf", "size": 0, "kind": "proposal"}, "是空的"),
        ({"name": "方案.pdf", "size": 10, "kind": "secret"}, "没有这一类材料"),
        ({"name": "方案.pdf", "kind": "proposal"}, "不完整"),
        (["方案.pdf"], "不完整"),
    ],
)
def test_what_cannot_be_taken_is_refused_before_it_is_sent(world, author, asked, why):
    answer = author.post(f"/entries/{world.draft.id}/uploads", json=asked)

    assert answer.status_code == 422
    assert why in answer.json["error"]
    assert waiting_files() == []


def test_a_file_of_exactly_the_limit_may_begin(world, author):
    asked = {"name": "方案.pdf", "size": 50 * 1024 * 1024, "kind": "proposal"}

    assert author.post(f"/entries/{world.draft.id}/uploads", json=asked).status_code == 200


def test_a_file_that_is_not_what_its_name_says_is_refused_and_forgotten(world, author):
    fake = b"MZ" + bytes(300)
    url = begin(author, world.draft, content=fake).json["chunk_url"]

    answer = send(author, url, fake, 0)

    assert answer.status_code == 422
    assert answer.json["error"]
    assert held(world.draft) == []
    assert send(author, url, fake, 0).status_code == 410


def test_more_bytes_than_announced_are_refused(world, author):
    url = begin(author, world.draft).json["chunk_url"]

    answer = send(author, url, CONTENT + b"more", 0)

    assert answer.status_code == 413
    assert "比开始上传时的文件大" in answer.json["error"]


def test_the_oldest_of_too_many_unfinished_uploads_gives_way(world, author, time):
    urls = []
    for _ in range(MOST_UNFINISHED + 1):
        time.now += MINUTE
        urls.append(begin(author, world.draft).json["chunk_url"])

    assert author.get(urls[0]).status_code == 404
    assert len(waiting_files()) == MOST_UNFINISHED


def test_anothers_upload_is_not_there(world, author, visit):
    url = begin(author, world.draft).json["chunk_url"]
    rival = visit(world.rival)

    assert rival.get(url).status_code == 404
    assert send(rival, url, CONTENT, 0).status_code == 404
    assert author.get(url).json["offset"] == 0


def test_a_second_proposal_replaces_the_first_which_stays_on_record(world, author):
    for name in ("旧方案.pdf", "新方案.pdf"):
        url = begin(author, world.draft, name=name).json["chunk_url"]
        send(author, url, CONTENT, 0)

    assert held(world.draft) == [("proposal", "新方案.pdf")]
    assert [document.file.name for document in world.draft.documents] == [
        "旧方案.pdf",
        "新方案.pdf",
    ]


def test_evidence_adds_up_to_its_limit(world, author):
    for number in range(20):
        content = a_pdf(number + 1)
        url = begin(
            author, world.draft, content=content, name=f"证明 {number}.pdf", kind="evidence"
        ).json["chunk_url"]
        send(author, url, content, 0)

    refused = begin(author, world.draft, kind="evidence")

    assert len(held(world.draft)) == 20
    assert "最多 20 份" in refused.json["error"]


def test_without_script_a_plain_form_does_the_same(world, author):
    posted = {"kind": "licence", "file": (io.BytesIO(a_png()), "营业执照.png")}

    page = author.post(f"/entries/{world.draft.id}/documents", data=posted)

    assert page.status_code == 302
    assert held(world.draft) == [("licence", "营业执照.png")]


def test_without_script_a_bad_file_is_refused_in_words(world, author):
    posted = {"kind": "licence", "file": (io.BytesIO(b"GIF89a" + bytes(99)), "营业执照.png")}
    author.post(f"/entries/{world.draft.id}/documents", data=posted)

    page = author.get(f"/entries/{world.draft.id}/edit").text

    assert "notice-seal" in page
    assert held(world.draft) == []


def test_an_upload_left_for_days_is_cleared_away(world, visit, time):
    begin(visit(world.author), world.draft)
    left = db.session.scalars(db.select(Upload).where(Upload.id != world.upload.id)).one().id
    time.now += 3 * DAY

    begin(visit(world.author), world.draft)

    assert db.session.get(Upload, left) is None
