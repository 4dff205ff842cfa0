"""What an organizer does with a challenge: approve, return, publish, keep, close."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from contest import beyond
from contest.core import clock
from contest.core.actions import Refusal, action
from contest.core.db import db
from contest.entry_ends import end_entry
from contest.models import Challenge, Contest, Correction, User
from contest.notices import tell
from contest.queries import recipients
from contest.queries.screening import ending_with, is_thin
from contest.rules import publishes_challenges
from contest.states import CHALLENGE, ChallengeState, EntryState


class NotNow(Refusal):
    """The challenge is in another state than this step needs."""

    reason = _l("榜单现在的状态不能这样做，请刷新页面查看最新状态。")


class ContestNotAnnounced(Refusal):
    """Nothing of the contest is public yet."""

    reason = _l("大赛尚未公告或已结束，榜单不能发布。请先公告大赛。")


class NotFew(Refusal):
    """There is nothing to decide about the challenge's entries."""

    reason = _l("报名截止后，有效揭榜不足的榜单才需要决定；这个榜单不需要，或已经决定。")


class ResultPublished(Refusal):
    """Whoever entered has a place already."""

    reason = _l("这个榜单的结果已公布，不能再关闭。")


class ReasonNeeded(Refusal):
    """Who is affected must be told why."""

    reason = _l("请写明理由：它会发给发榜方和已报名的企业。")


@action("challenge.approved")
def approve_challenge(challenge: Challenge, *, by: User, reason: str = "") -> None:
    """Approve a challenge; ``reason`` holds the findings of the fairness check that were read."""
    _move(challenge, ChallengeState.APPROVED)
    _tell_issuer(challenge, _l("已通过审核，将由组委会统一发布。"))


@action("challenge.returned")
def return_challenge(challenge: Challenge, *, by: User, reason: str) -> None:
    """Give the challenge back to its issuer, with what to change."""
    if not reason.strip():
        raise ReasonNeeded
    _move(challenge, ChallengeState.RETURNED)
    challenge.return_reason = reason.strip()
    _tell_issuer(
        challenge, _l("被退回，请修改后再提交。理由：%(reason)s", reason=challenge.return_reason)
    )


@action("challenge.published")
def publish_challenge(challenge: Challenge, *, by: User) -> None:
    """Show an approved challenge to everybody, under the contest's next number."""
    _require_announced(challenge.contest)
    _publish(challenge, _numbered(challenge.contest_id) + 1)


@action("contest.challenges_published")
def publish_challenges(contest: Contest, *, by: User) -> int:
    """Publish every approved challenge of the contest; return how many."""
    _require_announced(contest)
    query = select(Challenge).where(
        Challenge.contest_id == contest.id, Challenge.state == ChallengeState.APPROVED
    )
    approved = db.session.scalars(query.order_by(Challenge.submitted_at, Challenge.id)).all()
    for number, challenge in enumerate(approved, _numbered(contest.id) + 1):
        _publish(challenge, number)
    return len(approved)


@action("challenge.closed")
def close_challenge(challenge: Challenge, *, by: User, reason: str) -> None:
    """Take no more entries for a challenge; the reason stands on its page and goes to entrants.

    Once entries are in, the challenge is not judged any more, and its entries end with it.
    Raises ``ResultPublished`` where they have their places already.
    """
    if not reason.strip():
        raise ReasonNeeded
    standing = ending_with(challenge)
    if beyond.have_result(standing):
        raise ResultPublished
    _move(challenge, ChallengeState.CLOSED)
    for entry in standing:
        end_entry(entry, EntryState.CLOSED, by=by, reason=reason.strip())
    # Kept on the page for all to read: in the language of the page's other content.
    effect = "已提交的项目不再评审" if standing else "不再接受报名"
    text = f"榜单已关闭，{effect}。理由：{reason.strip()}"
    challenge.corrections.append(
        Correction(contest_id=challenge.contest_id, at=clock.now(), text=text, by_id=by.id)
    )
    tell(
        [
            *recipients.entrants_of_challenge(challenge.id),
            *recipients.people_of_issuer(challenge.issuer_id),
        ],
        subject=_l("榜单《%(title)s》已关闭", title=challenge.title),
        body=text,
        path=f"/challenges/{challenge.id}",
    )


@action("challenge.kept")
def keep_challenge(challenge: Challenge, *, by: User, reason: str) -> None:
    """Decide to judge a challenge's entries as planned, although they are few (照常评审)."""
    if not reason.strip():
        raise ReasonNeeded
    if not is_thin(challenge):
        raise NotFew
    challenge.kept_at, challenge.kept_by_id = clock.now(), by.id
    challenge.kept_reason = reason.strip()
    _tell_issuer(
        challenge,
        _l("有效揭榜较少，组委会决定照常评审。理由：%(reason)s", reason=challenge.kept_reason),
    )


def _move(challenge: Challenge, state: ChallengeState) -> None:
    if not CHALLENGE.allows(challenge.state, state):
        raise NotNow
    challenge.state = state


def _require_announced(contest: Contest) -> None:
    if not publishes_challenges(contest, clock.now()):
        raise ContestNotAnnounced


def _numbered(contest_id: int) -> int:
    """Return how many numbers the contest has given out; they are never given twice."""
    query = select(func.count()).where(Challenge.contest_id == contest_id, Challenge.number != "")
    return db.session.scalar(query) or 0


def _publish(challenge: Challenge, number: int) -> None:
    _move(challenge, ChallengeState.PUBLISHED)
    challenge.number = f"{challenge.contest.year}-{number:02d}"
    challenge.published_at = clock.now()
    _tell_issuer(challenge, _l("已发布，编号 %(number)s。", number=challenge.number))


def _tell_issuer(challenge: Challenge, what: object) -> None:
    tell(
        recipients.people_of_issuer(challenge.issuer_id),
        subject=_l("榜单《%(title)s》", title=challenge.title),
        body=_l("榜单《%(title)s》%(what)s", title=challenge.title, what=what),
        path=f"/desk/challenges/{challenge.id}",
    )
