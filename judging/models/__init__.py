"""Rule sheets, panels, recusals, ballots and standings."""

from judging.models.ballots import Ballot, Mark
from judging.models.panels import (
    Panel,
    Pledge,
    Recusal,
    RecusalGround,
    RecusalOrigin,
    RecusalRequest,
    Seat,
    Session,
    Slot,
)
from judging.models.rulesheets import Criterion, RuleSheet
from judging.models.standings import Edition, Standing, TieDecision, TieMethod
from judging.rules import RoundOrder, Trim

__all__ = [
    "Ballot",
    "Criterion",
    "Edition",
    "Mark",
    "Panel",
    "Pledge",
    "Recusal",
    "RecusalGround",
    "RecusalOrigin",
    "RecusalRequest",
    "RoundOrder",
    "RuleSheet",
    "Seat",
    "Session",
    "Slot",
    "Standing",
    "TieDecision",
    "TieMethod",
    "Trim",
]
