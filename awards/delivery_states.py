"""The lives of deliveries, milestones, typical cases and proposals to the benchmark list."""

from enum import StrEnum

from contest.core.lifecycle import Lifecycle


class DeliveryState(StrEnum):
    """How issuer and enterprise work together is proposed, agreed, and ends accepted or not."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    ACCEPTED = "accepted"
    ENDED = "ended"


DELIVERY = Lifecycle(
    DeliveryState.PROPOSED,
    {
        DeliveryState.PROPOSED: frozenset({DeliveryState.AGREED, DeliveryState.ENDED}),
        DeliveryState.AGREED: frozenset({DeliveryState.ACCEPTED, DeliveryState.ENDED}),
        DeliveryState.ACCEPTED: frozenset(),
        DeliveryState.ENDED: frozenset({DeliveryState.PROPOSED}),
    },
)


class MilestoneState(StrEnum):
    """The enterprise reports a milestone done; the issuer confirms it or gives it back."""

    OPEN = "open"
    REPORTED = "reported"
    CONFIRMED = "confirmed"


MILESTONE = Lifecycle(
    MilestoneState.OPEN,
    {
        MilestoneState.OPEN: frozenset({MilestoneState.REPORTED}),
        MilestoneState.REPORTED: frozenset({MilestoneState.CONFIRMED, MilestoneState.OPEN}),
        MilestoneState.CONFIRMED: frozenset(),
    },
)


class CaseState(StrEnum):
    """A typical case (典型案例) is public once a second person has approved it."""

    DRAFT = "draft"
    HANDED_IN = "handed_in"
    APPROVED = "approved"


TYPICAL_CASE = Lifecycle(
    CaseState.DRAFT,
    {
        CaseState.DRAFT: frozenset({CaseState.HANDED_IN}),
        CaseState.HANDED_IN: frozenset({CaseState.APPROVED, CaseState.DRAFT}),
        CaseState.APPROVED: frozenset({CaseState.DRAFT}),
    },
)


class BenchmarkState(StrEnum):
    """A proposal to the benchmark list (标杆案例清单) is decided by a second person."""

    PROPOSED = "proposed"
    LISTED = "listed"
    DECLINED = "declined"


BENCHMARK = Lifecycle(
    BenchmarkState.PROPOSED,
    {
        BenchmarkState.PROPOSED: frozenset({BenchmarkState.LISTED, BenchmarkState.DECLINED}),
        BenchmarkState.LISTED: frozenset({BenchmarkState.DECLINED}),
        BenchmarkState.DECLINED: frozenset({BenchmarkState.PROPOSED}),
    },
)
