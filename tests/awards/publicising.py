"""Awards of the little world on a published notice, for tests of what follows."""

from __future__ import annotations

from datetime import timedelta

from awards.actions import notices as actions
from awards.models import Notice
from awards.noticing import lines_now, shown_digest
from awards.queries.notices import draft_of
from contest.core.actions import acting
from contest.core.db import db
from tests.awards.proposing import approve, propose
from tests.world import MONDAY


def seen_of(notice: Notice) -> str:
    return shown_digest(notice, lines_now(notice.contest_id))


def approved(world):
    """Give both prizes of a ready world by two people."""
    approve(world, propose(world))


def publicise(world, *, by=None) -> Notice:
    """Draft and publish the notice of what is approved in a world."""
    notice = actions.draft_notice(world.contest, by=by or world.organizer)
    actions.publish_notice(notice, by=by or world.organizer, seen=seen_of(notice))
    return notice


def after_the_period(time, *, days=14):
    """Let a period of five working days be over."""
    time.now += timedelta(days=days)


def a_draft(world) -> Notice:
    """Return the draft of a notice, put there by the plan of the little world if there is none."""
    if (draft := draft_of(world.contest.id)) is not None:
        return draft
    with acting("test.drafted", world.contest, by=None):
        notice = Notice(
            contest_id=world.contest.id,
            number=1,
            plan_id=world.plan.id,
            edition_id=world.trial_edition.id,
            title="公示",
            text="现予公示。",
            phone="0000-0001",
            days=5,
            drafted_by_id=world.organizer.id,
            drafted_at=MONDAY,
        )
        db.session.add(notice)
    return notice
