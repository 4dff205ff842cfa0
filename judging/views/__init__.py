"""The pages of the judging package."""

from contest.views import BLUEPRINTS as BENEATH
from judging.views import (
    api,
    ballots,
    cards,
    draws,
    editions,  # noqa: F401 -- adds its pages to the standings'
    late,
    orders,
    panels,
    paper_ballots,
    papers,
    pledges,
    recusals,
    rehearsals,
    results,
    rulesheets,
    sessions,
    slots,
    standings,
    tablet,
    ties,  # noqa: F401 -- likewise
    unsent,
)

BLUEPRINTS = (
    *BENEATH,
    ballots.bp,
    tablet.bp,
    api.bp,
    papers.bp,
    rulesheets.bp,
    panels.bp,
    sessions.bp,
    orders.bp,
    draws.bp,
    slots.bp,
    cards.bp,
    recusals.bp,
    pledges.bp,
    standings.bp,
    results.bp,
    late.bp,
    paper_ballots.bp,
    unsent.bp,
    rehearsals.bp,
)
