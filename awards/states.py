"""The lives of award plans, awards and policy decisions."""

from enum import StrEnum

from contest.core.lifecycle import Lifecycle


class PlanState(StrEnum):
    """One person proposes the awards, another approves exactly what was proposed."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    RETURNED = "returned"


PLAN = Lifecycle(
    PlanState.PROPOSED,
    {
        PlanState.PROPOSED: frozenset({PlanState.APPROVED, PlanState.RETURNED}),
        PlanState.APPROVED: frozenset(),
        PlanState.RETURNED: frozenset(),
    },
)


class AwardState(StrEnum):
    """An approved award stands until it is confirmed or revoked."""

    APPROVED = "approved"
    CONFIRMED = "confirmed"
    REVOKED = "revoked"


AWARD = Lifecycle(
    AwardState.APPROVED,
    {
        AwardState.APPROVED: frozenset({AwardState.CONFIRMED, AwardState.REVOKED}),
        AwardState.CONFIRMED: frozenset({AwardState.REVOKED}),
        AwardState.REVOKED: frozenset(),
    },
)


class FollowUpState(StrEnum):
    """A policy consequence is never automatic: somebody decides yes or no, with a reason."""

    UNDECIDED = "undecided"
    YES = "yes"
    NO = "no"


FOLLOW_UP = Lifecycle(
    FollowUpState.UNDECIDED,
    {
        FollowUpState.UNDECIDED: frozenset({FollowUpState.YES, FollowUpState.NO}),
        FollowUpState.YES: frozenset({FollowUpState.NO}),
        FollowUpState.NO: frozenset({FollowUpState.YES}),
    },
)
