"""The making of an archive beside the pages: asked for, followed, cancelled, and kept when done.

The file is written where nobody sees it and kept in the storage only whole, so that an archive
is never half: whoever pulls the plug finds no archive and asks again.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from time import monotonic
from typing import IO, Any, cast

import structlog
from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import IntegrityError

from awards.actions.exports import note_archive
from awards.archive.writing import Made, archive_name, write_archive
from awards.models.archives import ArchiveJob
from awards.queries.archives import job_by, unfinished_job
from awards.states import ArchiveState
from contest.core import clock
from contest.core.actions import Refusal, operating
from contest.core.db import db
from contest.core.intake import storage
from contest.core.storage import Stored
from contest.models import Contest, User
from contest.states import ContestState

log = structlog.get_logger()

PACE = 1.0  # seconds between two words of a process
MOST_BYTES = 1 << 40
_INTERRUPTED = "制作进程中断（例如服务器重启），没有生成文件。请重新制作。"
_FAULT = "制作时发生错误，没有生成文件。请联系系统管理员查看日志，然后重新制作。"


class AlreadyMaking(Refusal):
    """One at a time: two would only be the same."""

    reason = _l("这届大赛的归档文件正在制作，请等它完成，或先取消。")


class NothingYet(Refusal):
    """A draft can still be deleted, and an archive would stand in the way."""

    reason = _l("大赛还是草稿，没有可以归档的内容。发布之后再制作。")


class Cancelled(Exception):
    """Somebody does not want the archive any more."""


def ask_for_archive(contest: Contest, *, by: User) -> ArchiveJob:
    """Put the making of an archive on the list. Raise NothingYet or AlreadyMaking."""
    if contest.state is ContestState.DRAFT:
        raise NothingYet
    now, number, asker = clock.now(), contest.id, by.id
    _end_silent(contest)
    try:
        with operating() as session:
            job = ArchiveJob(contest_id=number, asked_by_id=asker, asked_at=now, heard_at=now)
            session.add(job)
    except IntegrityError:
        raise AlreadyMaking from None
    return job


def _end_silent(contest: Contest) -> None:
    job = unfinished_job(contest.id)
    if job and job.is_silent(clock.now()):
        _end(job.id, ArchiveState.FAILED, trouble=_INTERRUPTED)


def cancel_archive(job: ArchiveJob) -> None:
    """Ask the process to stop; it does at its next document."""
    if job.is_unfinished:
        _end(job.id, ArchiveState.CANCELLED)


def run_job(number: int) -> None:
    """Make the archive that was asked for, unless it is not wanted any more."""
    job = job_by(number)
    if job is None or job.state is not ArchiveState.WAITING:
        return
    with operating():
        job.state, job.heard_at = ArchiveState.RUNNING, clock.now()
    try:
        _make(job)
    except Cancelled:
        log.info("archive cancelled", job=number)
    except Refusal as refusal:
        _end(number, ArchiveState.FAILED, trouble=str(refusal))
    except Exception:  # whatever it is, somebody waits for a word
        log.exception("archive not made", job=number)
        db.session.remove()
        _end(number, ArchiveState.FAILED, trouble=_FAULT)


def _make(job: ArchiveJob) -> None:
    number, contest, by = job.id, job.contest, job.asked_by
    name = archive_name(contest)
    with tempfile.TemporaryFile() as file:
        made = write_archive(contest, file, by=by, tell=_teller(number))
        stored = _kept(file)
    _finish(number, made, stored, name)
    note_archive(contest, by=by, reason=f"{name} sha256:{stored.digest}")


def _kept(file: IO[bytes]) -> Stored:
    """Keep the file for good: it is in the storage whole, or not at all."""
    file.seek(0)
    upload = storage().begin()
    try:
        storage().append(upload, 0, cast(Any, file), limit=MOST_BYTES)
        return storage().finish(upload)
    except BaseException:
        storage().discard(upload)
        raise


def _teller(number: int) -> Callable[[int, int], None]:
    """Return what tells how far the job is, at most once a second, and hears of a cancelling."""
    last = [0.0]

    def tell(done: int, total: int) -> None:
        if 0 < done < total and monotonic() - last[0] < PACE:
            return
        last[0] = monotonic()
        with operating():
            job = job_by(number)
            if job is None or job.state is not ArchiveState.RUNNING:
                raise Cancelled
            job.total, job.done, job.heard_at = total, done, clock.now()

    return tell


def _finish(number: int, made: Made, stored: Stored, name: str) -> None:
    with operating():
        job = job_by(number)
        if job is None or job.state is not ArchiveState.RUNNING:
            raise Cancelled
        job.digest, job.size, job.name = stored.digest, stored.size, name
        job.missing, job.ended_at = made.missing, clock.now()
        job.state = ArchiveState.DONE


def _end(number: int, state: ArchiveState, *, trouble: str = "") -> None:
    with operating():
        job = job_by(number)
        if job is not None and job.is_unfinished:
            job.state, job.trouble, job.ended_at = state, trouble, clock.now()
