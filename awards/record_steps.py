"""The steps of a case that its own records tell, in two statements for any number of awards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from awards.case_steps import follow_up_steps, notice_steps, objection_steps
from awards.delivery_steps import agreement_steps, delivery_steps
from awards.evaluation_steps import evaluation_steps
from awards.models import Award, Delivery
from awards.queries.case_records import Record, records_of
from awards.queries.deliveries import deliveries_of
from awards.states import AwardState
from awards.steps import Step


def steps_of_records(awards: Sequence[Award]) -> dict[int, list[Step]]:
    """Return notice, objections, policies, agreement, delivery and evaluation of each award."""
    numbers = [award.id for award in awards]
    found, deliveries = records_of(numbers), deliveries_of(numbers)
    return {
        award.id: list(_steps(award, found.get(award.id, []), deliveries.get(award.id)))
        for award in awards
    }


def _steps(award: Award, records: Sequence[Record], delivery: Delivery | None) -> Iterator[Step]:
    yield from notice_steps(award, records)
    yield from objection_steps(records)
    yield from follow_up_steps(records)
    yield from agreement_steps(records)
    if award.state is AwardState.ANNOUNCED:
        yield from delivery_steps(award, delivery, records)
        yield from evaluation_steps(award.id, records)
