"""Reading the marks of a sheet. Pure: text in, exact numbers or sentences out."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Protocol


class Line(Protocol):
    """What a mark must keep to: 0 to ``top``, in steps of ``step``."""

    @property
    def key(self) -> str:
        """What the line is called among the sheet's."""

    @property
    def name(self) -> str:
        """What people call it."""

    @property
    def top(self) -> Decimal:
        """The most that can be given."""

    @property
    def step(self) -> Decimal:
        """What every mark is a multiple of."""


class BadMarks(ValueError):
    """Some marks cannot be taken; ``faults`` are Chinese sentences by criterion key."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__(" ".join(faults.values()))
        self.faults = dict(faults)


def read_marks(
    typed: Mapping[str, str | None], rubric: Sequence[Line]
) -> dict[str, Decimal | None]:
    """Return the marks by criterion key; empty is None, not marked, and never 0.

    Criteria that are not in ``typed`` are not in the result. Raise BadMarks
    with every fault at once.
    """
    lines = {line.key: line for line in rubric}
    faults: dict[str, str] = {}
    if unknown := len(typed.keys() - lines.keys()):  # told by number: a key may be any text
        faults[""] = f"有 {unknown} 项不在评分表中，请刷新页面后再打分。"
    marks: dict[str, Decimal | None] = {}
    for key in typed.keys() & lines.keys():
        try:
            marks[key] = _mark(typed[key], lines[key])
        except ValueError as fault:
            faults[key] = str(fault)
    if faults:
        raise BadMarks(faults)
    return marks


def _mark(typed: str | None, line: Line) -> Decimal | None:
    text = unicodedata.normalize("NFKC", typed or "").strip()
    if not text:
        return None
    try:
        mark = Decimal(text)
    except InvalidOperation:
        raise ValueError(f"“{line.name}”请填写数字。") from None
    if not mark.is_finite() or not 0 <= mark <= line.top or mark % line.step:
        top, step = f"{line.top.normalize():f}", f"{line.step.normalize():f}"
        raise ValueError(f"“{line.name}”须在 0 至 {top} 之间，每步 {step}。")
    return mark
