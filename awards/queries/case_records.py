"""What is on record of awards, as far as the steps of their cases tell of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, Select, String, case, cast, literal, null, select, union_all

from awards.models import (
    Acceptance,
    Agreement,
    AgreementVersion,
    Announcement,
    Award,
    Benchmark,
    Delivery,
    Evaluation,
    FollowUp,
    Notice,
    NoticeLine,
    Objection,
    ObjectionAward,
    TestRecord,
    Tolerance,
    TypicalCase,
    UseRecord,
)
from awards.states import NoticeState, ObjectionState
from contest.core.db import db

NO_DAY, NO_WORD = cast(null(), Date), literal("")


@dataclass(frozen=True, slots=True)
class Record:
    """A row of some kind: its number, what is said of it, its day, and when it was done."""

    kind: str
    number: int
    word: str
    title: str
    day: date | None
    at: datetime | None


def records_of(awards: Iterable[int]) -> dict[int, list[Record]]:
    """Return what is on record of awards, by the award's number, in one statement.

    Within a kind the oldest comes first.
    """
    wanted = list(awards)
    told = [query.where(Award.id.in_(wanted)) for query in _queries()]
    found: dict[int, list[Record]] = {}
    for number, *row in db.session.execute(union_all(*told)):
        found.setdefault(number, []).append(Record(*row))
    return {
        number: sorted(rows, key=lambda row: (row.kind, row.number))
        for number, rows in found.items()
    }


def of_kind(records: Sequence[Record], kind: str) -> list[Record]:
    """Return the records of a kind, the oldest first."""
    return [record for record in records if record.kind == kind]


def _queries() -> list[Select[Any]]:
    return [*_public(), *_agreed(), *_delivered(), *_evaluated()]


def _told(kind: str, number: Any, *, at: Any, **told: Any) -> Select[Any]:
    """Return a query of awards that a kind of rows is then joined to."""
    word, title = told.get("word", NO_WORD), told.get("title", NO_WORD)
    columns = number, cast(word, String), cast(title, String), told.get("day", NO_DAY), at
    return select(Award.id, literal(kind), *columns).select_from(Award)


def _public() -> list[Select[Any]]:
    notice = _told("notice", Notice.number, at=Notice.published_at, day=Notice.last_day)
    announced = _told("announcement", Announcement.id, at=Announcement.announced_at)
    # An upheld objection is over once it was put right, not once it was decided.
    over = case(
        (Objection.state == ObjectionState.UPHELD, Objection.remedied_at),
        else_=Objection.decided_at,
    )
    objection = _told(
        "objection", Objection.number, at=over, day=Objection.due, word=Objection.state
    )
    return [
        notice.join(NoticeLine, NoticeLine.award_id == Award.id)
        .join(Notice, Notice.id == NoticeLine.notice_id)
        .where(Notice.state == NoticeState.PUBLISHED),
        announced.join(Announcement, Announcement.id == Award.announcement_id),
        objection.join(ObjectionAward, ObjectionAward.award_id == Award.id)
        .join(Objection, Objection.id == ObjectionAward.objection_id)
        .where(Objection.state != ObjectionState.WITHDRAWN),
    ]


def _agreed() -> list[Select[Any]]:
    version = AgreementVersion
    return [
        _told("agreement", version.number, at=version.signed_at, word=Agreement.id)
        .join(Agreement, Agreement.award_id == Award.id)
        .join(version, version.agreement_id == Agreement.id),
        _told(
            "policy", FollowUp.id, at=FollowUp.decided_at, word=FollowUp.kind, title=FollowUp.state
        ).join(FollowUp, FollowUp.award_id == Award.id),
    ]


def _delivered() -> list[Select[Any]]:
    kinds: list[tuple[Any, Select[Any]]] = [
        (
            Tolerance,
            _told("tolerance", Tolerance.id, at=Tolerance.decided_at, day=Tolerance.until),
        ),
        (TestRecord, _told("test", TestRecord.id, at=TestRecord.recorded_at)),
        (
            Acceptance,
            _told(
                "acceptance", Acceptance.id, at=Acceptance.recorded_at, word=Acceptance.conclusion
            ),
        ),
        (UseRecord, _told("use", UseRecord.id, at=UseRecord.credited_at)),
    ]
    return [
        query.join(Delivery, Delivery.award_id == Award.id).join(
            model, model.delivery_id == Delivery.id
        )
        for model, query in kinds
    ]


def _evaluated() -> list[Select[Any]]:
    typical = TypicalCase
    kinds: list[tuple[Any, Select[Any]]] = [
        (
            Evaluation,
            _told("evaluation", Evaluation.id, at=Evaluation.evaluated_at, word=Evaluation.level),
        ),
        (
            typical,
            _told(
                "case", typical.id, at=typical.approved_at, word=typical.state, title=typical.title
            ),
        ),
        (
            Benchmark,
            _told("benchmark", Benchmark.id, at=Benchmark.decided_at, word=Benchmark.state),
        ),
    ]
    return [query.join(model, model.award_id == Award.id) for model, query in kinds]
