"""Who may see what official papers are of, where no page has a policy for it already."""

from __future__ import annotations

from awards.queries.papers import placed_entry
from contest.core.access import Policy, Rule
from contest.core.db import db
from contest.models import Entry, User
from contest.policies import is_enterprise, oversees_it, runs_it
from judging.models import Edition, Seat
from judging.policies.results import own_entry
from judging.queries.results import result_of
from judging.states import EditionState


def _edition(edition_id: int) -> Edition | None:
    """Return an edition that was published: of a trial there is no paper."""
    found = db.session.get(Edition, edition_id)
    shown = (EditionState.PUBLISHED, EditionState.SUPERSEDED)
    return found if found and found.state in shown else None


def _seat(seat_id: int) -> Seat | None:
    return db.session.get(Seat, seat_id)


@Rule
def may_know_its_result(_actor: User, entry: Entry) -> bool:
    """Hold once an enterprise is told the result of its entry on its own page."""
    return result_of(entry.id) is not None


@Rule
def sits_there(actor: User, seat: Seat) -> bool:
    """Hold for the judge whose seat it is."""
    return actor.id == seat.judge_id


VIEW_EDITION_PAPER = Policy("edition.view", runs_it | oversees_it, find=_edition)
# Who made an entry has its slip, and nobody else's.
VIEW_SCORE_SLIP = Policy(
    "slip.view",
    runs_it | oversees_it | (is_enterprise & own_entry & may_know_its_result),
    find=placed_entry,
)
VIEW_PLEDGE_PAPER = Policy("pledge.view", runs_it | oversees_it | sits_there, find=_seat)
