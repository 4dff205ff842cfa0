"""What judging keeps for a draft contest, and what of it keeps the contest from being deleted."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l

from contest.core.actions import Refusal
from contest.deleting import Belongings
from contest.models import Contest
from judging.queries.panels import panels_of
from judging.queries.pledges import has_pledges
from judging.queries.rulesheets import sealed_sheet, sheets_of
from judging.queries.sessions import sessions_of


class RulesSealed(Refusal):
    """A seal is a promise of what would decide."""

    reason = _l("评审规则已经封存，要留存备查，大赛不能删除。不再举办的，请公告后再取消。")


class PledgesSigned(Refusal):
    """Judges have bound themselves in writing."""

    reason = _l("评审专家已经签署承诺书，要留存备查，大赛不能删除。不再举办的，请公告后再取消。")


def hurdle(contest: Contest) -> Refusal | None:
    """Return what was done for good, and stays."""
    if sealed_sheet(contest.id):
        return RulesSealed()
    return PledgesSigned() if has_pledges(contest.id) else None


def belongings(contest: Contest) -> Sequence[Belongings]:
    """Return what was prepared: sessions before their panels, which take their seats along.

    No entry is in a draft, so there is no running order yet, and nothing that stands on entries.
    """
    return [
        Belongings(_l("路演场次"), sessions_of(contest.id)),
        Belongings(_l("评审组"), panels_of(contest.id)),
        Belongings(_l("评审规则的版本"), sheets_of(contest.id)),
    ]
