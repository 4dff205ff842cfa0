"""What came of the delivery that reached its end: evaluated, told to everybody, proposed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from awards.actions import benchmarks, evaluations
from awards.actions import typical_cases as cases
from awards.demo.days import Days
from awards.demo.deliveries import ENDED, WHOLE, Deliveries, day_from
from awards.demo.story import Cast, Happening
from awards.evaluation_criteria import CONDITIONS, CRITERIA
from awards.models import Award, Level, TypicalCase
from contest.demo.contests import CLOSING, at
from contest.models import User

OPINION = {
    Level.CITY: "解决了日常管理中的难点，跨部门协同顺畅，路径清楚，可在同类场景推广。",
    Level.ENTERPRISE: "按任务书完成全部指标，使用单位评价好，交付和服务有保障。",
}


@dataclass(frozen=True, slots=True)
class Evaluations:
    """Tells of two evaluations, a typical case by two people, and a proposal that waits."""

    cast: Cast
    days: Days

    def happenings(self) -> Iterator[Happening]:
        """Yield the steps, each by the person whose step it is."""
        told: list[tuple[int, Callable[[], object]]] = [
            (-30, partial(self._evaluate, Level.ENTERPRISE)),
            (-28, partial(self._evaluate, Level.CITY)),
            (-21, self._write),
            (-18, self._approve),
            (-6, self._propose),
        ]
        for days, do in told:
            yield Happening(at(day_from(self.days, days), CLOSING), do)

    def _evaluate(self, level: Level) -> None:
        marked = [
            {**one, "points": int(str(one["most"])) - 2, "remark": ""} for one in CRITERIA[level]
        ]
        evaluations.evaluate(
            self._award,
            by=self._person(1),
            level=level,
            criteria=marked,
            experts="市科技局专家组 5 人：技术、产业、财务、使用单位各方代表。",
            opinion=OPINION[level],
            file=None,
        )

    def _write(self) -> None:
        entry = self._award.entry
        texts = {
            "title": entry.title,
            "summary": entry.summary.split("。")[0] + "。",
            "problem": entry.challenge.pain_point,
            "practice": entry.solution,
            "effect": entry.evaluation,
            "replication": "先在一处试点，按任务书分三个里程碑推进；指标、数据接口和运维规程"
            "整理成册，其他单位可以直接采用。",
        }
        made = cases.write_case(self._award, by=self._person(1), version=0, texts=texts)
        self.cast.remember(ENDED, made)

    def _approve(self) -> None:
        case = self.cast.find(TypicalCase, ENDED)
        cases.approve_case(case, by=self._person(2), version=case.version)

    def _propose(self) -> None:
        conditions = [
            {"key": key, "text": text, "met": key != "replicated", "proof": ""}
            for key, text in CONDITIONS
        ]
        benchmarks.propose_benchmark(
            self._award,
            by=self._person(1),
            conditions=conditions,
            reason="已验收并投入日常使用，第二处推广正在洽谈。",
        )

    @property
    def _award(self) -> Award:
        return Deliveries(self.cast, self.days).award(WHOLE)

    def _person(self, number: int) -> User:
        return self.cast.find(User, f"organizer{number}")
