"""Nominating winners for the key R&D plan, and deciding on nominations."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from awards.deciding import is_settled, settle
from awards.models import Award, FollowUpKind, Nomination
from awards.queries.nominations import nomination_of_award
from awards.states import AwardState, NominationState
from contest.core import clock
from contest.core.actions import Refusal, action
from contest.core.db import db
from contest.models import User
from contest.refusals import refuse_stale


class AwardGone(Refusal):
    """Nobody is nominated for an award that was taken back."""

    reason = _l("该奖励已撤销，不能提名。")


class AwardNotSettled(Refusal):
    """A nomination is approved for a confirmed award: until then an objection may hold it."""

    reason = _l("奖励尚未确认：公示期满、异议处理完毕并确认后，才能同意提名。")


class AlreadyNominated(Refusal):
    """An award has one nomination."""

    reason = _l("该获奖项目已提名，请在提名页查看。")


class NotWaiting(Refusal):
    """The nomination was decided already."""

    reason = _l("该提名已决定，请刷新页面查看。")


class SameDecider(Refusal):
    """One nominates, another decides."""

    reason = _l("提名人不能决定自己的提名，须由另一人决定。")


@dataclass(frozen=True, slots=True)
class Research:
    """What would be researched, what for, the money asked in fen, and why it is nominated."""

    research: str
    aims: str
    funding_fen: int
    grounds: str


@action("nomination.proposed")
def nominate(award: Award, *, by: User, research: Research) -> Nomination:
    """Nominate a winner with technical research (Ningbo §四(一)).

    Raise AwardGone or AlreadyNominated.
    """
    if award.state is AwardState.REVOKED:
        raise AwardGone
    if nomination_of_award(award.id):
        raise AlreadyNominated
    nomination = Nomination(contest_id=award.contest_id, award_id=award.id, year=award.contest.year)
    _describe(nomination, research, by=by)
    db.session.add(nomination)
    db.session.flush()
    return nomination


@action("nomination.revised")
def revise_nomination(
    nomination: Nomination, *, by: User, version: int, research: Research
) -> None:
    """Change a nomination, or nominate again whom was declined; who does is the proposer then.

    Raise ``Stale``, AwardGone, or NotWaiting where it was approved.
    """
    refuse_stale(nomination, version)
    if nomination.award.state is AwardState.REVOKED:
        raise AwardGone
    if nomination.state is NominationState.APPROVED:
        raise NotWaiting
    if nomination.state is NominationState.DECLINED:
        nomination.state, nomination.reason = NominationState.PROPOSED, ""
        nomination.decided_by_id = nomination.decided_at = None
    _describe(nomination, research, by=by)


@action("nomination.decided")
def decide_nomination(
    nomination: Nomination, *, by: User, version: int, approved: bool, reason: str
) -> None:
    """Approve or decline a nomination; it is the answer to the award's question of key R&D.

    Raise ``Stale``, NotWaiting, SameDecider, AwardGone or AwardNotSettled.
    """
    refuse_stale(nomination, version)
    if nomination.state is not NominationState.PROPOSED:
        raise NotWaiting
    if nomination.proposed_by_id == by.id:
        raise SameDecider
    if nomination.award.state is AwardState.REVOKED:
        raise AwardGone
    if approved and not is_settled(nomination.award):
        raise AwardNotSettled
    nomination.reason, nomination.decided_by_id, nomination.decided_at = reason, by.id, clock.now()
    nomination.state = NominationState.APPROVED if approved else NominationState.DECLINED
    settle(nomination.award, FollowUpKind.KEY_RD, by=by, granted=approved, reason=reason)


def _describe(nomination: Nomination, research: Research, *, by: User) -> None:
    nomination.research, nomination.aims = research.research, research.aims
    nomination.funding_fen, nomination.grounds = research.funding_fen, research.grounds
    nomination.proposed_by_id, nomination.proposed_at = by.id, clock.now()
