"""Who may read and change panels, sessions and running orders."""

from __future__ import annotations

from contest.core.access import Policy
from contest.core.db import db
from contest.models import Role
from contest.policies import has_role, is_organizer, oversees_it, runs_it
from judging.models import Panel, Seat, Session, Slot
from judging.queries.contests import contest_by_id


def _panel(panel_id: int) -> Panel | None:
    return db.session.get(Panel, panel_id)


def _seat(seat_id: int) -> Seat | None:
    return db.session.get(Seat, seat_id)


def session_by_id(session_id: int) -> Session | None:
    return db.session.get(Session, session_id)


def _slot(slot_id: int) -> Slot | None:
    return db.session.get(Slot, slot_id)


reads_it = runs_it | oversees_it

VIEW_CURRENT = Policy("panel.current", has_role(Role.ORGANIZER, Role.SUPERVISOR))
VIEW_SETUP = Policy("panel.list", reads_it, find=contest_by_id)
PREPARE = Policy("panel.prepare", reads_it, act=is_organizer, find=contest_by_id)
CHANGE_PANEL = Policy("panel.change", reads_it, act=is_organizer, find=_panel)
CHANGE_SEAT = Policy("seat.change", reads_it, act=is_organizer, find=_seat)
VIEW_SESSION = Policy("session.view", reads_it, find=session_by_id)
CHANGE_SESSION = Policy("session.change", reads_it, act=is_organizer, find=session_by_id)
CHANGE_SLOT = Policy("slot.change", reads_it, act=is_organizer, find=_slot)
