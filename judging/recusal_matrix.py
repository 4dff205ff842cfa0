"""The recusal matrix of a session: entries by judges, and who remains against the quorum."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from judging.attendance import Attendance
from judging.models import Recusal, Session
from judging.quorum import Quorum
from judging.recusal_words import kind_name
from judging.states import RecusalState

REST = "rest"

# Of several recusals between the same two, the weightiest is shown.
_WEIGHT = (RecusalState.DISMISSED, RecusalState.POTENTIAL, RecusalState.CONFIRMED)
_LOOKS = {
    RecusalState.POTENTIAL: "potential",
    RecusalState.CONFIRMED: "recused",
    RecusalState.DISMISSED: "dismissed",
}


@dataclass(frozen=True, slots=True)
class Heading:
    """A row or a column, as the component draws it."""

    key: int | str
    label: str
    note: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands between a judge and an entry, or who remains for an entry."""

    state: str
    word: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows of entries in running order, columns of seated judges and of who remains."""

    rows: list[Heading]
    columns: list[Heading]
    cells: dict[tuple[int | str, int | str], Cell]


def matrix_of(
    session: Session,
    recusals: Iterable[Recusal],
    *,
    attendance: Mapping[int, Attendance],
    quorum: Quorum,
) -> Matrix:
    """Return the matrix of a session; each recusal leads to its page."""
    seats = [seat for seat in session.panel.seats if seat.left_at is None]
    rows = [
        Heading(slot.entry_id, f"{slot.position}. {slot.entry.title}") for slot in session.slots
    ]
    judges = [Heading(s.judge_id, s.judge.name, kind_name(s.kind)) for s in seats]
    cells = _cells(recusals)
    for slot in session.slots:
        if found := attendance.get(slot.entry_id):
            cells[slot.entry_id, REST] = _rest(found, quorum)
    rest = Heading(REST, _("可评"), _("至少 %(n)s", n=quorum.judges))
    return Matrix(rows, [*judges, rest], cells)


def _cells(recusals: Iterable[Recusal]) -> dict[tuple[int | str, int | str], Cell]:
    words = {
        RecusalState.POTENTIAL: _("待确认"),
        RecusalState.CONFIRMED: _("回避"),
        RecusalState.DISMISSED: _("已解除"),
    }
    return {
        (recusal.entry_id, recusal.judge_id): Cell(
            _LOOKS[recusal.state],
            words[recusal.state],
            url_for("recusals.show", recusal_id=recusal.id),
        )
        for recusal in sorted(recusals, key=lambda recusal: _WEIGHT.index(recusal.state))
    }


def _rest(attendance: Attendance, quorum: Quorum) -> Cell:
    if attendance.short(quorum):
        return Cell("recused", _("%(n)s 位，不足", n=attendance.remaining))
    if attendance.at_risk(quorum):
        return Cell("potential", _("%(n)s 位，待定后或不足", n=attendance.remaining))
    return Cell("marked", _("%(n)s 位", n=attendance.remaining))
