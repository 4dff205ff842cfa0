"""What an issuer does with a challenge before it is published: write, change, hand in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from itertools import zip_longest
from typing import Any

from flask_babel import lazy_gettext as _l

from contest.completeness import missing
from contest.core import clock
from contest.core.actions import Refusal, action
from contest.core.db import db
from contest.models import Challenge, Contest, Indicator, User
from contest.notices import tell
from contest.queries import recipients
from contest.refusals import refuse_stale
from contest.rules import EDITABLE_CHALLENGES, takes_challenges
from contest.states import ChallengeState

# Questions end this long before entries do, so that every answer can still be used.
QUESTIONS_END_EARLIER = timedelta(days=5)

# What an issuer writes of an indicator; the comparator is always chosen, and alone says nothing.
WRITTEN = ("name", "baseline", "target", "unit", "verification")


class NoMoreChallenges(Refusal):
    """The contest no longer takes challenges."""

    reason = _l("这一届大赛已不再接收榜单，请在进行中的大赛里起草。")


class NotEditable(Refusal):
    """The challenge has been handed in."""

    reason = _l("榜单已提交，不能再改。需要修改的，请联系组委会退回；已发布的，请发更正公告。")


class NotADraft(Refusal):
    """What was handed in stays to be read."""

    reason = _l("榜单提交过，不能删除。不再需要的，请与组委会联系。")


class NotComplete(Refusal):
    """Parts of the challenge are still to be written."""

    reason = _l("榜单还没有填完，请先补齐标出的内容，再提交。")


class QuestionsEndTooLate(Refusal):
    """Answers would come after entries close, or questions could never be asked."""

    reason = _l("提问截止时间须在现在之后、报名截止之前，请修改“时间与附件”。")


@action("challenge.drafted")
def draft_challenge(contest: Contest, /, *, by: User, title: str) -> Challenge:
    """Begin a challenge of the actor's organisation in the contest."""
    if not takes_challenges(contest, clock.now()):
        raise NoMoreChallenges
    challenge = Challenge(
        contest_id=contest.id,
        issuer_id=by.organisation_id,
        title=title,
        questions_until=contest.entries_close_at - QUESTIONS_END_EARLIER,
    )
    db.session.add(challenge)
    db.session.flush()
    return challenge


@action("challenge.revised")
def revise_challenge(
    challenge: Challenge,
    /,
    *,
    by: User,
    version: int,
    indicators: Sequence[Mapping[str, str]] | None = None,
    **values: Any,
) -> None:
    """Save what was typed into a part of the form; a draft need not be complete.

    ``indicators``, where given, are all rows in order. Raises ``Stale`` and ``NotEditable``.
    """
    refuse_stale(challenge, version)
    _require_editable(challenge)
    for name, value in values.items():
        setattr(challenge, name, value)
    if indicators is not None:
        _write_indicators(challenge, indicators)
    # Rows of indicators count as a new version of their challenge too.
    challenge.version += 1


@action("challenge.submitted")
def submit_challenge(challenge: Challenge, *, by: User) -> None:
    """Hand the challenge in to the organizer. Raises ``NotEditable`` and ``NotComplete``."""
    _require_editable(challenge)
    now = clock.now()
    if not takes_challenges(challenge.contest, now):
        raise NoMoreChallenges
    if missing(challenge) or challenge.questions_until is None:
        raise NotComplete
    if not now < challenge.questions_until < challenge.contest.entries_close_at:
        raise QuestionsEndTooLate
    challenge.state = ChallengeState.SUBMITTED
    challenge.submitted_at = now
    challenge.return_reason = ""
    tell(
        recipients.organizers_of_body(challenge.contest.body_id),
        subject=_l("待审榜单：《%(title)s》", title=challenge.title),
        body=_l("%(issuer)s 提交了榜单，请审核。", issuer=challenge.issuer.name),
        path=f"/desk/challenges/{challenge.id}",
    )


@action("challenge.discarded")
def discard_challenge(challenge: Challenge, *, by: User) -> None:
    """Delete a draft that was never handed in. Raises ``NotADraft``."""
    if challenge.state is not ChallengeState.DRAFT:
        raise NotADraft
    db.session.delete(challenge)


def _require_editable(challenge: Challenge) -> None:
    if challenge.state not in EDITABLE_CHALLENGES:
        raise NotEditable


def _write_indicators(challenge: Challenge, rows: Sequence[Mapping[str, str]]) -> None:
    """Write the rows into what is there, so that the log shows what changed and no more."""
    typed = [row for row in rows if any(row[name] for name in WRITTEN)]
    kept = list(challenge.indicators)
    for position, (indicator, row) in enumerate(zip_longest(kept, typed), 1):
        if row is None:
            challenge.indicators.remove(indicator)
        elif indicator is None:
            challenge.indicators.append(Indicator(position=position, **row))
        else:
            for name, value in row.items():
                setattr(indicator, name, value)
