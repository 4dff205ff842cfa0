"""What a contest's prizes and published standings come to: a plan, not yet proposed by anybody."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from awards import allocation
from awards.digest import plan_digest
from awards.models import Plan, PlanLine
from awards.models import Prize as PrizeRow
from awards.outcomes import Candidate, Held, Limits, Outcome, Prize, UnsettledTie
from awards.queries.awards import seats_taken, standing_awards
from awards.queries.plans import standings_for_awards
from awards.queries.prizes import given_fen, prizes_of
from awards.reasons import LEFT, say
from contest.core.actions import Refusal
from contest.models import Contest, Entry
from judging.models import Edition, Standing


class NoPrizes(Refusal):
    """There is nothing to give."""

    reason = _l("还没有设置奖项。请先设置奖项的席位和金额。")


def drafted(contest: Contest, edition: Edition, *, note: str) -> Plan:
    """Return the plan that follows from the standings as they are, in no session yet."""
    standings = standings_for_awards(edition.id)
    entries = {str(standing.entry_id): standing.entry for standing in standings}
    prizes = {str(prize.id): prize for prize in prizes_of(contest.id)}
    lines = []
    for position, outcome in enumerate(_allocate(contest, edition, standings), 1):
        prize = prizes[outcome.prize.key] if outcome.prize else None
        lines.append(_line(position, outcome, entry=entries[outcome.candidate.entry], prize=prize))
    plan = Plan(contest_id=contest.id, edition_id=edition.id, note=note, lines=lines)
    plan.digest = plan_digest(plan, edition.digest)
    return plan


def _group(standing: Standing) -> str:
    return str(standing.challenge_id or "")


def _candidate(standing: Standing) -> Candidate:
    return Candidate(
        entry=str(standing.entry_id),
        enterprise=str(standing.entry.enterprise_id),
        place=standing.place,
        score=standing.score,
        left=LEFT.get(standing.entry.state, ""),
    )


def _groups(standings: Sequence[Standing]) -> dict[str, list[Candidate]]:
    groups: dict[str, list[Candidate]] = {}
    for standing in standings:
        groups.setdefault(_group(standing), []).append(_candidate(standing))
    return groups


def _held(contest: Contest) -> list[Held]:
    """Return the awards that stand by earlier plans."""
    return [
        Held(entry=str(award.entry_id), enterprise=str(award.enterprise_id))
        for award in standing_awards(contest.id)
    ]


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
    groups = _groups(standings)
    prizes = {group: _prizes(contest, group) for group in groups}
    limits = Limits(
        budget_fen=contest.budget_fen - given_fen(contest.id),
        pass_mark=edition.rule_sheet.pass_mark,
        one_award_per_enterprise=contest.one_award_per_enterprise,
    )
    try:
        return allocation.allocate(groups, prizes, limits, held=_held(contest))
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


def _line(position: int, outcome: Outcome, *, entry: Entry, prize: PrizeRow | None) -> PlanLine:
    candidate = outcome.candidate
    return PlanLine(
        position=position,
        entry=entry,
        entry_id=entry.id,
        place=candidate.place,
        score=candidate.score,
        prize=prize,
        prize_id=prize.id if prize else None,
        amount_fen=outcome.amount_fen,
        reason_code=str(outcome.reason),
        reason=say(outcome),
    )
