"""Who draws ballots for a paper audit and compares them, and who sees it."""

from __future__ import annotations

from contest.core.access import Policy
from contest.policies import is_organizer, is_real
from judging.policies.panels import reads_it
from judging.queries.contests import contest_by_id
from judging.queries.paper_audits import audit_by_id, line_by_ids

VIEW_AUDITS = Policy("paper_audit.list", reads_it, find=contest_by_id)
DRAW_AUDIT = Policy("paper_audit.run", reads_it, act=is_organizer & is_real, find=contest_by_id)
VIEW_AUDIT = Policy("paper_audit.view", reads_it, find=audit_by_id)
VIEW_LINE = Policy("paper_audit.view", reads_it, find=line_by_ids)
CHECK_LINE = Policy("paper_audit.run", reads_it, act=is_organizer, find=line_by_ids)
