"""Who may read, decide and ask for recusals. Judges' names are the organizer's to know."""

from __future__ import annotations

from contest.core.access import Policy, Rule
from contest.core.db import db
from contest.models import Entry, Role, User
from contest.policies import is_organizer, oversees_it, runs_it
from contest.states import EntryState
from judging.models import Recusal, RecusalRequest


def _recusal(recusal_id: int) -> Recusal | None:
    return db.session.get(Recusal, recusal_id)


def _request(request_id: int) -> RecusalRequest | None:
    return db.session.get(RecusalRequest, request_id)


def _entry(entry_id: int) -> Entry | None:
    return db.session.get(Entry, entry_id)


@Rule
def entered_it(actor: User, entry: Entry) -> bool:
    """Hold for the staff of the enterprise whose entry it is."""
    return actor.role is Role.ENTERPRISE and actor.organisation_id == entry.enterprise_id


@Rule
def asked_for_it(actor: User, request: RecusalRequest) -> bool:
    """Hold for the staff of the enterprise that made the request."""
    return entered_it(actor, request.entry)


@Rule
def is_in_the_running(_actor: User, entry: Entry) -> bool:
    """Hold while the entry is submitted or admitted."""
    return entry.state in {EntryState.SUBMITTED, EntryState.ADMITTED}


VIEW_RECUSAL = Policy("recusal.view", runs_it | oversees_it, find=_recusal)
DECIDE_RECUSAL = Policy("recusal.decide", VIEW_RECUSAL.see, act=is_organizer, find=_recusal)
ASK_RECUSAL = Policy("recusal.ask", entered_it, act=is_in_the_running, find=_entry)
VIEW_REQUEST = Policy("recusal_request.view", runs_it | oversees_it, find=_request)
ANSWER_REQUEST = Policy("recusal_request.answer", VIEW_REQUEST.see, act=is_organizer, find=_request)
READ_EVIDENCE = Policy("recusal_request.file", runs_it | oversees_it | asked_for_it, find=_request)
