"""The lives of rule sheets, recusals, draws, sessions, ballots and standings."""

from enum import StrEnum

from contest.core.lifecycle import Lifecycle


class RuleSheetState(StrEnum):
    """A rule sheet is sealed before the first mark; a later version replaces it."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    SEALED = "sealed"
    REPLACED = "replaced"
    DISMISSED = "dismissed"


RULE_SHEET = Lifecycle(
    RuleSheetState.DRAFT,
    {
        RuleSheetState.DRAFT: frozenset(
            {RuleSheetState.SEALED, RuleSheetState.PROPOSED, RuleSheetState.DISMISSED}
        ),
        # Version 2 and later: one person proposes with a reason, a second one seals.
        RuleSheetState.PROPOSED: frozenset({RuleSheetState.SEALED, RuleSheetState.DISMISSED}),
        RuleSheetState.SEALED: frozenset({RuleSheetState.REPLACED}),
        RuleSheetState.REPLACED: frozenset(),
        RuleSheetState.DISMISSED: frozenset(),
    },
)


class RecusalState(StrEnum):
    """Potential until the organizer confirms or dismisses it with a reason."""

    POTENTIAL = "potential"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"


RECUSAL = Lifecycle(
    RecusalState.POTENTIAL,
    {
        RecusalState.POTENTIAL: frozenset({RecusalState.CONFIRMED, RecusalState.DISMISSED}),
        RecusalState.CONFIRMED: frozenset({RecusalState.DISMISSED}),
        RecusalState.DISMISSED: frozenset({RecusalState.CONFIRMED}),
    },
)


class SessionState(StrEnum):
    """Planned, run from the console, closed to marks, and frozen for good."""

    PLANNED = "planned"
    RUNNING = "running"
    CLOSED = "closed"
    FROZEN = "frozen"


# No marks are taken any more.
ENDED = frozenset({SessionState.CLOSED, SessionState.FROZEN})

SESSION = Lifecycle(
    SessionState.PLANNED,
    {
        SessionState.PLANNED: frozenset({SessionState.RUNNING}),
        SessionState.RUNNING: frozenset({SessionState.CLOSED}),
        # Closed by mistake, or an entry is heard after all: opened again with a reason.
        SessionState.CLOSED: frozenset({SessionState.RUNNING, SessionState.FROZEN}),
        SessionState.FROZEN: frozenset(),
    },
)


class LateState(StrEnum):
    """Marks that came too late wait until two people have decided what becomes of them."""

    WAITING = "waiting"
    PROPOSED = "proposed"
    COUNTED = "counted"
    DISMISSED = "dismissed"


LATE = Lifecycle(
    LateState.WAITING,
    {
        LateState.WAITING: frozenset({LateState.PROPOSED}),
        LateState.PROPOSED: frozenset({LateState.WAITING, LateState.COUNTED, LateState.DISMISSED}),
        LateState.COUNTED: frozenset(),
        LateState.DISMISSED: frozenset(),
    },
)


class AmendmentState(StrEnum):
    """An amendment needs its judges' signatures, then another person's, before it is applied."""

    PROPOSED = "proposed"
    SIGNED = "signed"
    COSIGNED = "cosigned"
    APPLIED = "applied"
    CANCELLED = "cancelled"


# Not yet applied or cancelled: marks may still change.
OPEN_AMENDMENTS = frozenset(
    {AmendmentState.PROPOSED, AmendmentState.SIGNED, AmendmentState.COSIGNED}
)

AMENDMENT = Lifecycle(
    AmendmentState.PROPOSED,
    {
        AmendmentState.PROPOSED: frozenset({AmendmentState.SIGNED, AmendmentState.CANCELLED}),
        AmendmentState.SIGNED: frozenset({AmendmentState.COSIGNED, AmendmentState.CANCELLED}),
        AmendmentState.COSIGNED: frozenset({AmendmentState.APPLIED, AmendmentState.CANCELLED}),
        AmendmentState.APPLIED: frozenset(),
        AmendmentState.CANCELLED: frozenset(),
    },
)


class DrawState(StrEnum):
    """Sealed while only the commitment is known, then drawn; a later draw may supersede it."""

    SEALED = "sealed"
    DRAWN = "drawn"
    CANCELLED = "cancelled"
    SUPERSEDED = "superseded"


DRAW = Lifecycle(
    DrawState.SEALED,
    {
        DrawState.SEALED: frozenset({DrawState.DRAWN, DrawState.CANCELLED}),
        DrawState.DRAWN: frozenset({DrawState.SUPERSEDED}),
        DrawState.CANCELLED: frozenset(),
        DrawState.SUPERSEDED: frozenset(),
    },
)


class PaperState(StrEnum):
    """A paper sheet is typed by one person and again by another; where they differ, settled."""

    ENTERED = "entered"
    DIFFERING = "differing"
    SUBMITTED = "submitted"


PAPER = Lifecycle(
    PaperState.ENTERED,
    {
        PaperState.ENTERED: frozenset({PaperState.DIFFERING, PaperState.SUBMITTED}),
        PaperState.DIFFERING: frozenset({PaperState.SUBMITTED}),
        PaperState.SUBMITTED: frozenset(),
    },
)


class BallotState(StrEnum):
    """Draft until submitted, then locked. A replaced or recused judge's ballot is void."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    VOID = "void"


BALLOT = Lifecycle(
    BallotState.DRAFT,
    {
        BallotState.DRAFT: frozenset({BallotState.SUBMITTED, BallotState.VOID}),
        BallotState.SUBMITTED: frozenset({BallotState.VOID}),
        BallotState.VOID: frozenset(),
    },
)


class EditionState(StrEnum):
    """Standings are computed, then published; a later edition supersedes an earlier one."""

    COMPUTED = "computed"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"
    DISCARDED = "discarded"


EDITION = Lifecycle(
    EditionState.COMPUTED,
    {
        EditionState.COMPUTED: frozenset({EditionState.PUBLISHED, EditionState.DISCARDED}),
        EditionState.PUBLISHED: frozenset({EditionState.SUPERSEDED}),
        EditionState.SUPERSEDED: frozenset(),
        EditionState.DISCARDED: frozenset(),
    },
)
