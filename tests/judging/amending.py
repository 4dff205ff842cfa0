"""Amendments of the little world's ballots, step by step, for the tests."""

from __future__ import annotations

from sqlalchemy import select

from awards.models import Prize
from contest.core.actions import acting
from contest.core.db import db
from judging.actions import amendments as actions
from judging.actions import editions
from judging.actions.amendments import Request
from judging.models import AmendedBallot, Amendment, AmendmentGround, Ballot, Standing
from judging.queries.amendments import amendment_by
from judging.queries.previews import preview_of
from tests.judging.counting import KEYS

REASON = "商务项漏加了 5 分，已对照签名的纸质评分表核实"


def add_prize(world, *, seats=1) -> None:
    """Let the best of each ranking win the first prize."""
    with acting("test.prize", world.contest, by=None):
        about = {"contest_id": world.contest.id, "position": 1, "name": "一等奖"}
        db.session.add(Prize(**about, seats=seats, amount_fen=100_000_000))


def ballot_of(entry, judge) -> Ballot:
    own = (Ballot.entry_id == entry.id, Ballot.judge_id == judge.id)
    return db.session.scalars(select(Ballot).where(*own)).one()


def marks(text: str) -> dict[str, str]:
    return dict(zip(KEYS, text.split(), strict=True))


def propose(world, changes, *, by=None, ground=AmendmentGround.SUM_ERROR, occasion="") -> Amendment:
    """Propose other marks, e.g. ``{(entry, judge): "18 35 39"}``."""
    wanted = {ballot_of(*key).id: marks(text) for key, text in changes.items()}
    request = Request(wanted, ground, occasion)
    by = by or world.organizer
    return actions.propose_amendment(world.contest, by=by, request=request, reason=REASON)


def sign(amendment) -> None:
    for one in now(amendment).ballots:
        sign_one(amendment, one.judge)


def sign_one(amendment, judge) -> None:
    query = select(AmendedBallot).where(
        AmendedBallot.amendment_id == amendment.id, AmendedBallot.judge_id == judge.id
    )
    for one in db.session.scalars(query).all():
        actions.sign_amendment(one, by=judge)


def cosign(amendment, by) -> None:
    found = now(amendment)
    actions.cosign_amendment(found, by=by, digest=preview_of(found).digest)


def apply(world, amendment) -> Amendment:
    actions.apply_amendment(now(amendment), by=world.organizer)
    return now(amendment)


def amend(world, changes, **more) -> Amendment:
    """Take an amendment the whole way."""
    amendment = propose(world, changes, **more)
    sign(amendment)
    cosign(amendment, world.supervisor)
    return apply(world, amendment)


def now(amendment) -> Amendment:
    db.session.expire_all()
    return amendment_by(amendment.id)


def publish(world, *, reason=""):
    edition = editions.compute_edition(world.contest, by=world.organizer, reason=reason)
    editions.publish_edition(edition, by=world.organizer)
    return edition


def scores(edition) -> dict[int, str]:
    rows = db.session.scalars(select(Standing).where(Standing.edition_id == edition.id))
    return {row.entry_id: f"{row.place}. {row.score:.2f}" for row in rows}
