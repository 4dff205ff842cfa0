"""How an upheld objection leads to an amendment of marks, and is linked with it."""

from __future__ import annotations

from awards.models import Objection
from awards.states import ObjectionState
from contest.core.db import db
from contest.models import Contest
from judging.models import Amendment
from judging.occasions import Source

# Official Chinese text, kept with the amendment: not translated. Nobody is named in it.
UPHELD = "《{title}》第 {number} 号异议成立。"


def told(contest: Contest, number: int) -> str:
    """Return the words for an objection of the contest that was upheld and is not put right."""
    objection = _waiting(contest.id, number)
    if objection is None:
        return ""
    return UPHELD.format(title=objection.notice.title, number=objection.number)


def note(amendment: Amendment, number: int) -> None:
    """Link the objection with the amendment that it led to."""
    if objection := _waiting(amendment.contest_id, number):
        objection.amendment_id = amendment.id


def _waiting(contest_id: int, number: int) -> Objection | None:
    found = db.session.get(Objection, number)
    if found is None or found.contest_id != contest_id or found.remedied_at:
        return None
    return found if found.state is ObjectionState.UPHELD else None


SOURCE = Source(told, note)
