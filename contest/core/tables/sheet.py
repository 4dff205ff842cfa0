"""What any spreadsheet comes down to: numbered lines of texts, some of them unusable."""

from dataclasses import dataclass


class UnreadableTable(ValueError):
    """The file is no table that can be read; the message says what to do."""


class BadCell(str):
    """The text of a cell that must not be used, and the reason."""

    __slots__ = ("reason",)

    reason: str

    @classmethod
    def because(cls, reason: str, *, text: str) -> "BadCell":
        cell = cls(text)
        cell.reason = reason
        return cell


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the sheet: its number as people see it, from 1, and its cells."""

    number: int
    cells: tuple[str, ...]
