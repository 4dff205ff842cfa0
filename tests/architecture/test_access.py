"""The access matrix: every page, every kind of visitor, in one table.

A cell says what the visitor is told: ``yes`` (any answer of the page itself),
``sign in``, ``no`` (403) or ``hidden`` (404).
"""

import csv
from pathlib import Path

import pytest

from tests.addresses import address
from contest.core.actions import operating
from contest.core.mail import MailMessage
from judging.queries.draws import sealed_draw_of
from tests.judging.auditing import an_audit
from tests.judging.drawing import sealed
from tests.world import MONDAY

ROWS = list(csv.DictReader(Path("tests/access_matrix.csv").read_text().splitlines()))
VISITORS = [name for name in ROWS[0] if name not in {"page", "method"}]
CASES = [(row["page"], row["method"], row) for row in ROWS]
ANSWERS = {401: "sign in", 403: "no", 404: "hidden"}

# What stands for each argument of an address: a name in the little world, or a value.
ARGUMENTS = {
    "lang": "en",
    "kind": "csv",
    "key": "award_list",
    "page": 1,
    "number": 1,
    "part": "goal",
    "token": "unknown",
    "digest": "0" * 64,
    "uuid": "11111111-0000-4000-8000-000000000001",
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


# What is made when a page needs it.
MADE = {
    "code": lambda world: world.certificate.code,
    "audit_id": lambda world: an_audit(world).id,
    "message_id": lambda _world: _letter(),
    "draw_id": lambda world: (sealed_draw_of(world.session.id) or sealed(world, world.session)).id,
}


def address(app, world, page):
    wanted = set().union(*(rule.arguments for rule in app.url_map.iter_rules(page)))
    made = {name: make(world) for name, make in MADE.items() if name in wanted}
    found = made | {
        n: ARGUMENTS[n] if n in ARGUMENTS else getattr(world, THINGS[n]).id
        for n in wanted - made.keys()
    }
    with app.test_request_context():
        return app.url_for(page, **found)


def answer_to(visit, url, *, method, who):
    response = visit(who).open(url, method=method)
    response.close()
    if response.status_code == 302 and "/sign-in" in response.headers["Location"]:
        return "sign in"
    return ANSWERS.get(response.status_code, "yes")


@pytest.mark.sqlite_only  # who may reach a page does not depend on the database
@pytest.mark.parametrize(("page", "method", "row"), CASES, ids=[f"{c[0]}-{c[1]}" for c in CASES])
def test_access(app, world, visit, page, method, row):
    url = address(app, world, page)

    answers = {
        name: answer_to(visit, url, method=method, who=getattr(world, name, None))
        for name in VISITORS
    }

    assert answers == {name: row[name] for name in VISITORS}


@pytest.mark.sqlite_only  # pages do not depend on the database
def test_every_page_is_in_the_matrix(app):
    pages = {
        (rule.endpoint, method)
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
        if rule.endpoint.split(".")[-1] != "static"
    }

    assert {(row["page"], row["method"]) for row in ROWS} == pages
