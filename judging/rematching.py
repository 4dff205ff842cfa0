"""Matching a judge again once it changed for whom they work."""

from __future__ import annotations

from contest.core import clock
from contest.models import User
from judging.actions.recusals import search_recusals
from judging.queries.recusals import announced_contests_of, unraised_ties


def match_again(judge: User, by: User) -> None:
    """Search the contests where the judge sits and a tie is there that was not raised before."""
    for contest in announced_contests_of(judge.id):
        if unraised_ties(contest.id, at=clock.now()):
            search_recusals(contest, by=by)
