"""Telling typical cases (典型案例): written by one, approved by another, then public."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from awards.delivering import Overtaken, SamePerson, require_announced
from awards.delivery_states import CaseState
from awards.models import Award, TypicalCase
from awards.queries.evaluations import typical_cases_of
from contest.core import clock
from contest.core.actions import Refusal, action
from contest.core.db import db
from contest.models import User
from contest.refusals import refuse_stale


class NotHandedIn(Refusal):
    """There is nothing to decide."""

    reason = _l("该案例没有待批准的文稿，请刷新页面。")


class IsPublic(Refusal):
    """What is public is taken back first."""

    reason = _l("案例已经公开。要修改，请先撤回。")


@action("typical_case.written")
def write_case(award: Award, *, by: User, version: int, texts: Mapping[str, str]) -> TypicalCase:
    """Write an award's typical case and hand it in to be approved.

    Raise NotAnnounced, Overtaken or IsPublic.
    """
    require_announced(award)
    case = typical_cases_of([award.id]).get(award.id)
    if (case.version if case else 0) != version:
        raise Overtaken
    if case is None:
        case = TypicalCase(contest_id=award.contest_id, award_id=award.id)
    elif case.state is CaseState.APPROVED:
        raise IsPublic
    for name, text in texts.items():
        setattr(case, name, text)
    case.written_by_id, case.written_at, case.return_reason = by.id, clock.now(), ""
    db.session.add(case)
    db.session.flush()
    if case.state is CaseState.DRAFT:
        case.state = CaseState.HANDED_IN
    return case


@action("typical_case.approved")
def approve_case(case: TypicalCase, *, by: User, version: int) -> None:
    """Make a case public. Raise ``Stale``, NotAnnounced, NotHandedIn or SamePerson."""
    refuse_stale(case, version)
    require_announced(case.award)
    if case.state is not CaseState.HANDED_IN:
        raise NotHandedIn
    if case.written_by_id == by.id:
        raise SamePerson
    case.state, case.approved_by_id, case.approved_at = CaseState.APPROVED, by.id, clock.now()


@action("typical_case.returned")
def return_case(case: TypicalCase, *, by: User, version: int, reason: str) -> None:
    """Send a case back to be written anew, or take a public one back. Raise ``Stale``."""
    refuse_stale(case, version)
    if case.state is CaseState.DRAFT:
        raise NotHandedIn
    case.state, case.return_reason = CaseState.DRAFT, reason
    case.approved_by_id, case.approved_at = None, None
