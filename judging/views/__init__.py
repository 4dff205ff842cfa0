"""The pages of the judging package."""

from contest.views import BLUEPRINTS as BENEATH
from judging.views import (
    api,
    ballots,
    bundles,
    cards,
    closings,
    console,
    day,  # noqa: F401 -- adds its addresses to the interface's
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
    screens,
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
    console.bp,
    closings.bp,
    screens.bp,
    recusals.bp,
    pledges.bp,
    standings.bp,
    bundles.bp,
    results.bp,
    late.bp,
    paper_ballots.bp,
    unsent.bp,
    rehearsals.bp,
)
