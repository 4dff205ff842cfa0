"""Judges who save at the same moment lose nothing, on both databases."""

from functools import partial

from sqlalchemy import func, select

from contest.core.actions import acting
from contest.core.db import db
from contest.core.ledger import LedgerEntry, LedgerHead
from contest.models import Entry, JudgeKind, Role, User
from judging.actions.ballots import save_ballot, submit_ballot
from judging.models import Ballot, Mark, Pledge, Seat
from judging.refusals import Stale
from judging.sent import Sent
from judging.states import BallotState
from tests.simultaneous import at_once, broken_chains
from tests.world import DAY, MONDAY

MANY = 20
WHOLE = {"understanding": "17.5", "solution": "31", "cost": "28.5"}


def uuid(number):
    return f"{number:08x}-0000-4000-8000-00000000000c"


def more_judges(world):
    """Seat twenty more judges, pledged and declared; return their numbers."""
    panel_id, contest_id = world.session.panel_id, world.contest.id
    with acting("test.seated", world.contest, by=None):
        judges = [
            User(
                username=f"judge{number}",
                name=f"评委 {number}",
                email=f"judge{number}@example.org",
                role=Role.JUDGE,
                body_id=world.body.id,
                created_at=MONDAY,
            )
            for number in range(MANY)
        ]
        db.session.add_all(judges)
        db.session.flush()
        for position, judge in enumerate(judges, 10):
            ties = {"contest_id": contest_id, "judge_id": judge.id}
            at = {"signed_at": MONDAY - DAY, "declared_at": MONDAY - DAY}
            seat = Seat(panel_id=panel_id, kind=JudgeKind.TECHNICAL, position=position, **ties)
            db.session.add_all([seat, Pledge(text_digest="0" * 64, **at, **ties)])
    return [judge.id for judge in judges]


def save(judge_id, entry_id, *, uuid, version=0, marks=None):
    return save_ballot(
        db.session.get(Entry, entry_id),
        by=db.session.get(User, judge_id),
        sent=Sent(uuid, version, marks or WHOLE),
    ).kept


def submit(judge_id, entry_id, *, uuid, version):
    entry, judge = db.session.get(Entry, entry_id), db.session.get(User, judge_id)
    submit_ballot(entry, by=judge, sent=Sent(uuid, version, WHOLE, submits=True))
    return "submitted"


def lines(verb):
    query = select(LedgerEntry).where(LedgerEntry.verb == verb, ~LedgerEntry.refused)
    return db.session.scalars(query.order_by(LedgerEntry.sequence)).all()


def test_twenty_judges_who_save_at_once_are_all_kept(app, world):
    judges, entry_id = more_judges(world), world.entry.id

    told = at_once(app, [partial(save, j, entry_id, uuid=uuid(j)) for j in judges])

    kept = db.session.execute(
        select(Ballot.judge_id, Ballot.uuid, func.count(Mark.criterion_id))
        .join(Mark)
        .group_by(Ballot.id)
        .order_by(Ballot.judge_id)
    ).all()
    assert [(saved.uuid, saved.version) for saved in told] == [(uuid(j), 1) for j in judges]
    assert [tuple(row) for row in kept] == [(judge, uuid(judge), 3) for judge in judges]


def test_the_chain_is_unbroken_after_simultaneous_saves(app, world):
    judges, entry_id = more_judges(world), world.entry.id
    chain = f"contest:{world.contest.id}"

    at_once(app, [partial(save, j, entry_id, uuid=uuid(j)) for j in judges])

    sequences = db.session.scalars(
        select(LedgerEntry.sequence).where(LedgerEntry.chain == chain).order_by("sequence")
    ).all()
    assert len(lines("ballot.saved")) == MANY
    assert sequences == list(range(1, db.session.get(LedgerHead, chain).sequence + 1))
    assert broken_chains() == []


def test_of_two_pages_that_save_one_version_one_is_told_of_the_other(app, world):
    judge_id, entry_id, ballot = world.judge.id, world.entry.id, world.ballot.uuid
    sheets = [{"cost": "10"}, {"cost": "12"}]

    told = at_once(
        app, [partial(save, judge_id, entry_id, uuid=ballot, version=1, marks=m) for m in sheets]
    )

    (refusal,) = (one for one in told if isinstance(one, Stale))
    (mark,) = world.ballot.marks
    assert (world.ballot.version, refusal.version) == (2, 2)
    assert f"{mark.points:f}" == refusal.marks["cost"]


def test_two_pages_that_begin_one_ballot_make_one(app, world):
    judge_id, entry_id = world.judge.id, world.rival_entry.id

    told = at_once(app, [partial(save, judge_id, entry_id, uuid=uuid(n)) for n in (1, 2)])

    ballots = db.session.scalars(select(Ballot).where(Ballot.entry_id == entry_id)).all()
    assert len(ballots) == 1
    assert {one.uuid for one in told} == {ballots[0].uuid}


def test_the_same_ballot_submitted_twice_at_once_is_submitted_once(app, world):
    judge_id, entry_id = world.judge.id, world.entry.id
    save(judge_id, entry_id, uuid=world.ballot.uuid, version=1)
    once = partial(submit, judge_id, entry_id, uuid=world.ballot.uuid, version=2)

    told = at_once(app, [once] * 2)

    assert told == ["submitted", "submitted"]
    assert (world.ballot.state, world.ballot.version) == (BallotState.SUBMITTED, 3)
    assert [bool(line.changes) for line in lines("ballot.submitted")] == [True, False]
