"""Contests with their prizes and rule sheets, from the first preparation to the announcement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from awards.actions.prizes import PrizeLine, set_prizes
from awards.demo.canaries import canary
from awards.demo.days import DAY, Days
from awards.demo.people import LOADED
from awards.demo.story import Cast, Happening
from contest.actions.contests import announce_contest
from contest.core.actions import acting
from contest.demo.bodies import BODIES
from contest.demo.contests import Contest as Told
from contest.models import Body, Contest, RankingScope, User
from judging.actions.rulesheets import begin_rule_sheet, seal_rule_sheet
from judging.queries.rulesheets import content_of, digest_of
from judging.rule_linter import findings

# Who prepares the contests of a body, and who is the second person.
ORGANIZERS = {"yongjiang": ("organizer1", "organizer2"), "dongyu": ("organizer3", "organizer4")}


@dataclass(frozen=True, slots=True)
class Contests:
    """Tells of the contests, those of next year included, which are still being prepared."""

    cast: Cast
    days: Days

    def happenings(self) -> Iterator[Happening]:
        """Yield each contest's preparation; its challenges follow elsewhere."""
        for told in self.days.contests.values():
            published = told.timetable.published_at
            yield Happening(published - 30 * DAY, partial(self._create, told))
            yield Happening(published - 29 * DAY, partial(self._set_prizes, told))
            yield Happening(published - 28 * DAY, partial(self._seal_rules, told))
            yield Happening(published - 14 * DAY, partial(self._announce, told))
        for body in BODIES:
            yield Happening(self.days.now - 4 * DAY, partial(self._prepare_next, body.key))

    def _create(self, told: Told) -> None:
        body = self.cast.find(Body, told.body)
        with acting(LOADED, body, by=self._organizer(told)):
            self.cast.add(told.key, _contest(told, body))

    def _set_prizes(self, told: Told) -> None:
        lines = [PrizeLine(p.name, p.seats, p.amount_fen) for p in told.prizes]
        set_prizes(self.cast.find(Contest, told.key), by=self._organizer(told), lines=lines)

    def _seal_rules(self, told: Told) -> None:
        contest, organizer = self.cast.find(Contest, told.key), self._organizer(told)
        sheet = begin_rule_sheet(contest, by=organizer)
        self.cast.remember(told.key, sheet)
        seen = {finding.code for finding in findings(content_of(sheet))}
        seal_rule_sheet(sheet, by=organizer, digest=digest_of(sheet), acknowledged=seen)

    def _announce(self, told: Told) -> None:
        announce_contest(self.cast.find(Contest, told.key), by=self._organizer(told))

    def _prepare_next(self, body_key: str) -> None:
        """Prepare next year's contest: a draft that nobody of another body may hear of."""
        last = next(c for c in reversed(self.days.contests.values()) if c.body == body_key)
        body, year = self.cast.find(Body, body_key), last.year + 1
        contest = _contest(last, body)
        contest.name = last.name.replace(str(last.year), str(year))
        contest.year = year
        contest.introduction = f"筹备中，尚未公告。内部编号：{canary(body_key)}。"
        for name in ("entries_open_at", "entries_close_at", "screening_until"):
            setattr(contest, name, getattr(contest, name) + 365 * DAY)
        for name in ("roadshow_from", "roadshow_until"):
            setattr(contest, name, getattr(contest, name) + 365 * DAY)
        with acting(LOADED, body, by=self._organizer(last)):
            self.cast.add(f"next {body_key}", contest)

    def _organizer(self, told: Told) -> User:
        return self.cast.find(User, ORGANIZERS[told.body][0])


def _contest(told: Told, body: Body) -> Contest:
    table = told.timetable
    return Contest(
        body_id=body.id,
        name=told.name,
        year=told.year,
        introduction=told.introduction,
        entries_open_at=table.entries_open_at,
        entries_close_at=table.entries_close_at,
        screening_until=table.screening_until,
        roadshow_from=table.roadshow_from,
        roadshow_until=table.roadshow_until,
        publicity_days=told.publicity_days,
        budget_fen=told.budget_fen,
        ranking_scope=RankingScope(told.scope),
    )
