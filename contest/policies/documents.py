"""Who may read, add and remove an entry's documents."""

from __future__ import annotations

from contest.core.access import Policy, Rule
from contest.models import EntryDocument, User
from contest.policies import oversees_it, runs_it
from contest.policies.entries import owns_entry
from contest.queries.documents import document_by
from contest.queries.submissions import submitted_documents


@Rule
def owns_document(actor: User, document: EntryDocument) -> bool:
    """Hold for the people of the enterprise whose entry the document is of."""
    return owns_entry(actor, document.entry)


@Rule
def runs_its_contest(actor: User, document: EntryDocument) -> bool:
    """Hold for organizers and supervisors of the entry's contest."""
    return (runs_it | oversees_it)(actor, document.entry)


@Rule
def was_handed_in(_actor: User, document: EntryDocument) -> bool:
    """Hold for a document of any submission: what was only uploaded is its author's alone."""
    return document.id in submitted_documents(document.entry)


# Judges read documents through judging's own pages, where recusals are known; issuers do not.
reads_entry_file = owns_document | (runs_its_contest & was_handed_in)

READ_DOCUMENT = Policy("document.read", reads_entry_file, find=document_by)
REMOVE_DOCUMENT = Policy("document.remove", reads_entry_file, act=owns_document, find=document_by)
