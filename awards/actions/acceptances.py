"""Putting on record what came of a delivery: tests, tolerance, acceptance, actual use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

from awards.delivering import NeedsFile, SamePerson, require_agreed, require_announced
from awards.delivery_states import DeliveryState
from awards.models import Acceptance, Conclusion, Delivery, TestRecord, Tolerance, UseRecord
from contest.core import clock
from contest.core.actions import Refusal, action
from contest.core.db import db
from contest.core.intake import Kept
from contest.models import StoredFile, User
from contest.queries.files import row_of
from contest.refusals import refuse_stale

Measured = Sequence[Mapping[str, Any]]


class EndsBeforeItBegins(Refusal):
    """A period runs forward."""

    reason = _l("结束日期早于开始日期，请核对。")
    status = 422


class InTheFuture(Refusal):
    """What is on record has happened."""

    reason = _l("日期不能晚于今天，请核对。")
    status = 422


class InThePast(Refusal):
    """A period that is over tolerates nothing."""

    reason = _l("包容期须在今天之后，请核对日期。")
    status = 422


class NotAllMet(Refusal):
    """Who accepts what does not meet its indicators says so."""

    reason = _l("有指标未达标，结论不能是“通过验收”。请改为“整改后再次验收”，或核对实测结果。")
    status = 422


class AlreadyAccepted(Refusal):
    """What was accepted is not accepted again."""

    reason = _l("已经通过验收，不能再登记验收。")


class AlreadyCredited(Refusal):
    """One plus for one use."""

    reason = _l("这条使用记录已经记为加分，请刷新页面。")


@action("delivery.tested")
def record_test(
    delivery: Delivery,
    *,
    by: User,
    place: str,
    first_day: date,
    last_day: date,
    conditions: str,
    measured: Measured,
    file: Kept | None,
) -> TestRecord:
    """Record a field test. Raise NotAgreed, EndsBeforeItBegins or InTheFuture."""
    require_agreed(delivery)
    if last_day < first_day:
        raise EndsBeforeItBegins
    _require_past(last_day)
    return _kept(
        TestRecord(
            contest_id=delivery.contest_id,
            delivery_id=delivery.id,
            place=place,
            first_day=first_day,
            last_day=last_day,
            conditions=conditions,
            measured=list(measured),
            file=_file(delivery, file, by),
            recorded_by_id=by.id,
            recorded_at=clock.now(),
        )
    )


@action("delivery.tolerated")
def tolerate(delivery: Delivery, *, by: User, until: date, reason: str) -> Tolerance:
    """Decide a tolerance period (Ningbo §四(二)); the newest holds. Raise InThePast."""
    require_agreed(delivery)
    if until <= _today():
        raise InThePast
    return _kept(
        Tolerance(
            contest_id=delivery.contest_id,
            delivery_id=delivery.id,
            until=until,
            reason=reason,
            decided_by_id=by.id,
            decided_at=clock.now(),
        )
    )


@action("acceptance.recorded")
def record_acceptance(
    delivery: Delivery,
    *,
    by: User,
    version: int,
    held_on: date,
    people: Measured,
    measured: Measured,
    conclusion: str,
    opinion: str,
    file: Kept | None,
) -> Acceptance:
    """Record an acceptance with its signed paper; one that passed ends the delivery.

    Raise ``Stale``, NotAgreed, AlreadyAccepted, InTheFuture, NeedsFile or NotAllMet.
    """
    refuse_stale(delivery, version)
    require_agreed(delivery)
    if delivery.state is DeliveryState.ACCEPTED:
        raise AlreadyAccepted
    _require_past(held_on)
    if file is None:
        raise NeedsFile
    found = Conclusion(conclusion)
    if found is Conclusion.PASSED:
        if not all(one["passed"] for one in measured):
            raise NotAllMet
        delivery.state = DeliveryState.ACCEPTED
    return _kept(
        Acceptance(
            contest_id=delivery.contest_id,
            delivery_id=delivery.id,
            held_on=held_on,
            people=list(people),
            measured=list(measured),
            conclusion=found,
            opinion=opinion,
            file=_file(delivery, file, by),
            recorded_by_id=by.id,
            recorded_at=clock.now(),
        )
    )


@action("use.recorded")
def record_use(
    delivery: Delivery, *, by: User, unit: str, used_since: date, extent: str, file: Kept | None
) -> UseRecord:
    """Record that a unit uses the product. Raise NotAgreed, InTheFuture or NeedsFile."""
    require_agreed(delivery)
    _require_past(used_since)
    if file is None:
        raise NeedsFile
    return _kept(
        UseRecord(
            contest_id=delivery.contest_id,
            delivery_id=delivery.id,
            unit=unit,
            used_since=used_since,
            extent=extent,
            file=_file(delivery, file, by),
            recorded_by_id=by.id,
            recorded_at=clock.now(),
        )
    )


@action("use.credited")
def credit_use(use: UseRecord, *, by: User, note: str) -> None:
    """Count a use as a plus in the credit evaluation (Ningbo §四(三)).

    Raise NotAnnounced, SamePerson or AlreadyCredited.
    """
    require_announced(use.delivery.award)
    if use.credited_at is not None:
        raise AlreadyCredited
    if use.recorded_by_id == by.id:
        raise SamePerson
    use.credited_by_id, use.credited_at, use.credit_note = by.id, clock.now(), note


def _today() -> date:
    return clock.local(clock.now()).date()


def _require_past(day: date) -> None:
    if day > _today():
        raise InTheFuture


def _file(delivery: Delivery, file: Kept | None, by: User) -> StoredFile | None:
    return row_of(file, by=by, contest_id=delivery.contest_id) if file else None


def _kept(row: Any) -> Any:
    db.session.add(row)
    db.session.flush()
    return row
