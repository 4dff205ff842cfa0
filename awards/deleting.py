"""What awards keep for a draft contest: its prizes, which go with it when it is deleted."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l

from awards.queries.prizes import prizes_ever_of
from contest.deleting import Belongings
from contest.models import Contest


def belongings(contest: Contest) -> Sequence[Belongings]:
    """Return the prizes; nothing was ever awarded in a draft."""
    return [Belongings(_l("奖项"), list(prizes_ever_of(contest.id).values()))]
