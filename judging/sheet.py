"""A ballot as the tablet draws it: dimensions, criteria, bands, own earlier marks. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
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
    """A line of the sheet, with the judge's mark or None.

    ``typed`` is what a judge sent and is shown again, None where the mark stands;
    ``wrong`` tells that it is no mark of this line. ``struck`` are marks that were amended.
    """

    key: str
    label: str
    hint: str
    maximum: Decimal
    step: Decimal
    weight: Decimal
    mark: Decimal | None
    typed: str | None
    wrong: bool
    earlier: tuple[Decimal, ...]
    bands: tuple[Band, ...]
    struck: tuple[str, ...] = ()


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
    """One judge's sheet for one entry.

    ``kept_as`` names judge and entry, for what the tablet keeps before a ballot
    exists. ``stale`` tells that other marks were saved than those shown were made on.
    """

    uuid: str
    version: int
    kept_as: str
    locked: bool
    stale: bool
    dimensions: tuple[SheetDimension, ...]
    judge: int
    entry: int
    title: str


@dataclass(frozen=True, slots=True)
class Typed:
    """What a judge sent and was refused, by criterion key, and which of it is no mark."""

    marks: Mapping[str, str] = field(default_factory=dict)
    wrong: Collection[str] = ()
    stale: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """What a dimension is called, in full and under a total."""

    label: str
    short: str


def plain(number: Decimal) -> Decimal:
    """Return the number without needless zeros: 20, not 20.00."""
    whole = number.to_integral_value()
    return whole if number == whole else number.normalize()


@dataclass(frozen=True, slots=True)
class Given:
    """What fills the lines: marks by criterion number, own marks elsewhere, and what is typed.

    ``struck`` are marks that were amended, by criterion key.
    """

    marks: Mapping[int, Decimal]
    earlier: Mapping[int, Sequence[Decimal]]
    typed: Typed = Typed()
    struck: Mapping[str, Sequence[str]] = field(default_factory=dict)


def _criterion(line: Line, given: Given) -> SheetCriterion:
    return SheetCriterion(
        key=line.key,
        label=line.name,
        hint=line.hint,
        maximum=plain(line.top),
        step=plain(line.step),
        weight=plain(line.weight),
        mark=given.marks.get(line.id),
        typed=given.typed.marks.get(line.key),
        wrong=line.key in given.typed.wrong,
        earlier=tuple(given.earlier.get(line.id, ())),
        bands=tuple(Band(**band) for band in line.anchors),
        struck=tuple(given.struck.get(line.key, ())),
    )


def dimensions_of(
    rubric: Sequence[Line], given: Given, *, names: Mapping[str, Name]
) -> tuple[SheetDimension, ...]:
    """Return the rubric's dimensions in the order they first appear, with their lines."""
    keys = dict.fromkeys(str(line.dimension) for line in rubric)
    return tuple(
        SheetDimension(
            key=key,
            label=names[key].label,
            short=names[key].short,
            weight=plain(sum((x.weight for x in rubric if x.dimension == key), Decimal(0))),
            criteria=tuple(_criterion(x, given) for x in rubric if x.dimension == key),
        )
        for key in keys
    )
