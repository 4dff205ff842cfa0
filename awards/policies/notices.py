"""Who may draft, publish and withdraw notices, and confirm and announce what they named."""

from __future__ import annotations

from awards.models import Notice
from awards.policies.prizes import contest_by
from awards.queries.notices import announcement_by, notice_by
from contest.core.access import Policy
from contest.policies import is_real, oversees_it, runs_it


def _notice(notice_id: int, **_rest: str) -> Notice | None:
    return notice_by(notice_id)


LIST_NOTICES = Policy("notice.list", runs_it | oversees_it, find=contest_by)
RUN_NOTICES = Policy("notice.run", LIST_NOTICES.see, act=runs_it & is_real, find=contest_by)
VIEW_NOTICE = Policy("notice.view", runs_it | oversees_it, find=_notice)
EDIT_NOTICE = Policy("notice.edit", VIEW_NOTICE.see, act=runs_it, find=_notice)
VIEW_ANNOUNCEMENT = Policy("awards.announced", runs_it | oversees_it, find=announcement_by)
