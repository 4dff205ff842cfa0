"""What a judge does with a ballot: saves it at every change, and submits it once."""

from __future__ import annotations

from contest.core.actions import action
from contest.models import Entry, User
from judging.marking import duty_now
from judging.queries.duties import Duty
from judging.sent import Sent
from judging.writing import Saved, keep, lock


@action("ballot.saved")
def save_ballot(entry: Entry | Duty, *, by: User, sent: Sent) -> Saved:
    """Keep a judge's marks of an entry as a draft, and say what is kept.

    ``sent.version`` is the one the marks were made on, 0 before the first save.
    Saving what already stands there changes nothing, whatever the version;
    other marks on a stale version raise Stale, those of a tablet that does not
    hold the ballot Held. Raise NotAssigned, NotOpen, NotCalled, Closed,
    AlreadySubmitted, or Unreadable, which names each bad mark.
    """
    return keep(duty_now(entry, by), sent)


@action("ballot.submitted")
def submit_ballot(entry: Entry | Duty, *, by: User, sent: Sent) -> Saved:
    """Keep a judge's marks and lock the ballot, in one; the same again is one submission.

    Raise NotComplete where a line has no mark, and all that saving does.
    """
    return lock(keep(duty_now(entry, by), sent))
