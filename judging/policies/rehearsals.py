"""Who begins and ends rehearsals, and who sees how far marks lie apart."""

from __future__ import annotations

from contest.core.access import Policy, Rule
from contest.models import User
from contest.policies import is_judge, is_organizer
from judging.models import Calibration
from judging.policies.panels import reads_it
from judging.queries.contests import contest_by_id
from judging.queries.pledges import is_seated
from judging.queries.rehearsals import calibration_of


@Rule
def marks_in_it(actor: User, calibration: Calibration) -> bool:
    """Hold for a judge seated in the rehearsal."""
    return is_seated(actor.id, calibration.contest_id)


VIEW_REHEARSAL = Policy("rehearsal.view", reads_it, find=contest_by_id)
RUN_REHEARSAL = Policy("rehearsal.run", reads_it, act=is_organizer, find=contest_by_id)
VIEW_CALIBRATION = Policy(
    "calibration.view", reads_it | (is_judge & marks_in_it), find=calibration_of
)
RELEASE_CALIBRATION = Policy("calibration.release", reads_it, act=is_organizer, find=calibration_of)
