"""A bundle names nobody: what is personal stands as commitments, which only some may open."""

from hashlib import sha256

import pytest
import rfc8785
from sqlalchemy import select

from awards.demo.canaries import canary
from contest.core.actions import acting
from contest.core.db import db
from contest.core.ledger import LedgerSecret
from contest.models import Contest, User
from judging.actions import attending, panels, recusals
from judging.models import Recusal
from tests.judging.bundle.reading import files_of, made, taken_apart
from tests.judging.people import recuse
from tests.judging.test_ballots import save
from tests.tampering import tamper

WORDS = ("与法定代表人是同学", "亲属在该企业任职", "晕倒送医", "家中有急事", "此人迟到了")


@pytest.fixture
def told(world):
    """Let people write about people wherever the log decides by it."""
    recusal = recuse(world.rival_entry, world.judge)
    with acting("test.detail", recusal, by=None):
        recusal.detail = WORDS[0]
    recusals.confirm_recusal(recusal, by=world.organizer, reason=WORDS[1])
    attending.record_absence(
        world.session,
        by=world.organizer,
        judge_id=world.other_judge.id,
        entry_id=None,
        reason=WORDS[2],
    )
    save(world, {"cost": "3"})
    with acting("test.noted", world.ballot, by=world.judge):
        world.ballot.comment = WORDS[4]
    seat = next(seat for seat in world.panel.seats if seat.judge_id == world.judge.id)
    panels.unseat_judge(seat, by=world.organizer, reason=WORDS[3])
    return world


def commitments_in(value):
    """Yield every commitment that stands anywhere in a bundle's rows."""
    if isinstance(value, dict):
        if isinstance(value.get("commitment"), str):
            yield value["commitment"]
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from commitments_in(inner)


def test_neither_names_nor_what_was_written_about_people_can_be_read(told):
    archive = made(told.contest).decode(errors="replace")

    assert [word for word in (*WORDS, "先生", "@example.org", "某医院") if word in archive] == []


def test_what_was_written_is_committed_to_and_the_opened_bundle_opens_all_of_it(told):
    bundle = taken_apart(made(told.contest, opens=True))

    opened = {row["commitment"]: row for row in bundle.pop("opened")}
    assert {row["value"] for row in opened.values()} >= {*WORDS, "judge 先生", "other_judge 先生"}
    assert opened.keys() == set(commitments_in(list(bundle.values())))
    for commitment, row in opened.items():
        content = {"salt": row["salt"], "value": row["value"]}
        assert sha256(rfc8785.dumps(content)).hexdigest() == commitment


def test_opening_adds_one_file_and_changes_no_other(told):
    closed, opened = files_of(made(told.contest)), files_of(made(told.contest, opens=True))

    assert {name for name in closed if closed[name] != opened[name]} == {
        *("opened.jsonl", "manifest.json", "manifest.sig")
    }
    assert closed["opened.jsonl"] == b""


def test_a_person_erased_leaves_the_bundle_whole(told):
    before = files_of(made(told.contest, opens=True))

    tamper("DELETE FROM ledger_secret")

    after = files_of(made(told.contest, opens=True))
    assert db.session.scalar(select(LedgerSecret).limit(1)) is None
    assert after == files_of(made(told.contest))
    assert {name for name in before if before[name] != after[name]} == {
        *("opened.jsonl", "manifest.json", "manifest.sig")
    }


def test_a_line_that_holds_such_words_from_an_older_time_is_withheld(told, monkeypatch):
    monkeypatch.setattr(Recusal, "personal", frozenset())
    recusal = recuse(told.entry, told.other_judge)
    with acting("recusal.confirmed", recusal, by=None):
        recusal.detail = "张三的同学"

    archive = made(told.contest)

    *_others, line = taken_apart(archive)["ledger"]
    assert "张三" not in archive.decode(errors="replace")
    assert (line["withheld"], line["rows"]) == (True, [f"recusal:{recusal.id}"])


def test_a_line_that_decides_nothing_is_given_by_its_digest_alone(told):
    with acting("entry.renamed", told.entry, by=told.author):
        told.entry.solution = "保密的技术方案"

    *_others, line = taken_apart(made(told.contest))["ledger"]

    assert line.keys() == {"sequence", "previous", "digest", "withheld"}


@pytest.mark.xdist_group("demo")
def test_the_demos_bundles_hold_no_name_and_no_tenants_word(demo_app):
    people = db.session.scalars(select(User)).all()
    words = {word for person in people for word in (person.name, person.email)}
    words |= {canary(person.username) for person in people}

    for contest in db.session.scalars(select(Contest)).all():
        archive = made(contest).decode(errors="replace")
        assert {word for word in words if word in archive} == set()
