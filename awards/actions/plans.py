"""Proposing awards, and approving exactly what was proposed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from awards import allocation
from awards.digest import plan_digest
from awards.models import MOST_FEN, Award, FollowUp, FollowUpKind, Plan, PlanLine
from awards.outcomes import Candidate, Limits, Outcome, Prize, UnsettledTie
from awards.queries.awards import awarded_enterprises, awarded_entries, seats_taken
from awards.queries.plans import open_plan, published_edition, standings_for_awards
from awards.queries.prizes import given_fen, prizes_of
from awards.reasons import say
from awards.states import PlanState
from contest.core import clock
from contest.core.actions import Refusal, action
from contest.core.db import db
from contest.core.money import show_wan
from contest.models import Contest, RankingScope, User
from judging.models import Edition, Standing
from judging.states import EditionState


class NoStandings(Refusal):
    """Awards follow published standings, nothing else."""

    reason = _l("排名尚未发布。请先发布排名，再拟定奖励。")


class NoPrizes(Refusal):
    """There is nothing to give."""

    reason = _l("还没有设置奖项。请先设置奖项的席位和金额。")


class SamePerson(Refusal):
    """One proposes, another approves."""

    reason = _l("拟定人不能批准自己拟定的方案，须由另一人批准。")


class NotWhatWasShown(Refusal):
    """The plan is not, or no longer, the one on the approver's page."""

    reason = _l("方案与您看到的不一致，或已被处理。请刷新页面重新核对。")


class OverLimit(Refusal):
    """Approving would pass a cap, the budget or a prize's seats."""


@action("awards.proposed")
def propose_awards(contest: Contest, *, by: User, note: str = "") -> Plan:
    """Allocate the contest's prizes by its published standings and return the plan.

    A plan that still waits is returned. Raise NoStandings, NoPrizes, or a
    Refusal that names the entries of a tie across a last seat.
    """
    edition = published_edition(contest.id)
    if edition is None:
        raise NoStandings
    if waiting := open_plan(contest.id):
        waiting.state = PlanState.RETURNED
    standings = standings_for_awards(edition.id)
    outcomes = _allocate(contest, edition, standings)
    plan = Plan(
        contest_id=contest.id,
        edition_id=edition.id,
        digest="",
        note=note,
        proposed_by_id=by.id,
        proposed_at=clock.now(),
        lines=[_line(position, outcome) for position, outcome in enumerate(outcomes, 1)],
    )
    plan.digest = plan_digest(plan, edition.digest)
    db.session.add(plan)
    db.session.flush()
    return plan


def _group(standing: Standing) -> str:
    return str(standing.challenge_id or "")


def _candidate(standing: Standing) -> Candidate:
    field = standing.entry.challenge.field_id
    return Candidate(
        entry=str(standing.entry_id),
        enterprise=str(standing.entry.enterprise_id),
        place=standing.place,
        score=standing.score,
        field=str(field) if field else None,
    )


def _groups(contest: Contest, standings: Sequence[Standing]) -> dict[str, list[Candidate]]:
    """Return who may still be given a prize, by ranking; standing awards are not given again."""
    entries, enterprises = awarded_entries(contest.id), awarded_enterprises(contest.id)
    groups: dict[str, list[Candidate]] = {}
    for standing in standings:
        barred = contest.one_award_per_enterprise and standing.entry.enterprise_id in enterprises
        if standing.entry_id not in entries and not barred:
            groups.setdefault(_group(standing), []).append(_candidate(standing))
    return groups


def _prizes(contest: Contest, group: str) -> list[Prize]:
    """Return the prizes of a ranking with the seats that are still free."""
    taken = seats_taken(contest.id, challenge_id=int(group) if group else None)
    return [
        Prize(str(p.id), p.name, max(p.seats - taken[p.id], 0), p.amount_fen)
        for p in prizes_of(contest.id)
    ]


def _allocate(
    contest: Contest, edition: Edition, standings: Sequence[Standing]
) -> tuple[Outcome, ...]:
    if not prizes_of(contest.id):
        raise NoPrizes
    groups = _groups(contest, standings)
    prizes = {group: _prizes(contest, group) for group in groups}
    limits = Limits(
        budget_fen=contest.budget_fen - given_fen(contest.id),
        pass_mark=edition.rule_sheet.pass_mark,
        one_award_per_enterprise=contest.one_award_per_enterprise,
    )
    try:
        return allocation.allocate(groups, prizes, limits)
    except UnsettledTie as tie:
        raise Refusal(_about(tie, standings)) from None


def _about(tie: UnsettledTie, standings: Sequence[Standing]) -> str:
    titles = {str(s.entry_id): s.entry.title for s in standings}
    return _(
        "第 %(place)s 名同分，跨越“%(prize)s”的最后一席：%(entries)s。请先裁定同分，再拟定奖励。",
        place=tie.place,
        prize=tie.prize.name,
        entries="、".join(f"“{titles[entry]}”" for entry in tie.entries),
    )


def _line(position: int, outcome: Outcome) -> PlanLine:
    candidate = outcome.candidate
    return PlanLine(
        position=position,
        entry_id=int(candidate.entry),
        place=candidate.place,
        score=candidate.score,
        prize_id=int(outcome.prize.key) if outcome.prize else None,
        amount_fen=outcome.amount_fen,
        reason_code=str(outcome.reason),
        reason=say(outcome),
    )


@action("awards.approved")
def approve_plan(plan: Plan, *, by: User, digest: str) -> None:
    """Give the awards of a plan, exactly as shown under ``digest``, by a second person.

    Checked again under the contest's lock: each award's cap, the budget, the
    seats, one award an entry and (if set) an enterprise. Raise SamePerson,
    NotWhatWasShown, or OverLimit.
    """
    edition = plan.edition
    if plan.state is not PlanState.PROPOSED or digest != plan.digest:
        raise NotWhatWasShown
    if plan_digest(plan, edition.digest) != digest or edition.state is not EditionState.PUBLISHED:
        raise NotWhatWasShown
    if plan.proposed_by_id == by.id:
        raise SamePerson
    winners = [line for line in plan.lines if line.prize_id is not None]
    _refuse_over_limit(plan, winners)
    plan.state, plan.approved_by_id, plan.approved_at = PlanState.APPROVED, by.id, clock.now()
    for line in winners:
        _give(plan, line)


@action("awards.returned")
def return_plan(plan: Plan, *, by: User, reason: str) -> None:
    """Send a plan back without giving anything. Raise NotWhatWasShown if it no longer waits."""
    if plan.state is not PlanState.PROPOSED:
        raise NotWhatWasShown
    plan.state, plan.note = PlanState.RETURNED, reason


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
