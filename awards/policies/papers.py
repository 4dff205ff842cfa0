"""Who may see what official papers are of, where no page has a policy for it already."""

from __future__ import annotations

from contest.core.access import Policy
from contest.core.db import db
from contest.policies import oversees_it, runs_it
from judging.models import Edition
from judging.states import EditionState


def _edition(edition_id: int) -> Edition | None:
    """Return an edition that was published: of a trial there is no paper."""
    found = db.session.get(Edition, edition_id)
    shown = (EditionState.PUBLISHED, EditionState.SUPERSEDED)
    return found if found and found.state in shown else None


VIEW_EDITION_PAPER = Policy("edition.view", runs_it | oversees_it, find=_edition)
