"""Deciding what follows from an award."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from awards.models import FollowUp, FollowUpKind
from awards.queries.catalogue import item_of_award
from awards.queries.nominations import nomination_of_award
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


class DecidedElsewhere(Refusal):
    """What was proposed with its particulars is decided there, by a second person."""

    reason = _l("该项已提请，请在目录条目页或提名页由另一人决定。")


class NothingProposed(Refusal):
    """A yes to listing or key R&D is a second person's, on what the first has put down."""

    reason = _l("须先填写产品信息或技术攻关内容提请，再由另一人决定；这里只能决定“否”。")


@action("followup.decided")
def decide_follow_up(
    follow_up: FollowUp, *, by: User, version: int, granted: bool, reason: str
) -> None:
    """Decide whether a policy applies to an award; a later decision may reverse it.

    Listing, subsidy and key R&D are for some winners, by a person's decision
    (Ningbo §四(一)). A yes to listing and to key R&D is decided by a second person, on the
    item or nomination. Raise ``Stale``, AlreadyDecided, AwardRevoked, DecidedElsewhere or
    NothingProposed.
    """
    refuse_stale(follow_up, version)
    if follow_up.award.state is AwardState.REVOKED:
        raise AwardRevoked
    _refuse_one_person(follow_up, granted=granted)
    state = FollowUpState.YES if granted else FollowUpState.NO
    if follow_up.state is state:
        raise AlreadyDecided
    follow_up.state, follow_up.reason = state, reason
    follow_up.decided_by_id, follow_up.decided_at = by.id, clock.now()


def _refuse_one_person(follow_up: FollowUp, *, granted: bool) -> None:
    """Refuse what is a second person's to decide."""
    proposals = {
        FollowUpKind.CATALOGUE: item_of_award,
        FollowUpKind.KEY_RD: nomination_of_award,
    }
    proposal_of = proposals.get(follow_up.kind)
    if proposal_of is None:
        return
    if proposal_of(follow_up.award_id):
        raise DecidedElsewhere
    if granted:
        raise NothingProposed
