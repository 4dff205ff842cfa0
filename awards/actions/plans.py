"""Proposing awards, and approving exactly what was proposed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from awards import correcting
from awards.certifying import AWARD_REVOKED
from awards.digest import plan_digest
from awards.holding import remedy_by_plan
from awards.models import MOST_FEN, Award, FollowUp, FollowUpKind, Plan, PlanLine
from awards.proposing import drafted
from awards.queries.awards import (
    awarded_enterprises,
    awarded_entries,
    seats_taken,
)
from awards.queries.plans import open_plan, plan_by
from awards.queries.prizes import given_fen, prizes_of
from awards.revoking import take_back
from awards.states import AwardState, PlanState
from contest.core import clock
from contest.core.actions import Refusal, action
from contest.core.db import db
from contest.core.money import show_wan
from contest.models import Contest, RankingScope, User
from contest.states import ContestState, EntryState
from judging.queries.editions import published_edition
from judging.states import EditionState

# Official Chinese text, kept with the plan: not translated.
SUPERSEDED = "已重新拟定，由新的方案代替。"


class ContestOver(Refusal):
    """A contest that was concluded or cancelled gives nothing any more."""

    reason = _l("大赛已办结或取消，不能再拟定或批准奖励。")


class NothingToGive(Refusal):
    """No entry would get a prize."""

    reason = _l(
        "没有可以授予的奖励：席位已满、预算已用完，或没有符合条件的项目。请先核对奖项和预算。"
    )


class NothingToCorrect(Refusal):
    """The awards are what the published standings give."""

    reason = _l("现有奖励与已发布的排名一致，没有需要更正的奖励。")


class NoStandings(Refusal):
    """Awards follow published standings, nothing else."""

    reason = _l("排名尚未发布。请先发布排名，再拟定奖励。")


class SamePerson(Refusal):
    """One proposes, another approves."""

    reason = _l("拟定人不能批准自己拟定的方案，须由另一人批准。")


class NotWhatWasShown(Refusal):
    """The plan is not, or no longer, the one on the approver's page."""

    reason = _l("方案与您看到的不一致，或已被处理。请刷新页面重新核对。")


class LeftContest(Refusal):
    """An entry of the plan has left the contest since it was proposed."""


class OverLimit(Refusal):
    """Approving would pass a cap, the budget or a prize's seats."""


@action("awards.proposed")
def propose_awards(contest: Contest, *, by: User, note: str = "") -> Plan:
    """Allocate the contest's prizes by its published standings and return the plan.

    A plan that still waits gives way; where it says the same, it is the one
    returned: a second click makes no second plan. Raise ContestOver,
    NoStandings, NoPrizes, NothingToGive, or a Refusal that names the entries of
    a tie across a last seat.
    """
    _refuse_over(contest)
    edition = published_edition(contest.id)
    if edition is None:
        raise NoStandings
    plan = drafted(contest, edition, note=note)
    if not any(line.prize_id for line in plan.lines):
        raise NothingToGive
    return _put_forward(plan, by=by)


@action("awards.correction_proposed")
def propose_correction(
    contest: Contest, *, by: User, barred: Sequence[Award] = (), reason: str = "", note: str = ""
) -> Plan:
    """Propose what the awards have to be by the published standings, without those barred.

    The plan takes back the awards that are otherwise then, and gives what follows, so that the
    next in rank move up; ``reason`` is why those barred lose theirs. Raise ContestOver,
    NoStandings, NothingToCorrect, or a Refusal that names a tie.
    """
    _refuse_over(contest)
    edition = published_edition(contest.id)
    if edition is None:
        raise NoStandings
    revokes = correcting.revocations(contest, edition, barred=barred, reason=reason)
    if not revokes:
        raise NothingToCorrect
    return _put_forward(drafted(contest, edition, note=note, revokes=revokes), by=by)


def _put_forward(plan: Plan, *, by: User) -> Plan:
    """Let the plan wait for approval, and return it; the same one that waits already stays."""
    contest_id = plan.contest_id
    if waiting := open_plan(contest_id):
        if waiting.digest == plan.digest:
            return waiting
        _send_back(waiting, by=by, reason=SUPERSEDED)
    plan.proposed_by_id, plan.proposed_at = by.id, clock.now()
    db.session.add(plan)
    db.session.flush()
    return plan


@action("awards.approved")
def approve_plan(plan: Plan, *, by: User, digest: str) -> None:
    """Give the awards of a plan, exactly as shown under ``digest``, by a second person.

    Checked again under the contest's lock: each award's cap, the budget, the
    seats, one award an entry and (if set) an enterprise, and that each entry is
    still in the contest. Raise ContestOver, SamePerson, NotWhatWasShown, LeftContest or OverLimit.
    """
    plan = plan_by(plan.id) or plan  # all lines at once, as they are under the lock
    edition = plan.edition
    _refuse_over(plan.contest)
    if plan.state is not PlanState.PROPOSED or digest != plan.digest:
        raise NotWhatWasShown
    if plan_digest(plan, edition.digest) != digest or edition.state is not EditionState.PUBLISHED:
        raise NotWhatWasShown
    if plan.proposed_by_id == by.id:
        raise SamePerson
    winners = [line for line in plan.lines if line.prize_id is not None]
    _refuse_who_left(winners)
    revoked = _take_back(plan, by)
    _refuse_over_limit(plan, winners)
    plan.state, plan.approved_by_id, plan.approved_at = PlanState.APPROVED, by.id, clock.now()
    for line in winners:
        _give(plan, line)
    remedy_by_plan(revoked, plan_id=plan.id, by=by)


@action("awards.returned")
def return_plan(plan: Plan, *, by: User, reason: str) -> None:
    """Send a plan back without giving anything. Raise NotWhatWasShown if it no longer waits."""
    if plan.state is not PlanState.PROPOSED:
        raise NotWhatWasShown
    _send_back(plan, by=by, reason=reason)


def _refuse_over(contest: Contest) -> None:
    if contest.state in {ContestState.CONCLUDED, ContestState.CANCELLED}:
        raise ContestOver


def _send_back(plan: Plan, *, by: User, reason: str) -> None:
    plan.state, plan.return_reason = PlanState.RETURNED, reason
    plan.returned_by_id, plan.returned_at = by.id, clock.now()


def _take_back(plan: Plan, by: User) -> list[Award]:
    """Take back what the plan takes back, and return it. Raise NotWhatWasShown."""
    for one in plan.revokes:
        if one.award.state is AwardState.REVOKED:
            raise NotWhatWasShown
        take_back(one.award, one.reason, by=by, said=AWARD_REVOKED)
    db.session.flush()
    return [one.award for one in plan.revokes]


def _refuse_who_left(winners: Sequence[PlanLine]) -> None:
    left = [line.entry for line in winners if line.entry.state is not EntryState.ADMITTED]
    if left:
        names = "、".join(f"{entry.number}“{entry.title}”" for entry in left)
        raise LeftContest(
            _(
                "方案中的项目已不在大赛中：%(names)s。请退回后重新拟定，名次由后者递补。",
                names=names,
            )
        )


def _refuse_over_limit(plan: Plan, winners: Sequence[PlanLine]) -> None:
    contest = plan.contest
    if any(line.amount_fen > MOST_FEN for line in winners):
        raise OverLimit(_("每个奖励不超过 100 万元（《实施意见》三（三）），不能批准。"))
    total = given_fen(contest.id) + sum(line.amount_fen for line in winners)
    if total > contest.budget_fen:
        raise OverLimit(
            _(
                "批准后奖励合计 %(total)s，超过预算 %(budget)s，不能批准。",
                total=show_wan(total),
                budget=show_wan(contest.budget_fen),
            )
        )
    if awarded_entries(contest.id) & {line.entry_id for line in winners}:
        raise OverLimit(_("方案中有项目已经获奖，不能重复批准。"))
    _refuse_second_award(contest, winners)
    _refuse_full_seats(contest, winners)


def _refuse_second_award(contest: Contest, winners: Sequence[PlanLine]) -> None:
    if not contest.one_award_per_enterprise:
        return
    counts = Counter(line.entry.enterprise_id for line in winners)
    if awarded_enterprises(contest.id) & counts.keys() or max(counts.values(), default=0) > 1:
        raise OverLimit(_("每家企业限获 1 项奖励，方案中有企业超出，不能批准。"))


def _refuse_full_seats(contest: Contest, winners: Sequence[PlanLine]) -> None:
    wanted = Counter((_ranking_of(contest, line), line.prize_id) for line in winners)
    prizes = {prize.id: prize for prize in prizes_of(contest.id)}
    for (challenge_id, prize_id), count in wanted.items():
        taken = seats_taken(contest.id, challenge_id=challenge_id)
        if prize_id not in prizes or taken[prize_id] + count > prizes[prize_id].seats:
            raise OverLimit(_("奖项席位不足，不能批准。请重新拟定。"))


def _ranking_of(contest: Contest, line: PlanLine) -> int | None:
    per_challenge = contest.ranking_scope is RankingScope.CHALLENGE
    return line.entry.challenge_id if per_challenge else None


def _give(plan: Plan, line: PlanLine) -> None:
    award = Award(
        contest_id=plan.contest_id,
        entry_id=line.entry_id,
        enterprise_id=line.entry.enterprise_id,
        prize_id=line.prize_id,
        plan_id=plan.id,
        place=line.place,
        amount_fen=line.amount_fen,
        approved_at=clock.now(),
    )
    db.session.add(award)
    db.session.flush()
    # Winning makes the three questions due; each is decided by a person (Ningbo §四(一)).
    for kind in FollowUpKind:
        db.session.add(
            FollowUp(
                contest_id=plan.contest_id, award_id=award.id, kind=kind, year=plan.contest.year
            )
        )
