"""What the states of objections are called, and with which tone they are shown."""

from __future__ import annotations

from datetime import date

from flask_babel import gettext as _

from awards.models import Objection
from awards.states import OPEN_OBJECTIONS, ObjectionState


def state_in_words(objection: Objection) -> tuple[str, str]:
    """Return the name of an objection's state, and its chip's tone."""
    return told_state(objection.state)


def told_state(state: ObjectionState) -> tuple[str, str]:
    """Return the name of a state of objections, and its chip's tone."""
    return {
        ObjectionState.RECEIVED: (_("已收到，待受理"), "warn"),
        ObjectionState.NOT_ACCEPTED: (_("不予受理"), "neutral"),
        ObjectionState.INQUIRY: (_("调查中"), "brand"),
        ObjectionState.UPHELD: (_("异议成立"), "seal"),
        ObjectionState.REJECTED: (_("异议不成立"), "ok"),
        ObjectionState.WITHDRAWN: (_("已撤回"), "neutral"),
    }[state]


def is_open(objection: Objection) -> bool:
    """Return whether the objection waits for a decision."""
    return objection.state in OPEN_OBJECTIONS


def is_overdue(objection: Objection, today: date) -> bool:
    """Return whether its answer is late."""
    return is_open(objection) and objection.due < today
