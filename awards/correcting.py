"""Which awards have to be taken back so that all follow from the published standings again."""

from __future__ import annotations

from collections.abc import Sequence

from awards.models import Award, PlanRevocation
from awards.proposing import drafted
from awards.queries.awards import standing_awards
from contest.models import Contest
from judging.models import Edition

# Official Chinese text, kept with the plan: not translated.
CHANGED = "按排名第 {number} 版重新核定，奖励有变更，由本方案另行授予或由后者递补。"


def revocations(
    contest: Contest, edition: Edition, *, barred: Sequence[Award], reason: str
) -> list[PlanRevocation]:
    """Return what a correction takes back: those barred, and what would not be given the same.

    As if nothing had been given; an award that comes out the same is left alone.
    """
    standing = standing_awards(contest.id)
    out = {award.id for award in barred}
    told = CHANGED.format(number=edition.number)
    everything = [
        PlanRevocation(
            award=award,
            award_id=award.id,
            reason=reason if award.id in out else told,
            bars=award.id in out,
        )
        for award in standing
    ]
    afresh = drafted(contest, edition, note="", revokes=everything)
    given = {(line.entry_id, line.prize_id, line.place) for line in afresh.lines}
    return [
        one
        for one in everything
        if one.bars or (one.award.entry_id, one.award.prize_id, one.award.place) not in given
    ]
