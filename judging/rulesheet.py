"""What a rule sheet says, apart from where it is stored: for checking, comparing and sealing.

Pure. Every number is exact; weights and marks have at most two decimals.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

import rfc8785

from judging.rules import RoundOrder, Trim
from judging.template import RuleSheetTemplate

DIMENSIONS = ("technical", "commercial")


@dataclass(frozen=True, slots=True)
class Band:
    """What a mark from ``low`` to ``high`` (both included) stands for."""

    low: Decimal
    high: Decimal
    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A criterion: marks run from 0 to ``top`` by ``step``, and ``top`` is worth ``weight``."""

    key: str
    name: str
    hint: str
    dimension: str
    top: Decimal
    step: Decimal
    weight: Decimal
    bands: tuple[Band, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Everything that is sealed. ``pass_mark`` is None where none is asked."""

    technical_weight: Decimal
    commercial_weight: Decimal
    lines: tuple[Line, ...]
    trim: Trim
    trim_each_end: int
    min_to_trim: int
    decimals: int
    round_order: RoundOrder
    ties: tuple[str, ...]
    quorum: int
    quorum_technical: int
    quorum_commercial: int
    pass_mark: Decimal | None

    def weight_of(self, dimension: str) -> Decimal:
        """Return what a dimension weighs, in points of 100."""
        return self.technical_weight if dimension == DIMENSIONS[0] else self.commercial_weight

    def lines_of(self, dimension: str) -> tuple[Line, ...]:
        """Return the criteria of a dimension, in order."""
        return tuple(line for line in self.lines if line.dimension == dimension)


def number_text(number: Decimal) -> str:
    """Return a number without needless zeros: ``20``, ``0.5``."""
    return f"{number.normalize():f}"


def bands_from(
    steps: Sequence[tuple[Decimal, str, str]], *, top: Decimal, step: Decimal
) -> tuple[Band, ...]:
    """Return the bands that begin at each low mark, as (low, label, text), lowest first.

    A band ends one step below the next, the last at ``top``: no mark lies in two, or in none.
    """
    if not steps:
        return ()
    highs = [low - step for low, _label, _text in steps[1:]] + [top]
    return tuple(
        Band(low, high, label, text) for (low, label, text), high in zip(steps, highs, strict=True)
    )


def anchors_of(bands: Sequence[Band]) -> list[dict[str, str]]:
    """Return the bands as they are stored with a criterion: marks as text."""
    return [
        {"low": number_text(b.low), "high": number_text(b.high), "label": b.label, "text": b.text}
        for b in bands
    ]


def bands_of(anchors: Sequence[dict[str, str]]) -> tuple[Band, ...]:
    """Return the bands that are stored with a criterion."""
    return tuple(
        Band(Decimal(a["low"]), Decimal(a["high"]), a["label"], a.get("text", "")) for a in anchors
    )


def content_of_template(template: RuleSheetTemplate) -> Content:
    """Return the content that a new contest starts with."""
    weights = {dimension.key: dimension.weight for dimension in template.dimensions}
    return Content(
        technical_weight=weights["technical"],
        commercial_weight=weights["commercial"],
        lines=tuple(
            Line(
                key=line.key,
                name=line.name,
                hint=line.hint,
                dimension=line.dimension,
                top=line.top,
                step=line.step,
                weight=line.weight,
                bands=tuple(Band(a.low, a.high, a.label, a.text) for a in line.anchors),
            )
            for line in template.criteria
        ),
        trim=Trim(template.trim),
        trim_each_end=template.trim_each_end,
        min_to_trim=template.min_to_trim,
        decimals=template.decimals,
        round_order=RoundOrder(template.round_order),
        ties=template.ties,
        quorum=template.quorum,
        quorum_technical=template.quorum_per_kind,
        quorum_commercial=template.quorum_per_kind,
        pass_mark=template.pass_mark,
    )


def canonical(content: Content, *, contest_id: int, number: int) -> bytes:
    """Return the content of version ``number`` as canonical JSON (RFC 8785), numbers as text."""
    written = _written(asdict(content))
    return rfc8785.dumps({"contest": contest_id, "number": number, **written})


def digest_of(content: Content, *, contest_id: int, number: int) -> str:
    """Return the SHA-256 of the canonical JSON, hexadecimal: what the seal holds."""
    return hashlib.sha256(canonical(content, contest_id=contest_id, number=number)).hexdigest()


def next_key(taken: set[str]) -> str:
    """Return a key for a new criterion that none has: ``c1``, ``c2`` …"""
    number = 1
    while f"c{number}" in taken:
        number += 1
    return f"c{number}"


def _written(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _written(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_written(inner) for inner in value]
    if isinstance(value, Decimal):
        return number_text(value)
    return value.value if isinstance(value, Trim | RoundOrder) else value
