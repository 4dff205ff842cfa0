"""Who may submit an entry and read its receipts."""

from __future__ import annotations

from contest.core.access import Policy, Rule
from contest.models import Submission, User
from contest.policies.entries import EDIT_ENTRY, reads_entry
from contest.queries.submissions import submission_by

SUBMIT_ENTRY = Policy("entry.submit", EDIT_ENTRY.see, act=EDIT_ENTRY.act, find=EDIT_ENTRY.find)


@Rule
def reads_its_entry(actor: User, submission: Submission) -> bool:
    """Hold for whoever may read the entry that was submitted."""
    return reads_entry(actor, submission.entry)


VIEW_RECEIPT = Policy("submission.view", reads_its_entry, find=submission_by)
