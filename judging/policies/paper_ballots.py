"""Who prints paper sheets, and who types them in: the staff who run the contest."""

from __future__ import annotations

from contest.core.access import Policy
from contest.core.db import db
from contest.policies import is_organizer
from judging.models import PaperBallot
from judging.policies.panels import reads_it, session_by_id
from judging.queries.contests import contest_by_id
from judging.queries.paper_ballots import Sheet, sheet_by_uuid


def _paper(paper_id: int) -> PaperBallot | None:
    return db.session.get(PaperBallot, paper_id)


def _sheet(contest_id: int, uuid: str) -> Sheet | None:
    return sheet_by_uuid(contest_id, uuid)


VIEW_PAPERS = Policy("paper_ballot.list", reads_it, find=contest_by_id)
FIND_SHEET = Policy("paper_ballot.record", reads_it, act=is_organizer, find=contest_by_id)
PRINT_SHEETS = Policy("paper_ballot.print", reads_it, find=session_by_id)
ENTER_SHEET = Policy("paper_ballot.record", reads_it, act=is_organizer, find=_sheet)
VIEW_PAPER = Policy("paper_ballot.view", reads_it, find=_paper)
CHANGE_PAPER = Policy("paper_ballot.change", reads_it, act=is_organizer, find=_paper)
