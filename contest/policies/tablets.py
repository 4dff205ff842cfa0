"""Who may bind, read and revoke tablets, cards and PINs."""

from __future__ import annotations

from contest.core.access import Policy, Rule
from contest.models import Role, Tablet, User
from contest.policies import is_judge, is_organizer, oversees_it, runs_it
from contest.queries import people
from contest.queries import tablets as queries


@Rule
def own_tablet(actor: User, tablet: Tablet) -> bool:
    """Hold for the judge whose tablet it is."""
    return tablet.judge_id == actor.id


def _judge(user_id: int) -> User | None:
    found = people.by_id(user_id)
    return found if found and found.role is Role.JUDGE else None


reads_it = runs_it | oversees_it

OWN_PIN = Policy("pin.change", is_judge)
BIND_TABLET = Policy("tablet.bind", is_judge)
REVOKE_TABLET = Policy(
    "tablet.revoke", reads_it | own_tablet, act=is_organizer | own_tablet, find=queries.by_id
)
REVOKE_CARD = Policy("card.revoke", reads_it, act=is_organizer, find=queries.card_by_id)
RESET_PIN = Policy("pin.reset", reads_it, act=is_organizer, find=_judge)
