"""The case of an award: the steps that each noun tells of it, in one order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from awards.case_steps import steps_of_entries
from awards.case_steps_catalogue import steps_of_catalogue, steps_of_nominations
from awards.models import Award
from awards.record_steps import steps_of_records
from awards.states import AwardState
from awards.steps import Step
from awards.steps_claims import steps_of_claims
from awards.steps_money import MONEY, steps_of_certificates, steps_of_payments

# The steps of awards by their numbers, in a constant number of statements.
Source = Callable[[Sequence[Award]], Mapping[int, Sequence[Step]]]

# Each noun adds its own here.
SOURCES: tuple[Source, ...] = (
    steps_of_catalogue,
    steps_of_certificates,
    steps_of_claims,
    steps_of_entries,
    steps_of_nominations,
    steps_of_payments,
    steps_of_records,
)


def steps_of(awards: Sequence[Award]) -> dict[int, list[Step]]:
    """Return the steps of each award by its number, in their order."""
    steps: dict[int, list[Step]] = {award.id: [] for award in awards}
    for source in SOURCES:
        for number, told in source(awards).items():
            steps[number].extend(told)
    over = {award.id for award in awards if award.state is AwardState.REVOKED}
    return {
        number: sorted(_left(told) if number in over else told, key=lambda step: step.key)
        for number, told in steps.items()
    }


def _left(steps: Sequence[Step]) -> list[Step]:
    """Return what was done of a revoked award, and what remains to be done: its money."""
    return [step for step in steps if step.done_at or step.key.startswith(MONEY)]
