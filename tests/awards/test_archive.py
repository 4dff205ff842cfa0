"""The archive of a contest: all in one file, made beside the pages, whole or not at all."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from datetime import timedelta
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from awards.archive import jobs
from awards.archive.index import About, Member, Missing, index_csv, readme
from awards.archive.jobs import AlreadyMaking, NothingYet, ask_for_archive, cancel_archive, run_job
from awards.archive.launching import launch
from awards.archive.writing import write_archive
from awards.demo.archives import make_archive
from awards.models import ArchiveJob
from awards.models.archives import SILENCE
from awards.queries.archives import jobs_of
from awards.states import ArchiveState
from contest.core import clock
from contest.core.actions import acting
from contest.core.audit import LedgerEntry
from contest.core.db import db
from contest.core.intake import storage
from contest.models import Contest, Organisation
from contest.states import ContestState
from tests.awards.awarding import award_first

ABOUT = About("大赛", "组委会", "2026-11-02 10:00", "卞若谷", "abcd")


def told(verb):
    query = select(LedgerEntry.reason).where(LedgerEntry.verb == verb)
    return db.session.scalars(query).all()


def archived(world):
    """Make the world's archive in this process, and return the job."""
    number = ask_for_archive(world.contest, by=world.organizer).id
    run_job(number)
    return db.session.get(ArchiveJob, number)


def opened(job):
    return ZipFile(io.BytesIO(content_of(job)))


def content_of(job):
    with storage().open(job.digest) as file:
        return file.read()


@pytest.fixture
def awarded(world):
    award_first(world)
    return world


def test_an_archive_has_every_document_the_bundle_and_their_digests(awarded):
    job = archived(awarded)

    with opened(job) as archive:
        index = json.loads(archive.read("index.json"))
        names = archive.namelist()
        digests = {p: hashlib.sha256(archive.read(p)).hexdigest() for p in names}
    assert {one["path"]: one["sha256"] for one in index["files"]} == {
        path: digests[path] for path in names[:-3]
    }
    assert names[-3:] == ["README.txt", "index.csv", "index.json"]
    assert index["missing"] == []
    kinds = {one["kind"] for one in index["files"]}
    assert kinds >= {"形式审查记录", "评审承诺书", "回避记录", "评审汇总表", "得分通知单"}
    assert kinds >= {"奖励名单", "核验包"}


def test_a_finished_archive_is_on_record_with_its_digest(awarded):
    job = archived(awarded)

    assert (job.state, job.done, job.missing) == (ArchiveState.DONE, job.total, 0)
    content = content_of(job)
    assert (hashlib.sha256(content).hexdigest(), len(content)) == (job.digest, job.size)
    assert told("archive.made") == [f"{job.name} sha256:{job.digest}"]


def test_a_document_that_cannot_be_printed_is_named_in_the_archive(awarded):
    with acting("test.renamed", awarded.contest, by=None):
        db.session.get(Organisation, awarded.entry.enterprise_id).name = "\U0002fa1d 科技"

    job = archived(awarded)

    with opened(job) as archive:
        missing = json.loads(archive.read("index.json"))["missing"]
        said = archive.read("README.txt").decode("utf-8-sig")
    assert job.state is ArchiveState.DONE
    assert job.missing == len(missing) > 0
    assert all("没有可用的字体" in one["reason"] for one in missing)
    assert missing[0]["reason"] in said


def test_one_archive_is_made_at_a_time(awarded):
    ask_for_archive(awarded.contest, by=awarded.organizer)

    with pytest.raises(AlreadyMaking):
        ask_for_archive(awarded.contest, by=awarded.organizer)


def test_a_draft_is_not_archived(world):
    with acting("test.drafted", world.contest, by=None):
        draft = Contest(**_as_draft(world.contest))
        db.session.add(draft)

    with pytest.raises(NothingYet):
        ask_for_archive(draft, by=world.organizer)


def _as_draft(contest):
    kept = {c.name: getattr(contest, c.name) for c in Contest.__table__.columns}
    return kept | {"id": None, "name": "草稿", "state": ContestState.DRAFT}


def test_who_has_gone_silent_does_not_stand_in_the_way(awarded):
    lost = ask_for_archive(awarded.contest, by=awarded.organizer).id

    with clock.at(clock.now() + SILENCE + timedelta(seconds=1)):
        again = ask_for_archive(awarded.contest, by=awarded.organizer).id

    assert again != lost
    assert db.session.get(ArchiveJob, lost).state is ArchiveState.FAILED
    assert "中断" in db.session.get(ArchiveJob, lost).trouble


def test_a_cancelled_archive_stops_and_leaves_no_file(awarded, monkeypatch):
    monkeypatch.setattr(jobs, "PACE", 0)
    number = ask_for_archive(awarded.contest, by=awarded.organizer).id
    before = set(storage().digests())

    with monkeypatch.context() as patch:
        patch.setattr(jobs, "write_archive", _cancelling(number))
        run_job(number)

    job = db.session.get(ArchiveJob, number)
    assert (job.state, job.digest) == (ArchiveState.CANCELLED, "")
    assert set(storage().digests()) == before
    assert told("archive.made") == []


def _cancelling(number):
    """Return the writing of an archive that is cancelled after its second document."""

    def write(contest, to, *, by, tell):
        def heard(done, total):
            if done == 2:
                cancel_archive(db.session.get(ArchiveJob, number))
            tell(done, total)

        return write_archive(contest, to, by=by, tell=heard)

    return write


def test_a_fault_ends_the_job_with_a_word(awarded, monkeypatch):
    monkeypatch.setattr(jobs, "archive_name", lambda _contest: 1 / 0)

    job = archived(awarded)

    assert job.state is ArchiveState.FAILED
    assert "没有生成文件" in job.trouble


def test_progress_is_told_and_the_file_is_taken_from_the_tray(awarded, visit):
    job, client = archived(awarded), visit(awarded.organizer)

    page = client.get(f"/contests/{awarded.contest.id}/archive").text
    progress = client.get(f"/archives/{job.id}/progress").json
    with client.get(f"/archives/{job.id}.zip") as answer:
        taken = hashlib.sha256(answer.data).hexdigest()

    assert f"/archives/{job.id}.zip" in page
    assert progress == {"done": job.total, "total": job.total, "unfinished": False}
    assert taken == job.digest
    assert told("archive.exported") == [f"{job.name} sha256:{job.digest}"]


def test_the_page_shows_how_far_it_is_and_lets_it_be_cancelled(awarded, visit):
    job = ask_for_archive(awarded.contest, by=awarded.organizer)
    client = visit(awarded.organizer)

    page = client.get(f"/contests/{awarded.contest.id}/archive").text

    assert f'data-progress="/archives/{job.id}/progress"' in page
    assert client.get(f"/archives/{job.id}.zip").status_code == 404


@pytest.mark.sqlite_only  # the process is the same on both databases
def test_a_process_of_its_own_makes_it(awarded, monkeypatch):
    job = ask_for_archive(awarded.contest, by=awarded.organizer).id
    ended = []
    monkeypatch.setattr(
        "awards.archive.launching.Thread",
        lambda target, daemon: type("Now", (), {"start": lambda _: ended.append(target())})(),
    )

    launch(job)

    db.session.rollback()  # what was read before the process ended is old
    assert ended == [0]
    assert db.session.get(ArchiveJob, job).state is ArchiveState.DONE


def test_the_command_writes_the_whole_file_and_nothing_beside_it(app, awarded, tmp_path):
    to = tmp_path / "out" / "归档.zip"
    to.parent.mkdir()
    number = str(awarded.contest.id)

    done = app.test_cli_runner().invoke(args=["awards", "archive", number, "-o", str(to)])

    assert done.exit_code == 0, done.output
    assert [path.name for path in to.parent.iterdir()] == [to.name]
    assert hashlib.sha256(to.read_bytes()).hexdigest() in done.output
    assert ZipFile(to).testzip() is None


def test_the_command_knows_no_other_contest(app, world, tmp_path):
    done = app.test_cli_runner().invoke(args=["awards", "archive", "99", "-o", str(tmp_path / "a")])

    assert done.exit_code == 2
    assert "没有编号为 99 的大赛" in done.output


def test_the_readme_counts_folders_and_names_what_is_missing():
    said = readme(ABOUT, {"文书/01-奖励名单": 2}, [Missing("得分通知单", "某项目", "缺字。")])

    text = said.decode("utf-8-sig").replace("\r\n", "\n")
    assert "至少保管 15 年" in text
    assert "  文书/01-奖励名单/  2 个文件" in text
    assert "  得分通知单：某项目。缺字。" in text


def test_no_name_in_the_index_is_a_formula():
    lines = list(
        csv.reader(io.StringIO(index_csv([Member("a", "b", "=1+1", 3, "ff")]).decode("utf-8-sig")))
    )

    assert lines[1] == ["1", "a", "b", "'=1+1", "3", "ff"]


@pytest.mark.xdist_group("demo")
def test_the_demo_has_the_archive_of_its_ended_contest_ready(loaded_demo, find):
    make_archive(loaded_demo.cast)

    job = jobs_of(find(Contest, "ended").id)[0]
    assert (job.state, job.missing) == (ArchiveState.DONE, 0)
    assert job.size > 1_000_000
