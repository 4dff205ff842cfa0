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
    """An approved award is made public, may be held by an objection, is confirmed and announced.

    It stands until it is revoked; a notice that is withdrawn leaves it approved only.
    """

    APPROVED = "approved"
    PUBLICISED = "publicised"
    HELD = "held"
    CONFIRMED = "confirmed"
    ANNOUNCED = "announced"
    REVOKED = "revoked"


AWARD = Lifecycle(
    AwardState.APPROVED,
    {
        AwardState.APPROVED: frozenset({AwardState.PUBLICISED, AwardState.REVOKED}),
        AwardState.PUBLICISED: frozenset(
            {AwardState.HELD, AwardState.CONFIRMED, AwardState.APPROVED, AwardState.REVOKED}
        ),
        AwardState.HELD: frozenset({AwardState.PUBLICISED, AwardState.REVOKED}),
        AwardState.CONFIRMED: frozenset({AwardState.ANNOUNCED, AwardState.REVOKED}),
        AwardState.ANNOUNCED: frozenset({AwardState.REVOKED}),
        AwardState.REVOKED: frozenset(),
    },
)


class NoticeState(StrEnum):
    """A publicity notice (公示) is drafted, published once, and may be withdrawn with a reason."""

    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


NOTICE = Lifecycle(
    NoticeState.DRAFT,
    {
        NoticeState.DRAFT: frozenset({NoticeState.PUBLISHED}),
        NoticeState.PUBLISHED: frozenset({NoticeState.WITHDRAWN}),
        NoticeState.WITHDRAWN: frozenset(),
    },
)


class ObjectionState(StrEnum):
    """An objection (异议) is received, looked into by one person, and decided by another."""

    RECEIVED = "received"
    NOT_ACCEPTED = "not_accepted"
    INQUIRY = "inquiry"
    UPHELD = "upheld"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


OBJECTION = Lifecycle(
    ObjectionState.RECEIVED,
    {
        ObjectionState.RECEIVED: frozenset(
            {ObjectionState.NOT_ACCEPTED, ObjectionState.INQUIRY, ObjectionState.WITHDRAWN}
        ),
        ObjectionState.INQUIRY: frozenset(
            {ObjectionState.UPHELD, ObjectionState.REJECTED, ObjectionState.WITHDRAWN}
        ),
        ObjectionState.NOT_ACCEPTED: frozenset(),
        ObjectionState.UPHELD: frozenset(),
        ObjectionState.REJECTED: frozenset(),
        ObjectionState.WITHDRAWN: frozenset(),
    },
)
OPEN_OBJECTIONS = (ObjectionState.RECEIVED, ObjectionState.INQUIRY)


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


class PayeeState(StrEnum):
    """An account to be paid into; once money has gone to one, the next is proposed first."""

    PROPOSED = "proposed"
    CURRENT = "current"
    REFUSED = "refused"
    REPLACED = "replaced"


PAYEE = Lifecycle(
    PayeeState.PROPOSED,
    {
        PayeeState.PROPOSED: frozenset(
            {PayeeState.CURRENT, PayeeState.REFUSED, PayeeState.REPLACED}
        ),
        PayeeState.CURRENT: frozenset({PayeeState.REPLACED}),
        PayeeState.REFUSED: frozenset(),
        PayeeState.REPLACED: frozenset(),
    },
)


class CatalogueState(StrEnum):
    """A product is proposed for the catalogue by one person and listed or declined by another.

    What was declined may be proposed again; what was removed stays on record as removed.
    """

    PROPOSED = "proposed"
    LISTED = "listed"
    DECLINED = "declined"
    REMOVED = "removed"


CATALOGUE_ITEM = Lifecycle(
    CatalogueState.PROPOSED,
    {
        CatalogueState.PROPOSED: frozenset({CatalogueState.LISTED, CatalogueState.DECLINED}),
        CatalogueState.LISTED: frozenset({CatalogueState.REMOVED}),
        CatalogueState.DECLINED: frozenset({CatalogueState.PROPOSED}),
        CatalogueState.REMOVED: frozenset(),
    },
)


class PaymentState(StrEnum):
    """An instalment is planned; that it was paid is recorded by one and checked by another."""

    PLANNED = "planned"
    RECORDED = "recorded"
    CHECKED = "checked"
    CANCELLED = "cancelled"


PAYMENT = Lifecycle(
    PaymentState.PLANNED,
    {
        PaymentState.PLANNED: frozenset({PaymentState.RECORDED, PaymentState.CANCELLED}),
        PaymentState.RECORDED: frozenset(
            {PaymentState.CHECKED, PaymentState.PLANNED, PaymentState.CANCELLED}
        ),
        PaymentState.CHECKED: frozenset(),
        # Found out later to have been paid before its award was revoked.
        PaymentState.CANCELLED: frozenset({PaymentState.RECORDED}),
    },
)


class CertificateState(StrEnum):
    """A certificate is valid until it is replaced or its award is revoked."""

    VALID = "valid"
    VOID = "void"


CERTIFICATE = Lifecycle(
    CertificateState.VALID,
    {
        CertificateState.VALID: frozenset({CertificateState.VOID}),
        CertificateState.VOID: frozenset(),
    },
)


class RevocationState(StrEnum):
    """One person proposes to take an announced award back, another decides."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    RETURNED = "returned"


REVOCATION = Lifecycle(
    RevocationState.PROPOSED,
    {
        RevocationState.PROPOSED: frozenset({RevocationState.APPROVED, RevocationState.RETURNED}),
        RevocationState.APPROVED: frozenset(),
        RevocationState.RETURNED: frozenset(),
    },
)


class ClaimState(StrEnum):
    """A subsidy claim is submitted, qualified by one officer, funded by another, and paid."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    QUALIFIED = "qualified"
    FUNDED = "funded"
    PAID = "paid"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


CLAIM = Lifecycle(
    ClaimState.DRAFT,
    {
        ClaimState.DRAFT: frozenset({ClaimState.SUBMITTED, ClaimState.WITHDRAWN}),
        ClaimState.SUBMITTED: frozenset(
            {
                ClaimState.QUALIFIED,
                ClaimState.RETURNED,
                ClaimState.REJECTED,
                ClaimState.WITHDRAWN,
            }
        ),
        ClaimState.RETURNED: frozenset(
            {ClaimState.SUBMITTED, ClaimState.REJECTED, ClaimState.WITHDRAWN}
        ),
        ClaimState.QUALIFIED: frozenset(
            {ClaimState.FUNDED, ClaimState.RETURNED, ClaimState.REJECTED, ClaimState.WITHDRAWN}
        ),
        # Before the money has gone, what was funded can still be refused: its award was revoked.
        ClaimState.FUNDED: frozenset({ClaimState.PAID, ClaimState.REJECTED}),
        ClaimState.PAID: frozenset(),
        ClaimState.REJECTED: frozenset(),
        ClaimState.WITHDRAWN: frozenset(),
    },
)


class NominationState(StrEnum):
    """A winner is nominated for the key R&D plan by one person and decided on by another."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    DECLINED = "declined"


NOMINATION = Lifecycle(
    NominationState.PROPOSED,
    {
        NominationState.PROPOSED: frozenset({NominationState.APPROVED, NominationState.DECLINED}),
        NominationState.APPROVED: frozenset({NominationState.DECLINED}),
        NominationState.DECLINED: frozenset({NominationState.PROPOSED}),
    },
)


class ArchiveState(StrEnum):
    """An archive is asked for, made by a process of its own, and is there; or is not made."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


UNFINISHED = frozenset({ArchiveState.WAITING, ArchiveState.RUNNING})
ARCHIVE = Lifecycle(
    ArchiveState.WAITING,
    {
        ArchiveState.WAITING: frozenset(
            {ArchiveState.RUNNING, ArchiveState.FAILED, ArchiveState.CANCELLED}
        ),
        ArchiveState.RUNNING: frozenset(
            {ArchiveState.DONE, ArchiveState.FAILED, ArchiveState.CANCELLED}
        ),
        ArchiveState.DONE: frozenset(),
        ArchiveState.FAILED: frozenset(),
        ArchiveState.CANCELLED: frozenset(),
    },
)
