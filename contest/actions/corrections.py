"""Corrections (更正公告) of what was already published."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from contest.core import clock
from contest.core.actions import Refusal, action
from contest.models import Challenge, Correction, User
from contest.notices import tell
from contest.queries import recipients
from contest.states import ChallengeState


class NothingToCorrect(Refusal):
    """Nobody has read the challenge yet, or it is closed."""

    reason = _l("只有已发布、未关闭的榜单才能更正；未发布的请直接修改。")


@action("challenge.corrected")
def publish_correction(challenge: Challenge, *, by: User, text: str) -> Correction:
    """Put a dated notice on the challenge's page, and write to everybody who entered."""
    if challenge.state is not ChallengeState.PUBLISHED:
        raise NothingToCorrect
    correction = Correction(contest_id=challenge.contest_id, at=clock.now(), text=text, by_id=by.id)
    challenge.corrections.append(correction)
    tell(
        recipients.entrants_of_challenge(challenge.id),
        subject=_l("更正公告：榜单《%(title)s》", title=challenge.title),
        body=text,
        path=f"/challenges/{challenge.id}",
    )
    return correction
