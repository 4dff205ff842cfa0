"""What a decision about a winner's product or research means for its policy question."""

from __future__ import annotations

from awards.models import Award, FollowUpKind
from awards.queries.awards import follow_up_of
from awards.states import AwardState, FollowUpState
from contest.core import clock
from contest.models import User
from contest.states import ContestState


def settle(
    award: Award, kind: FollowUpKind, *, by: User | None, granted: bool, reason: str
) -> None:
    """Answer the award's question of that kind, inside an action, where it is not answered so."""
    follow_up = follow_up_of(award.id, kind)
    if follow_up is None:
        return
    state = FollowUpState.YES if granted else FollowUpState.NO
    if follow_up.state is not state:
        follow_up.state = state
    follow_up.reason, follow_up.decided_at = reason, clock.now()
    follow_up.decided_by_id = by.id if by else None


def is_settled(award: Award) -> bool:
    """Return whether nothing can come between an award and its policies any more.

    It is so once it was confirmed after its notice. Awards of contests that were concluded
    before awards had notices are taken as confirmed.
    """
    if award.state is AwardState.APPROVED:
        return award.contest.state is ContestState.CONCLUDED
    return award.state in {AwardState.CONFIRMED, AwardState.ANNOUNCED}
