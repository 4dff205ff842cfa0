"""Deciding what follows from an award."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from awards.models import FollowUp
from awards.states import AwardState, FollowUpState
from contest.core import clock
from contest.core.actions import Refusal, action
from contest.models import User
from contest.refusals import refuse_stale


class AlreadyDecided(Refusal):
    """The same decision stands already."""

    reason = _l("该项已是这一决定，无需重复提交。")


class AwardRevoked(Refusal):
    """Nothing follows from an award that was taken back."""

    reason = _l("该奖励已撤销，不再决定政策衔接。")


@action("followup.decided")
def decide_follow_up(
    follow_up: FollowUp, *, by: User, version: int, granted: bool, reason: str
) -> None:
    """Decide whether a policy applies to an award; a later decision may reverse it.

    Listing, subsidy and key R&D are for some winners, by a person's decision
    (Ningbo §四(一)). Raise ``Stale``, AlreadyDecided or AwardRevoked.
    """
    refuse_stale(follow_up, version)
    if follow_up.award.state is AwardState.REVOKED:
        raise AwardRevoked
    state = FollowUpState.YES if granted else FollowUpState.NO
    if follow_up.state is state:
        raise AlreadyDecided
    follow_up.state, follow_up.reason = state, reason
    follow_up.decided_by_id, follow_up.decided_at = by.id, clock.now()
