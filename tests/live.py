"""What was left of an earlier evening in the little world: nobody is absent, no call waits."""

from judging.models import Absence, HelpCall, ScreenKey
from tests.traces import MONDAY


def add_live(add, session, judge, organizer):
    """Add an absence that has ended, a call that was answered, and a screen's key."""
    where = {"contest_id": session.contest_id, "session_id": session.id}
    absence = Absence(
        **where,
        judge_id=judge.id,
        reason="堵车",
        at=MONDAY,
        by_id=organizer.id,
        ended_at=MONDAY,
        ended_by_id=organizer.id,
    )
    add("absence", absence)
    call = HelpCall(**where, judge_id=judge.id, words="平板没电", at=MONDAY, answered_at=MONDAY)
    add("help_call", call)
    add("screen_key", ScreenKey(**where, token="a-key", name="左屏", made_at=MONDAY))
