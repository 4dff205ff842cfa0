"""Who leads a session, who watches it, and who calls for help from it."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import joinedload

from contest.core.access import Policy
from contest.core.db import db
from contest.models import Role
from contest.policies import has_role, is_organizer
from judging.models import Absence, HelpCall, ScreenKey, Session, Slot
from judging.policies.panels import reads_it
from judging.queries.screens import pulse_of


def _session(session_id: int) -> Session | None:
    return db.session.get(Session, session_id, options=[joinedload(Session.contest)])


def _slot(slot_id: int) -> Slot | None:
    together = joinedload(Slot.session).joinedload(Session.contest)
    return db.session.get(Slot, slot_id, options=[together, joinedload(Slot.contest)])


def _one(model: Any) -> Any:
    """Return how a thing with a contest is found."""

    def find(number: int) -> Any:
        return db.session.get(model, number, options=[joinedload(model.contest)])

    return find


def _absence(absence_id: int) -> Any:
    return _one(Absence)(absence_id)


def _call(call_id: int) -> Any:
    return _one(HelpCall)(call_id)


def _key(key_id: int) -> Any:
    return _one(ScreenKey)(key_id)


VIEW_CONSOLE = Policy("console.view", reads_it, find=_session)
POLL_CONSOLE = Policy("console.view", reads_it, find=pulse_of)
RUN_SESSION = Policy("console.run", reads_it, act=is_organizer, find=_session)
RUN_SLOT = Policy("console.run", reads_it, act=is_organizer, find=_slot)
END_ABSENCE = Policy("absence.end", reads_it, act=is_organizer, find=_absence)
ANSWER_CALL = Policy("help_call.answer", reads_it, act=is_organizer, find=_call)
END_KEY = Policy("screen_key.end", reads_it, act=is_organizer, find=_key)
VIEW_SLIP = Policy("slip.view", reads_it, find=_slot)
FOLLOW_DAY = Policy("day.view", has_role(Role.JUDGE))
CALL_FOR_HELP = Policy("help_call.make", has_role(Role.JUDGE))
