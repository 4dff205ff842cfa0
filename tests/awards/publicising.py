"""Awards of the little world on a published notice, for tests of what follows."""

from __future__ import annotations

from datetime import timedelta

from awards.actions import notices as actions
from awards.models import Notice
from awards.noticing import lines_now, shown_digest
from tests.awards.proposing import approve, propose


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
