"""What a contest's prizes and published standings come to: a plan, not yet proposed by anybody."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from awards import allocation
from awards.digest import plan_digest
from awards.models import Plan, PlanLine, PlanRevocation
from awards.models import Prize as PrizeRow
from awards.outcomes import Candidate, Held, Limits, Outcome, Prize, UnsettledTie
from awards.queries.awards import barred_entries, seats_taken, standing_awards
from awards.queries.plans import standings_for_awards
from awards.queries.prizes import given_fen, prizes_of
from awards.reasons import LEFT, say
from contest.core.actions import Refusal
from contest.models import Contest, Entry
from judging.models import Edition, Standing


class NoPrizes(Refusal):
    """There is nothing to give."""

    reason = _l("还没有设置奖项。请先设置奖项的席位和金额。")


# How an award was taken back for good, in the words of ``LEFT_CONTEST``; official text.
BARRED = "的奖励已撤销"


def drafted(
    contest: Contest, edition: Edition, *, note: str, revokes: Sequence[PlanRevocation] = ()
) -> Plan:
    """Return the plan that follows from the standings as they are, in no session yet.

    What it ``revokes`` counts as not given; who is barred by that, or was before, gets nothing.
    """
    standings = standings_for_awards(edition.id)
    entries = {str(standing.entry_id): standing.entry for standing in standings}
    prizes = {str(prize.id): prize for prize in prizes_of(contest.id)}
    freed = _Freed.by(contest, revokes)
    lines = []
    for position, outcome in enumerate(_allocate(contest, edition, standings, freed=freed), 1):
        prize = prizes[outcome.prize.key] if outcome.prize else None
        lines.append(_line(position, outcome, entry=entries[outcome.candidate.entry], prize=prize))
    plan = Plan(contest_id=contest.id, edition_id=edition.id, note=note, lines=lines)
    plan.revokes = [
        PlanRevocation(award_id=one.award_id, reason=one.reason, bars=one.bars) for one in revokes
    ]
    plan.digest = plan_digest(plan, edition.digest)
    return plan


@dataclass(frozen=True, slots=True)
class _Freed:
    """Awards that do not count, by number, and the entries that get none."""

    awards: frozenset[int]
    barred: frozenset[int]

    @classmethod
    def by(cls, contest: Contest, revokes: Sequence[PlanRevocation]) -> _Freed:
        barred = {one.award.entry_id for one in revokes if one.bars} | barred_entries(contest.id)
        return cls(frozenset(one.award_id for one in revokes), frozenset(barred))


def _group(standing: Standing) -> str:
    return str(standing.challenge_id or "")


def _candidate(standing: Standing, barred: Collection[int]) -> Candidate:
    out = BARRED if standing.entry_id in barred else ""
    return Candidate(
        entry=str(standing.entry_id),
        enterprise=str(standing.entry.enterprise_id),
        place=standing.place,
        score=standing.score,
        left=LEFT.get(standing.entry.state, out),
    )


def _groups(standings: Sequence[Standing], barred: Collection[int]) -> dict[str, list[Candidate]]:
    groups: dict[str, list[Candidate]] = {}
    for standing in standings:
        groups.setdefault(_group(standing), []).append(_candidate(standing, barred))
    return groups


def _held(contest: Contest, freed: _Freed) -> list[Held]:
    """Return the awards that stand by earlier plans."""
    return [
        Held(entry=str(award.entry_id), enterprise=str(award.enterprise_id))
        for award in standing_awards(contest.id)
        if award.id not in freed.awards
    ]


def _prizes(contest: Contest, group: str, freed: _Freed) -> list[Prize]:
    """Return the prizes of a ranking with the seats that are still free."""
    challenge = int(group) if group else None
    taken = seats_taken(contest.id, challenge_id=challenge, without=freed.awards)
    return [
        Prize(str(p.id), p.name, max(p.seats - taken[p.id], 0), p.amount_fen)
        for p in prizes_of(contest.id)
    ]


def _allocate(
    contest: Contest, edition: Edition, standings: Sequence[Standing], *, freed: _Freed
) -> tuple[Outcome, ...]:
    if not prizes_of(contest.id):
        raise NoPrizes
    groups = _groups(standings, freed.barred)
    prizes = {group: _prizes(contest, group, freed) for group in groups}
    limits = Limits(
        budget_fen=contest.budget_fen - given_fen(contest.id, without=freed.awards),
        pass_mark=edition.rule_sheet.pass_mark,
        one_award_per_enterprise=contest.one_award_per_enterprise,
    )
    try:
        return allocation.allocate(groups, prizes, limits, held=_held(contest, freed))
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
