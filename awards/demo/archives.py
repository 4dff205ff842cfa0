"""The archive of the ended contest, ready to be taken: made as a page would have it made."""

from __future__ import annotations

from awards.archive.jobs import ask_for_archive, run_job
from awards.demo.contests import ORGANIZERS
from awards.demo.story import Cast
from contest.models import Contest, User

ENDED, BODY = "ended", "yongjiang"


def make_archive(cast: Cast) -> None:
    """Make the archive of the ended contest, here and now."""
    contest = cast.find(Contest, ENDED)
    job = ask_for_archive(contest, by=cast.find(User, ORGANIZERS[BODY][0]))
    run_job(job.id)
