"""A ballot as the tablet draws it: dimensions, criteria, bands, own earlier marks. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol


class Line(Protocol):
    """A criterion of a rule sheet."""

    id: int
    key: str
    name: str
    hint: str
    dimension: Any
    top: Decimal
    step: Decimal
    weight: Decimal
    anchors: list[Any]


@dataclass(frozen=True, slots=True)
class Band:
    """What marks between ``low`` and ``high`` stand for."""

    low: str
    high: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class SheetCriterion:
    """A line of the sheet, with the judge's mark or None."""

    key: str
    label: str
    hint: str
    maximum: Decimal
    step: Decimal
    weight: Decimal
    mark: Decimal | None
    earlier: tuple[Decimal, ...]
    bands: tuple[Band, ...]


@dataclass(frozen=True, slots=True)
class SheetDimension:
    """The lines of one dimension, and what they weigh together."""

    key: str
    label: str
    short: str
    weight: Decimal
    criteria: tuple[SheetCriterion, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One judge's sheet for one entry."""

    uuid: str
    version: int
    locked: bool
    dimensions: tuple[SheetDimension, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """What a dimension is called, in full and under a total."""

    label: str
    short: str


def plain(number: Decimal) -> Decimal:
    """Return the number without needless zeros: 20, not 20.00."""
    whole = number.to_integral_value()
    return whole if number == whole else number.normalize()


def _criterion(
    line: Line, marks: Mapping[int, Decimal], earlier: Mapping[int, Sequence[Decimal]]
) -> SheetCriterion:
    return SheetCriterion(
        key=line.key,
        label=line.name,
        hint=line.hint,
        maximum=plain(line.top),
        step=plain(line.step),
        weight=plain(line.weight),
        mark=marks.get(line.id),
        earlier=tuple(earlier.get(line.id, ())),
        bands=tuple(Band(**band) for band in line.anchors),
    )


def dimensions_of(
    rubric: Sequence[Line],
    *,
    marks: Mapping[int, Decimal],
    earlier: Mapping[int, Sequence[Decimal]],
    names: Mapping[str, Name],
) -> tuple[SheetDimension, ...]:
    """Return the rubric's dimensions in the order they first appear, with their lines."""
    keys = dict.fromkeys(str(line.dimension) for line in rubric)
    return tuple(
        SheetDimension(
            key=key,
            label=names[key].label,
            short=names[key].short,
            weight=plain(sum((x.weight for x in rubric if x.dimension == key), Decimal(0))),
            criteria=tuple(_criterion(x, marks, earlier) for x in rubric if x.dimension == key),
        )
        for key in keys
    )
