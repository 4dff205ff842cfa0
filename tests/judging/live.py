"""An evening in the little world: a session that runs, and judges who mark."""

from decimal import Decimal

from contest.core.actions import acting
from contest.core.db import db
from judging.actions import ballots, stage
from judging.models import Ballot, MarksWhen, Slot
from judging.queries.live import live_of
from judging.sent import Sent

LINES = ("understanding", "solution", "cost")


def slots(world):
    return db.session.query(Slot).filter_by(session_id=world.session.id).order_by(Slot.position)


def running(world, marks_when=MarksWhen.CALLED):
    """Start the session; its judges wait for the call."""
    with acting("test.called", world.session, by=None):
        world.session.marks_when = marks_when
    stage.start_session(world.session, by=world.organizer)
    return world.session


def on_stage(world, position=1):
    """Call the entry of that position and open its marking."""
    slot = slots(world).filter_by(position=position).one()
    before = live_of(world.session).stage
    stage.call_slot(slot, by=world.organizer, seen=before and before.slot_id)
    stage.open_marking(slot, by=world.organizer)
    return slot


def mark(world, judge, entry, points="15", **more):
    """Let a judge submit the same mark on every line."""
    kept = db.session.query(Ballot).filter_by(judge_id=judge.id, entry_id=entry.id).first()
    uuid = kept.uuid if kept else f"33333333-0000-4000-8000-{judge.id:06d}{entry.id:06d}"
    version = kept.version if kept else 0
    sent = Sent(uuid=uuid, version=version, marks=dict.fromkeys(LINES, points), **more)
    ballots.submit_ballot(entry, by=judge, sent=sent)


def all_marked(world):
    """Hear and mark both entries: the first gets 15s and 10s, the second 18s and 12s."""
    running(world)
    for position, entry, points in ((1, "entry", ("15", "10")), (2, "rival_entry", ("18", "12"))):
        on_stage(world, position)
        for judge, mark_ in zip((world.judge, world.other_judge), points, strict=True):
            mark(world, judge, getattr(world, entry), mark_)


TOTALS = {"entry": Decimal("37.50"), "rival_entry": Decimal("45.00")}
