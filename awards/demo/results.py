"""What followed from the ended contest: standings, awards, and decisions about policies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select

from awards.actions.followups import decide_follow_up
from awards.actions.notices import (
    announce_awards,
    confirm_awards,
    draft_notice,
    publish_notice,
)
from awards.actions.plans import approve_plan, propose_awards
from awards.demo.days import DAY, HOUR, Days
from awards.demo.story import Cast, Happening
from awards.models import Award, FollowUp, FollowUpKind, Notice, Plan
from awards.noticing import lines_now, shown_digest
from contest.actions.contests import conclude_contest
from contest.core.db import db
from contest.demo.contests import CLOSING, at
from contest.demo.marks import STANDING_TIE
from contest.models import Contest, Entry, User
from judging.actions.editions import compute_edition, publish_edition
from judging.actions.ties import decide_tie
from judging.models import Edition, TieMethod

ENDED = "ended"
VOTE = "评审组 7 名专家现场表决，5 票对 2 票，结果当场宣布，监督人员在场。"
# By place: what one person decided about subsidy, and against key R&D.
SUBSIDY = {
    1: (True, "已投保首台套质量责任险，保单与发票齐全。"),
    2: (True, "已投保新产品责任险，材料齐全。"),
    4: (False, "没有为获奖产品投保，不适用。"),
}
KEY_RD = {
    3: (False, "以集成应用为主，没有独立的技术攻关内容。"),
}


@dataclass(frozen=True, slots=True)
class Results:
    """Tells how the ended contest was counted, awarded, made public and concluded."""

    cast: Cast
    days: Days

    def happenings(self) -> Iterator[Happening]:
        """Yield the steps, each by the person whose step it is."""
        table = self.days.contests[ENDED].timetable
        counted, publicity = table.roadshow_until + HOUR / 2, at(table.publicity_from, CLOSING)
        yield Happening(counted, self._compute)
        yield Happening(counted + HOUR / 2, self._vote)
        yield Happening(counted + HOUR, self._compute)
        yield Happening(counted + 15 * HOUR, self._publish)
        yield Happening(publicity - 3 * DAY, self._propose)
        yield Happening(publicity - 2 * DAY, self._approve)
        yield Happening(publicity - HOUR, self._draft)
        yield Happening(publicity, self._publicise)
        yield Happening(publicity + 14 * DAY, self._confirm)
        yield Happening(publicity + 16 * DAY, self._announce)
        yield Happening(publicity + 30 * DAY, self._decide)
        yield Happening(publicity + 60 * DAY, self._conclude)

    def _compute(self) -> None:
        self.cast.remember(ENDED, compute_edition(self._contest, by=self._person(1)))

    def _vote(self) -> None:
        order = [self.cast.numbers[Entry, entry] for entry in STANDING_TIE]
        decide_tie(
            self.cast.find(Edition, ENDED),
            method=TieMethod.VOTE,
            order=order,
            reason=VOTE,
            by=self._person(1),
        )

    def _publish(self) -> None:
        publish_edition(self.cast.find(Edition, ENDED), by=self._person(2))

    def _propose(self) -> None:
        self.cast.remember(ENDED, propose_awards(self._contest, by=self._person(1)))

    def _approve(self) -> None:
        plan = self.cast.find(Plan, ENDED)
        approve_plan(plan, by=self._person(2), digest=plan.digest)

    def _draft(self) -> None:
        self.cast.remember(ENDED, draft_notice(self._contest, by=self._person(1)))

    def _publicise(self) -> None:
        notice = self.cast.find(Notice, ENDED)
        seen = shown_digest(notice, lines_now(notice.contest_id))
        publish_notice(notice, by=self._person(2), seen=seen)

    def _confirm(self) -> None:
        confirm_awards(self._contest, by=self._person(1))

    def _announce(self) -> None:
        number = f"甬科赛〔{self._contest.year}〕12 号"
        announce_awards(self._contest, by=self._person(2), document_number=number)

    def _decide(self) -> None:
        rows = select(FollowUp, Award.place).join(FollowUp.award).order_by(FollowUp.id)
        for follow_up, place in db.session.execute(rows).all():
            if decision := _decision(follow_up.kind, place):
                granted, reason = decision
                decide_follow_up(
                    follow_up,
                    by=self._person(1),
                    version=follow_up.version,
                    granted=granted,
                    reason=reason,
                )

    def _conclude(self) -> None:
        conclude_contest(
            self._contest,
            by=self._person(2),
            reason="公示期满，结果已发布，奖励资金按计划分期拨付。",
        )

    @property
    def _contest(self) -> Contest:
        return self.cast.find(Contest, ENDED)

    def _person(self, number: int) -> User:
        return self.cast.find(User, f"organizer{number}")


def _decision(kind: FollowUpKind, place: int) -> tuple[bool, str] | None:
    """Return what one person decided and why; listings and nominations are told elsewhere."""
    told = {FollowUpKind.SUBSIDY: SUBSIDY, FollowUpKind.KEY_RD: KEY_RD}
    return told.get(kind, {}).get(place)
