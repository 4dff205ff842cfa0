"""Who may make a contest's archive and take it away."""

from __future__ import annotations

from awards.models.archives import ArchiveJob
from awards.policies.prizes import contest_by
from contest.core.access import Policy
from contest.core.db import db
from contest.policies import is_real, oversees_it, runs_it


def _job(job_id: int) -> ArchiveJob | None:
    return db.session.get(ArchiveJob, job_id)


VIEW_ARCHIVE = Policy("archive.view", runs_it | oversees_it, find=contest_by)
MAKE_ARCHIVE = Policy("archive.make", VIEW_ARCHIVE.see, act=runs_it & is_real, find=contest_by)
FOLLOW_ARCHIVE = Policy("archive.view", runs_it | oversees_it, find=_job)
CANCEL_ARCHIVE = Policy("archive.make", FOLLOW_ARCHIVE.see, act=runs_it, find=_job)
