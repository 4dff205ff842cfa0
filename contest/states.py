"""The lives of contests, challenges and entries."""

from enum import StrEnum

from contest.core.lifecycle import Lifecycle


class ContestState(StrEnum):
    """A contest is prepared, announced, and concluded or cancelled by people.

    A rehearsal is a copy of one, and is never announced; when it is over it was rehearsed.
    """

    DRAFT = "draft"
    ANNOUNCED = "announced"
    CONCLUDED = "concluded"
    CANCELLED = "cancelled"
    REHEARSAL = "rehearsal"
    REHEARSED = "rehearsed"


CONTEST = Lifecycle(
    ContestState.DRAFT,
    {
        ContestState.DRAFT: frozenset({ContestState.ANNOUNCED, ContestState.REHEARSAL}),
        ContestState.ANNOUNCED: frozenset({ContestState.CONCLUDED, ContestState.CANCELLED}),
        ContestState.CONCLUDED: frozenset(),
        ContestState.CANCELLED: frozenset(),
        ContestState.REHEARSAL: frozenset({ContestState.REHEARSED}),
        ContestState.REHEARSED: frozenset(),
    },
)


class ChallengeState(StrEnum):
    """A challenge goes from its issuer to the organizer, and from there to everybody."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    PUBLISHED = "published"
    CLOSED = "closed"


CHALLENGE = Lifecycle(
    ChallengeState.DRAFT,
    {
        ChallengeState.DRAFT: frozenset({ChallengeState.SUBMITTED}),
        ChallengeState.SUBMITTED: frozenset({ChallengeState.RETURNED, ChallengeState.APPROVED}),
        ChallengeState.RETURNED: frozenset({ChallengeState.SUBMITTED}),
        ChallengeState.APPROVED: frozenset({ChallengeState.RETURNED, ChallengeState.PUBLISHED}),
        ChallengeState.PUBLISHED: frozenset({ChallengeState.CLOSED}),
        ChallengeState.CLOSED: frozenset(),
    },
)


class EntryState(StrEnum):
    """An entry's life. Withdrawn, no-show, refused and disqualified are different ends.

    So is closed: its challenge was closed after the entries were in, and is not judged.
    """

    DRAFT = "draft"
    SUBMITTED = "submitted"
    ADMITTED = "admitted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    NO_SHOW = "no_show"
    DISQUALIFIED = "disqualified"
    CLOSED = "closed"


ENTRY = Lifecycle(
    EntryState.DRAFT,
    {
        EntryState.DRAFT: frozenset({EntryState.SUBMITTED, EntryState.WITHDRAWN}),
        EntryState.SUBMITTED: frozenset(
            {EntryState.ADMITTED, EntryState.REFUSED, EntryState.WITHDRAWN, EntryState.CLOSED}
        ),
        EntryState.ADMITTED: frozenset(
            {
                EntryState.WITHDRAWN,
                EntryState.NO_SHOW,
                EntryState.DISQUALIFIED,
                EntryState.CLOSED,
            }
        ),
        EntryState.REFUSED: frozenset(),
        # Only a draft that was never submitted may be opened again.
        EntryState.WITHDRAWN: frozenset({EntryState.DRAFT}),
        EntryState.NO_SHOW: frozenset({EntryState.DISQUALIFIED}),
        EntryState.DISQUALIFIED: frozenset(),
        EntryState.CLOSED: frozenset(),
    },
)
