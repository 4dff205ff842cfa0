"""Copying a contest for a rehearsal: its rules, panels and sessions, with made-up entries.

Everything hangs on a contest of its own, in a state that no public page, list, standings, plan
or prize asks for; so nothing of it can be counted among the results. Within an action.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import uuid4

from flask_babel import gettext as _
from sqlalchemy import inspect, select

from contest.core import clock
from contest.core.db import db
from contest.models import Challenge, Contest, Entry, Organisation, OrganisationKind
from contest.states import ContestState, EntryState
from judging.models import Criterion, Panel, RuleSheet, Seat, Session, Slot
from judging.sample_texts import CALIBRATION, CHALLENGE, CODE, ENTERPRISE, PAIN_POINT, SAMPLES
from judging.states import RuleSheetState

LASTS = timedelta(days=2)
DAY = timedelta(days=1)


def copied(row: Any, *without: str) -> dict[str, Any]:
    """Return a row's columns but its number and those named."""
    left_out = {"id", "version", *without}
    names = [column.key for column in inspect(type(row)).column_attrs]
    return {name: getattr(row, name) for name in names if name not in left_out}


def new_contest(source: Contest) -> Contest:
    """Return the rehearsal's contest: open to marks from now on for two days."""
    now = clock.now()
    times = {
        "entries_open_at": now - 2 * DAY,
        "entries_close_at": now - DAY,
        "screening_until": now - DAY,
        "roadshow_from": now,
        "roadshow_until": now + LASTS,
    }
    values = copied(source, "state", "name", "budget_fen", "rehearsal_of_id", *times)
    contest = Contest(**values, **times, name=_("%(name)s（彩排）", name=source.name))
    contest.rehearsal_of_id = source.id
    contest.state = ContestState.DRAFT
    contest.state = ContestState.REHEARSAL
    db.session.add(contest)
    db.session.flush()
    return contest


def copy_rules(source: RuleSheet, contest: Contest) -> None:
    """Seal the same rules for the rehearsal, under the same digest."""
    lines = [Criterion(**copied(line, "rule_sheet_id")) for line in source.criteria]
    values = copied(source, "state", "contest_id", "number")
    sheet = RuleSheet(**values, contest_id=contest.id, number=1, criteria=lines)
    sheet.state = RuleSheetState.DRAFT
    sheet.state = RuleSheetState.SEALED
    db.session.add(sheet)


def copy_panel(source: Panel, contest: Contest) -> Panel:
    """Seat the same judges."""
    seats = [seat for seat in source.seats if seat.left_at is None]
    return _panel(contest, source.name, seats)


def everybody(panels: Iterable[Panel], contest: Contest) -> Panel:
    """Seat every judge of the panels on one."""
    seats = {seat.judge_id: seat for panel in panels for seat in panel.seats if not seat.left_at}
    return _panel(contest, _("校准（全体专家）"), list(seats.values()))


def _panel(contest: Contest, name: str, seats: list[Seat]) -> Panel:
    made = [
        Seat(contest_id=contest.id, judge_id=seat.judge_id, kind=seat.kind, position=position)
        for position, seat in enumerate(seats, 1)
    ]
    panel = Panel(contest_id=contest.id, name=name, seats=made)
    db.session.add(panel)
    db.session.flush()
    return panel


def new_session(contest: Contest, panel: Panel, entries: list[Entry], **named: Any) -> Session:
    """Let a panel hear the entries from now on."""
    slots = [
        Slot(contest_id=contest.id, entry_id=entry.id, position=position)
        for position, entry in enumerate(entries, 1)
    ]
    session = Session(
        contest_id=contest.id, panel_id=panel.id, starts_at=clock.now(), slots=slots, **named
    )
    db.session.add(session)
    return session


def sample_entries(contest: Contest, first: int) -> list[Entry]:
    """Return the sample entries, numbered from ``first`` on."""
    return [_entry(contest, number, text) for number, text in enumerate(SAMPLES, first)]


def calibration_entry(contest: Contest) -> Entry:
    """Return the one that all judges mark."""
    return _entry(contest, 0, CALIBRATION)


def _entry(contest: Contest, number: int, text: tuple[str, str, str]) -> Entry:
    """Return an admitted entry for a challenge of its own that is never published."""
    sample = _enterprise(contest.body_id)
    challenge = Challenge(
        contest_id=contest.id, issuer_id=sample.id, title=CHALLENGE, pain_point=PAIN_POINT
    )
    db.session.add(challenge)
    db.session.flush()
    title, summary, solution = text
    now = clock.now()
    entry = Entry(
        uuid=str(uuid4()),
        contest_id=contest.id,
        challenge_id=challenge.id,
        enterprise_id=sample.id,
        number=_("演练-%(number)s", number=number) if number else _("校准"),
        title=title,
        summary=summary,
        solution=solution,
        created_at=now,
        submitted_at=now,
    )
    for state in (EntryState.DRAFT, EntryState.SUBMITTED, EntryState.ADMITTED):
        entry.state = state
    db.session.add(entry)
    db.session.flush()
    return entry


def _enterprise(body_id: int) -> Organisation:
    """Return the body's sample enterprise, which has no staff."""
    own = (Organisation.uscc == CODE, Organisation.body_id == body_id)
    if found := db.session.scalar(select(Organisation).where(*own)):
        return found
    made = Organisation(
        kind=OrganisationKind.ENTERPRISE, name=ENTERPRISE, uscc=CODE, body_id=body_id
    )
    db.session.add(made)
    db.session.flush()
    return made
