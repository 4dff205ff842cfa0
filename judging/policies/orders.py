"""Who may draw and change running orders. A draw's record itself is public."""

from __future__ import annotations

from contest.core.access import Policy
from contest.core.db import db
from contest.policies import is_organizer
from judging.models import Draw
from judging.policies.panels import reads_it


def _draw(draw_id: int) -> Draw | None:
    return db.session.get(Draw, draw_id)


CHANGE_DRAW = Policy("draw.change", reads_it, act=is_organizer, find=_draw)
