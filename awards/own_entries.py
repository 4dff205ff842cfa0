"""An enterprise's own entries on its desk: how each stands, and what comes next for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from contest.core import clock
from contest.core.db import db
from contest.models import Contest, Entry, User
from contest.queries.entries import own_entries
from contest.rules import Phase, phase
from contest.states import EntryState
from judging.queries.results import Result, results_for
from judging.queries.turns import Turn, turns_of_enterprise

# On the desk; the rest are under “我的揭榜”.
SHOWN = 10


@dataclass(frozen=True, slots=True)
class OwnEntry:
    """An entry, what comes next and when, its turn at the roadshow, and its published result."""

    entry: Entry
    coming: str
    at: datetime | None
    turn: Turn | None
    result: Result | None


def own_entries_of(user: User) -> list[OwnEntry]:
    """Return the newest entries of the person's enterprise, in three statements."""
    entries = db.session.scalars(own_entries(user).limit(SHOWN)).all()
    turns = turns_of_enterprise(user)
    results = {result.entry_id: result for result in results_for(user)}
    return [_own(entry, turns.get(entry.id), results.get(entry.id)) for entry in entries]


def _own(entry: Entry, turn: Turn | None, result: Result | None) -> OwnEntry:
    shown = turn if entry.state is EntryState.ADMITTED and _is_on(entry.contest) else None
    coming, at = ("", None) if result else _next(entry, shown)
    return OwnEntry(entry, coming, at, shown, result)


def _is_on(contest: Contest) -> bool:
    return phase(contest, clock.now()) not in {Phase.CONCLUDED, Phase.CANCELLED}


def _next(entry: Entry, turn: Turn | None) -> tuple[str, datetime | None]:
    """Return what comes next for an entry without a result, and when."""
    if not _is_on(entry.contest):
        return "", None
    if entry.state is EntryState.ADMITTED:
        return _on_stage(entry.contest, turn)
    return _before_admission(entry)


def _before_admission(entry: Entry) -> tuple[str, datetime | None]:
    contest, is_open = entry.contest, clock.now() < entry.contest.entries_close_at
    if entry.state is EntryState.DRAFT:
        return (_("报名截止"), contest.entries_close_at) if is_open else (_("未提交"), None)
    if entry.state is not EntryState.SUBMITTED:
        return "", None
    if is_open:
        return _("报名截止"), contest.entries_close_at
    return _("形式审查截止"), contest.screening_until


def _on_stage(contest: Contest, turn: Turn | None) -> tuple[str, datetime | None]:
    if turn and clock.now() < turn.begins_at:
        return _("路演"), turn.begins_at
    if clock.now() < contest.roadshow_from:
        return _("路演开始"), contest.roadshow_from
    return _("等待公布成绩"), None
