"""The demo: a world worth visiting, the same every time, and as true as if people had lived it."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from flask import current_app
from sqlalchemy import Table, func, select

from awards.demo.days import days
from awards.demo.papers import PAGES
from awards.invariants import check_invariants
from awards.models import Award, FollowUp, PlanLine
from contest.checklist import missing
from contest.core.db import Base, db
from contest.core.ledger import LedgerEntry
from contest.core.mail import MailMessage
from contest.core.sealing import SealedText
from contest.demo.marks import BROKEN_TIE, STANDING_TIE
from contest.models import (
    Challenge,
    Contest,
    CreditCheck,
    Entry,
    Organisation,
    OrganisationKind,
    Question,
    Role,
    StoredFile,
    Submission,
    User,
)
from contest.queries.submissions import parts_of
from contest.rules import Phase, phase
from contest.states import ChallengeState, EntryState
from judging.models import Ballot, Edition, Recusal, Standing
from judging.states import BallotState, EditionState, RecusalState
from tests import databases
from tests.conftest import close, make_app
from tests.demo import NOW, load_into

pytestmark = pytest.mark.xdist_group("demo")

RANDOM = {"head", "password_hash", "token_hash"}


def _count(model, *conditions) -> int:
    return db.session.scalar(select(func.count()).select_from(model).where(*conditions))


def _of(model, contest: Contest) -> list:
    return list(db.session.scalars(select(model).where(model.contest_id == contest.id)))


def test_three_contests_are_ended_on_their_roadshow_and_open(find):
    phases = {key: phase(find(Contest, key), NOW) for key in ("ended", "roadshow", "open")}

    assert phases == {
        "ended": Phase.CONCLUDED,
        "roadshow": Phase.ROADSHOW,
        "open": Phase.ENTERING,
    }


def test_it_has_as_many_of_everything_as_it_promises(demo):
    assert _count(Challenge, Challenge.state == ChallengeState.PUBLISHED) == 14
    assert _count(Organisation, Organisation.kind == OrganisationKind.ENTERPRISE) == 40
    assert _count(User, User.role == Role.JUDGE) == 9
    assert Counter(db.session.scalars(select(Entry.state))) == {
        EntryState.ADMITTED: 42,
        EntryState.SUBMITTED: 10,
        EntryState.DRAFT: 3,
        EntryState.REFUSED: 2,
        EntryState.WITHDRAWN: 1,
        EntryState.NO_SHOW: 1,
        EntryState.DISQUALIFIED: 1,
    }


def test_every_rule_of_the_product_holds_in_it(demo):
    assert [finding for finding in check_invariants() if not finding.holds] == []


def test_the_log_tells_of_it_in_the_order_of_time_up_to_now(demo):
    query = select(LedgerEntry.chain, LedgerEntry.at, LedgerEntry.refused)
    lines = db.session.execute(query.order_by(LedgerEntry.chain, LedgerEntry.sequence)).all()

    assert lines == sorted(lines, key=lambda line: (line.chain, line.at))
    assert max(line.at for line in lines) <= NOW
    assert [line for line in lines if line.refused] == []


# Salts are random, and so are digests of the log, which heads and the letters with them name.
APART = ("ledger", "signed_head", "mail_message")


def test_whoever_loads_it_twice_on_a_day_gets_the_same_rows(
    loaded_demo, drawn_papers, postgres_server
):
    with databases.empty_database(postgres_server, "demo") as url, databases.folder() as data:
        load_into(url, data, drawn_papers)

        assert _rows(url, data) == _rows(loaded_demo.url, loaded_demo.place)


def _rows(url: str, data: Path) -> dict[str, str]:
    """Return a digest of every table, without what is drawn by lot: salts, and their digests."""
    with make_app(url, data).app_context():
        tables = [t for t in Base.metadata.sorted_tables if not t.name.startswith(APART)]
        found = {table.name: _digest(table) for table in tables}
        told = [LedgerEntry.chain, LedgerEntry.sequence, LedgerEntry.verb, LedgerEntry.at]
        log = db.session.execute(select(*told).order_by(*told[:2])).all()
        close(current_app)
    return {**found, "log": sha256(str(log).encode()).hexdigest()}


def _digest(table: Table) -> str:
    drawn = [c for c in table.columns if c.name in RANDOM or isinstance(c.type, SealedText)]
    columns = [column for column in table.columns if column not in set(drawn)]
    rows = db.session.execute(select(*columns).order_by(*table.primary_key)).all()
    return sha256(str(rows).encode()).hexdigest()


@pytest.mark.parametrize("hour", [0, 3, 9, 13, 14, 23])
def test_at_any_hour_the_roadshow_is_on_and_its_first_half_over(hour: int):
    now = datetime(2026, 11, 22, tzinfo=UTC) + timedelta(hours=hour - 8)

    seen = days(now)

    table = seen.contests["roadshow"].timetable
    morning, afternoon = (s for s in seen.sessions if s.contest == "roadshow")
    turn = timedelta(minutes=12)
    assert table.roadshow_from == morning.starts_at
    assert morning.starts_at + len(morning.entries) * turn <= afternoon.starts_at
    assert afternoon.starts_at + turn <= now < table.roadshow_until


def test_half_of_the_ballots_of_the_roadshow_are_in(find):
    ballots = _of(Ballot, find(Contest, "roadshow"))

    states = Counter(ballot.state for ballot in ballots)
    assert states == {BallotState.SUBMITTED: 83, BallotState.DRAFT: 2}
    assert len({ballot.entry_id for ballot in ballots}) == 13


def test_a_draft_of_the_roadshow_still_lacks_a_mark(find):
    draft = db.session.scalars(
        select(Ballot).where(
            Ballot.entry_id == find(Entry, "metro-qiyun").id,
            Ballot.judge_id == find(User, "judge05").id,
        )
    ).one()

    assert (draft.state, len(draft.marks)) == (BallotState.DRAFT, 4)


def test_a_question_waits_for_its_answer(demo):
    waiting = db.session.scalars(select(Question).where(Question.answered_at.is_(None))).all()

    assert [question.challenge.issuer.name for question in waiting] == [
        "东屿市海洋渔业发展有限公司"
    ]


def test_a_recusal_waits_for_its_decision(find):
    waiting = [r for r in _of(Recusal, find(Contest, "roadshow")) if not r.decided_at]

    assert [(r.judge.username, r.state) for r in waiting] == [("judge09", RecusalState.POTENTIAL)]


def test_the_standings_of_the_ended_contest_are_published_with_its_ties_decided(find):
    edition = db.session.scalars(
        select(Edition).where(Edition.state == EditionState.PUBLISHED)
    ).one()

    second, first, seventh, eighth = (
        db.session.get(Standing, (edition.id, find(Entry, entry).id))
        for entry in (*BROKEN_TIE, *STANDING_TIE)
    )
    assert [(s.place, s.decided_by) for s in (first, second)] == [
        (2, "dimension:technical"),
        (3, "dimension:technical"),
    ]
    assert [(s.place, s.decided_by) for s in (seventh, eighth)] == [(7, "vote"), (8, "vote")]


def test_its_awards_are_given_once_an_enterprise_and_above_the_pass_mark(find):
    awards = _of(Award, find(Contest, "ended"))
    reasons = Counter(db.session.scalars(select(PlanLine.reason_code)))

    assert len(awards) == len({award.enterprise_id for award in awards}) == 10
    assert sum(award.amount_fen for award in awards) == 530_000_000
    assert reasons["enterprise_already_awarded"] == 1
    assert reasons["below_pass_mark"] == 1


def test_some_follow_ups_are_decided_and_some_wait(demo):
    states = Counter(
        (kind.value, state.value)
        for kind, state in db.session.execute(select(FollowUp.kind, FollowUp.state))
    )

    assert states == {
        ("catalogue", "yes"): 3,
        ("catalogue", "no"): 1,
        ("catalogue", "undecided"): 6,
        ("subsidy", "yes"): 2,
        ("subsidy", "no"): 1,
        ("subsidy", "undecided"): 7,
        ("key_rd", "yes"): 1,
        ("key_rd", "no"): 1,
        ("key_rd", "undecided"): 8,
    }


def test_every_submitted_entry_has_its_receipt_and_four_papers(demo):
    content = {s.entry_id: s.content for s in db.session.scalars(select(Submission))}

    assert len(content) == 57
    for one in content.values():
        assert {d["kind"]: d["pages"] for d in one["documents"]} == PAGES


def test_the_draft_shows_what_is_still_missing(demo, find):
    draft = find(Entry, "fishery-xixin")

    assert [part.key for part in missing(parts_of(draft))] == ["licence", "pledge"]


def test_the_pages_told_of_each_paper_are_the_pages_it_has(demo):
    import pypdfium2  # noqa: PLC0415 -- its own thread of C stays out of the other tests

    storage = demo.extensions["storage"]
    for file in db.session.scalars(select(StoredFile).order_by(StoredFile.id).limit(4)):
        with storage.open(file.digest) as content:
            assert len(pypdfium2.PdfDocument(content.read())) == file.pages


def test_an_admitted_entry_was_looked_up_for_all_of_its_organisations(find):
    entry = find(Entry, "hospital-yaoxu")

    checks = db.session.scalars(select(CreditCheck).where(CreditCheck.entry_id == entry.id))

    assert Counter(check.uscc for check in checks) == {
        entry.enterprise.uscc: 3,
        entry.members[0].uscc: 3,
    }


def test_the_letters_of_the_story_wait_in_the_outbox(demo):
    subjects = list(db.session.scalars(select(MailMessage.subject)))

    assert sum(subject.startswith("揭榜回执") for subject in subjects) > 57
    assert _count(MailMessage, MailMessage.sent_at.is_not(None)) == 0
