"""Who may read and write rule sheets. Once sealed, a rule sheet is public on its own page."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import joinedload

from contest.core.access import Policy, Rule
from contest.core.db import db
from contest.models import Role
from contest.policies import has_role, is_organizer, oversees_it, runs_it
from judging.models import RuleSheet
from judging.queries.contests import contest_by_id
from judging.queries.rulesheets import OPEN_STATES
from judging.states import RuleSheetState


def _sheet(sheet_id: int) -> RuleSheet | None:
    return db.session.get(RuleSheet, sheet_id, options=[joinedload(RuleSheet.contest)])


@Rule
def is_draft(_actor: Any, sheet: RuleSheet) -> bool:
    """Hold while the version is being written."""
    return sheet.state is RuleSheetState.DRAFT


@Rule
def is_unsealed(_actor: Any, sheet: RuleSheet) -> bool:
    """Hold until the version is sealed or given up."""
    return sheet.state in OPEN_STATES


VIEW_CURRENT = Policy("rule_sheet.current", has_role(Role.ORGANIZER, Role.SUPERVISOR))
LIST_SHEETS = Policy("rule_sheet.list", runs_it | oversees_it, find=contest_by_id)
BEGIN_SHEET = Policy("rule_sheet.begin", LIST_SHEETS.see, act=is_organizer, find=contest_by_id)
VIEW_SHEET = Policy("rule_sheet.view", runs_it | oversees_it, find=_sheet)
WRITE_SHEET = Policy("rule_sheet.write", VIEW_SHEET.see, act=is_organizer & is_draft, find=_sheet)
SEAL_SHEET = Policy("rule_sheet.seal", VIEW_SHEET.see, act=is_organizer & is_unsealed, find=_sheet)
