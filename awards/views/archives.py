"""A contest's archive: asked for, watched while it is made, and taken from the tray."""

from __future__ import annotations

from flask import Blueprint, abort, flash, jsonify, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from awards.actions.exports import note_archive_taken
from awards.archive.jobs import ask_for_archive, cancel_archive
from awards.archive.launching import launch
from awards.models.archives import ArchiveJob
from awards.policies.archives import (
    CANCEL_ARCHIVE,
    FOLLOW_ARCHIVE,
    MAKE_ARCHIVE,
    VIEW_ARCHIVE,
)
from awards.queries.archives import jobs_of
from awards.registry import DOCUMENTS
from awards.states import ArchiveState
from contest.core import clock
from contest.core.access import requires
from contest.core.serving import attachment
from contest.models import Contest
from contest.states import ContestState

bp = Blueprint("archives", __name__)


@bp.get("/contests/<int:contest_id>/archive")
@requires(VIEW_ARCHIVE)
def show(contest: Contest) -> ResponseReturnValue:
    return render_template(
        "awards/archives/show.html",
        contest=contest,
        jobs=jobs_of(contest.id),
        kinds=DOCUMENTS,
        may_make=MAKE_ARCHIVE.admits(current_user, contest) and contest.state != ContestState.DRAFT,
        now=clock.now(),
    )


@bp.post("/contests/<int:contest_id>/archive")
@requires(MAKE_ARCHIVE)
def make(contest: Contest) -> ResponseReturnValue:
    number = contest.id
    launch(ask_for_archive(contest, by=current_user).id)
    return redirect(url_for(".show", contest_id=number))


@bp.get("/archives/<int:job_id>/progress")
@requires(FOLLOW_ARCHIVE)
def progress(job: ArchiveJob) -> ResponseReturnValue:
    unfinished = job.is_unfinished and not job.is_silent(clock.now())
    return jsonify(done=job.done, total=job.total, unfinished=unfinished)


@bp.post("/archives/<int:job_id>/cancelling")
@requires(CANCEL_ARCHIVE)
def cancel(job: ArchiveJob) -> ResponseReturnValue:
    cancel_archive(job)
    flash(_("已取消制作，没有留下文件。"), "success")
    return redirect(url_for(".show", contest_id=job.contest_id))


@bp.get("/archives/<int:job_id>.zip")
@requires(FOLLOW_ARCHIVE)
def take(job: ArchiveJob) -> ResponseReturnValue:
    if job.state is not ArchiveState.DONE:
        abort(404)
    name, digest = job.name, job.digest
    note_archive_taken(job.contest, by=current_user, reason=f"{name} sha256:{digest}")
    return attachment(digest, name=name, kind="zip")
