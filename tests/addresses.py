"""The address of every page in the little world, with the things there are for its arguments."""

from awards.archive.jobs import ask_for_archive
from contest.core.actions import operating
from contest.core.mail import MailMessage
from judging.queries.draws import sealed_draw_of
from tests.awards import delivering
from tests.awards.listing import a_review, of_a_revoked_award
from tests.awards.objecting import an_objection
from tests.awards.publicising import a_draft
from tests.judging.auditing import an_audit
from tests.judging.drawing import sealed
from tests.world import MONDAY

# What stands for each argument of an address: a name in the little world, or a value.
ARGUMENTS = {
    "lang": "en",
    "level": "city",
    "kind": "csv",
    "key": "award_list",
    "page": 1,
    "number": 1,
    "part": "goal",
    "token": "unknown",
    "digest": "0" * 64,
    "uuid": "11111111-0000-4000-8000-000000000001",
    "year": 2026,
}
THINGS = {
    "contest_id": "contest",
    "challenge_id": "challenge",
    "entry_id": "entry",
    "ballot_id": "ballot",
    "sheet_id": "rule_sheet",
    "panel_id": "panel",
    "seat_id": "seat",
    "session_id": "session",
    "slot_id": "slot",
    "recusal_id": "recusal",
    "request_id": "request",
    "edition_id": "trial_edition",
    "sign_in_id": "sign_in",
    "user_id": "judge",
    "member_id": "author",
    "body_id": "body",
    "field_id": "field",
    "plan_id": "plan",
    "award_id": "award",
    "scheme_id": "scheme",
    "claim_id": "claim",
    "claim_paper_id": "claim_paper",
    "certificate_id": "certificate",
    "payee_id": "payee",
    "payment_id": "payment",
    "revocation_id": "revocation",
    "follow_up_id": "follow_up",
    "question_id": "question",
    "attachment_id": "attachment",
    "submission_id": "entry_submission",
    "document_id": "entry_proposal",
    "upload_id": "upload",
    "check_id": "credit_check",
    "tablet_id": "tablet",
    "card_id": "card",
    "late_id": "late",
    "amendment_id": "amendment",
    "paper_id": "paper",
    "absence_id": "absence",
    "call_id": "help_call",
    "key_id": "screen_key",
}


def _letter():
    """Put a letter into the outbox, and return its number."""
    letter = MailMessage(written_at=MONDAY, recipient="a@example.org", subject="邀请", body="…")
    with operating() as session:
        session.add(letter)
        session.flush()
        return letter.id


def _archive(world):
    """Ask for an archive, and return the job's number."""
    return ask_for_archive(world.contest, by=world.organizer).id


# What is made when a page needs it.
MADE = {
    "notice_id": lambda world: a_draft(world).id,
    "objection_id": lambda world: an_objection(world).id,
    "code": lambda world: world.certificate.code,
    "agreement_id": lambda world: delivering.agreement(world).id,
    "award_id": lambda world: delivering.announced(world).id,
    "benchmark_id": lambda world: delivering.proposal(world).id,
    "case_id": lambda world: delivering.public_case(world).id,
    "delivery_id": lambda world: delivering.delivery(world).id,
    "file_id": lambda world: delivering.used(world).file_id,
    "milestone_id": lambda world: delivering.milestone(world).id,
    "use_id": lambda world: delivering.used(world).id,
    "job_id": _archive,
    "audit_id": lambda world: an_audit(world).id,
    "message_id": lambda _world: _letter(),
    "item_id": lambda world: a_review(world).id,
    "nomination_id": lambda world: of_a_revoked_award(world).id,
    "draw_id": lambda world: (sealed_draw_of(world.session.id) or sealed(world, world.session)).id,
}


def address(app, world, page, made=None):
    """Return a page's address; ``made`` keeps what was made for it, where pages share a world."""
    made = {} if made is None else made
    wanted = set().union(*(rule.arguments for rule in app.url_map.iter_rules(page)))
    for name in wanted & MADE.keys() - made.keys():
        made[name] = MADE[name](world)
    plain = {
        n: ARGUMENTS[n] if n in ARGUMENTS else getattr(world, THINGS[n]).id
        for n in wanted - made.keys()
    }
    found = plain | {n: made[n] for n in wanted & made.keys()}
    with app.test_request_context():
        return app.url_for(page, **found)
