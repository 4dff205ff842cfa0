"""Rule sheets, panels, recusals, ballots, their amendments and standings."""

from judging.models.amendments import (
    AmendedBallot,
    Amendment,
    AmendmentGround,
    AmendmentKind,
)
from judging.models.ballots import Ballot, BallotSource, LateBallot, Mark
from judging.models.live import Absence, HelpCall, Presence, ScreenKey
from judging.models.orders import (
    BY_LOT,
    WHOLE,
    Draw,
    DrawSalt,
    MissedTurn,
    OrderChange,
    OrderMethod,
)
from judging.models.panels import (
    MarksWhen,
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
from judging.models.paper_audits import PaperAudit, PaperAuditLine, PaperMatch
from judging.models.paper_ballots import PaperBallot
from judging.models.rehearsals import Calibration
from judging.models.rulesheets import Criterion, RuleSheet
from judging.models.standings import Edition, Standing, TieDecision, TieMethod
from judging.rules import RoundOrder, Trim

__all__ = [
    "BY_LOT",
    "WHOLE",
    "Absence",
    "AmendedBallot",
    "Amendment",
    "AmendmentGround",
    "AmendmentKind",
    "Ballot",
    "BallotSource",
    "Calibration",
    "Criterion",
    "Draw",
    "DrawSalt",
    "Edition",
    "HelpCall",
    "LateBallot",
    "Mark",
    "MarksWhen",
    "MissedTurn",
    "OrderChange",
    "OrderMethod",
    "Panel",
    "PaperAudit",
    "PaperAuditLine",
    "PaperBallot",
    "PaperMatch",
    "Pledge",
    "Presence",
    "Recusal",
    "RecusalGround",
    "RecusalOrigin",
    "RecusalRequest",
    "RoundOrder",
    "RuleSheet",
    "ScreenKey",
    "Seat",
    "Session",
    "Slot",
    "Standing",
    "TieDecision",
    "TieMethod",
    "Trim",
]
