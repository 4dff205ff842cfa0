"""A hundred entries for one judge, and the page's own code to give marks for all of them."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

import pytest
from playwright.sync_api import Page
from sqlalchemy import select

from contest.core.actions import acting
from contest.core.db import db
from contest.models import Challenge, Entry, User
from contest.states import ChallengeState, EntryState
from judging.models import Slot
from judging.queries.assignments import assignments_of

HUNDRED = 100
PUBLISHING = (
    ChallengeState.DRAFT,
    ChallengeState.SUBMITTED,
    ChallengeState.APPROVED,
    ChallengeState.PUBLISHED,
)
ADMITTING = (EntryState.DRAFT, EntryState.SUBMITTED, EntryState.ADMITTED)
# Through the same module that a sheet uses, so that no code of the page is passed by.
GIVE = """async ([judge, entries, marks]) => {
  const { Keeper } = await import("/static/js/keeper.js");
  for (const { entry, uuid, title } of entries) {
    const dataset = { ballot: "", version: "0", keptAs: `${judge}:${uuid}`, judge, entry, title };
    const keeper = new Keeper({ dataset }, { seen() {}, lost(reason) { throw reason; } });
    await keeper.give(marks, marks, "submitted");
  }
}"""
KEPT = """async (kind) => (await import("/static/js/store.js")).all(kind)"""
WAITING = """async () => (await (await import("/static/js/store.js")).all("drafts"))
  .filter(({ rev, confirmed }) => rev !== confirmed).length"""


def wait_until_sent(page: Page, seconds: int = 180) -> None:
    """Wait until the device holds nothing that was not received."""
    for _ in range(seconds * 10):
        if page.evaluate(WAITING) == 0:
            return
        page.wait_for_timeout(100)
    pytest.fail(f"{page.evaluate(WAITING)} ballots still wait")


def more_entries(judge: User, count: int = HUNDRED) -> list[dict[str, object]]:
    """Give the judge so many more entries in a session that is open; return what a page knows."""
    pattern = next(found for found in assignments_of(judge) if found.ballot is None)
    like, slot = pattern.entry, pattern.slot
    with acting("test.entries", like.contest, by=None):
        made = [_entry(like, number) for number in range(count)]
        db.session.flush()
        named = {"contest_id": slot.contest_id, "session_id": slot.session_id}
        for position, entry in enumerate(made, 101):
            db.session.add(Slot(**named, entry_id=entry.id, position=position))
    return [{"entry": e.id, "uuid": e.uuid, "title": e.title} for e in made]


def _entry(like: Entry, number: int) -> Entry:
    challenge = Challenge(
        contest_id=like.contest_id,
        issuer_id=like.challenge.issuer_id,
        field_id=like.challenge.field_id,
        title=f"榜单 {number}",
    )
    for state in PUBLISHING:
        challenge.state = state
    db.session.add(challenge)
    db.session.flush()
    entry = Entry(
        uuid=str(uuid5(NAMESPACE_URL, f"hall-{number}")),
        contest_id=like.contest_id,
        challenge_id=challenge.id,
        enterprise_id=like.enterprise_id,
        title=f"项目 {number}",
        created_at=like.created_at,
        submitted_at=like.submitted_at,
    )
    for state in ADMITTING:
        entry.state = state
    db.session.add(entry)
    return entry


def judge_named(username: str) -> User:
    return db.session.scalars(select(User).where(User.username == username)).one()
