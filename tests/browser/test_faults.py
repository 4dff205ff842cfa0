"""A hundred ballots through each way a network fails: all arrive, once, and each receipt holds."""

from __future__ import annotations

import pytest
import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from playwright.sync_api import Browser, Page
from sqlalchemy import select

from contest.core.db import db
from contest.models import Entry
from judging.models import Ballot
from judging.queries.ballots import rubric_of
from judging.receipts import content_of
from judging.states import BallotState
from tests.browser.conftest import sign_in
from tests.browser.hall import GIVE, HUNDRED, KEPT, judge_named, more_entries, wait_until_sent
from tests.browser.proxy import FAULTS, proxy_to

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]
# A twentieth of the real pauses: the same code, the same order of tries, less of the clock.
PAUSE = 50


@pytest.fixture
def hall(demo_app, address, browser: Browser):
    """Return a judge's page behind a proxy, the proxy, and a hundred entries without a ballot."""
    demo_app.config["TABLET_PAUSE"] = PAUSE
    judge = judge_named("judge05")
    entries, port = more_entries(judge), int(address.rpartition(":")[2])
    with proxy_to(port) as proxy:
        context = browser.new_context(base_url=f"http://127.0.0.1:{proxy.port}")
        page = context.new_page()
        page.route("**/*blank=1", lambda route: route.abort())
        page.goto("/sign-in?next=/ballots/")
        sign_in(page, "judge05")
        page.wait_for_url("**/ballots/")
        yield page, proxy, judge, entries
        context.close()


def stored(entries) -> list[Ballot]:
    db.session.rollback()
    numbers = [each["entry"] for each in entries]
    return list(db.session.scalars(select(Ballot).where(Ballot.entry_id.in_(numbers))))


def fill_in(page: Page, judge, entries, marks) -> None:
    page.evaluate("import('/static/js/keeper.js').then(() => 0)")
    page.context.set_offline(True)
    page.evaluate(GIVE, [judge.id, entries, marks])
    page.context.set_offline(False)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_hundred_ballots_arrive_once_through(hall, fault):
    page, proxy, judge, entries = hall
    proxy.fault = fault

    fill_in(page, judge, entries, whole(entries))
    wait_until_sent(page)

    ballots = stored(entries)
    assert proxy.struck >= HUNDRED / 5
    assert len(ballots) == len({b.entry_id for b in ballots}) == len({b.uuid for b in ballots})
    assert [b.state for b in ballots] == [BallotState.SUBMITTED] * HUNDRED
    assert page.evaluate(KEPT, "drafts") == []
    kept = {each["entry"]: each["digest"] for each in page.evaluate(KEPT, "receipts")}
    assert kept == {b.entry_id: digest(b)[:16] for b in ballots}
    assert verified(proxy, page) == {b.uuid: digest(b) for b in ballots}


def whole(entries) -> dict[str, str]:
    """Return a mark for each line of the sheet that is sealed for these entries."""
    entry = db.session.get_one(Entry, entries[0]["entry"])
    return {line.key: str(line.top) for line in rubric_of(entry.contest_id)}


def digest(ballot: Ballot) -> str:
    marks = {mark.criterion.key: f"{mark.points:.2f}" for mark in ballot.marks}
    named = {"uuid": ballot.uuid, "entry": ballot.entry_id, "judge": ballot.judge_id}
    return content_of(**named, state="submitted", marks=marks)


def verified(proxy, page: Page) -> dict[str, str]:
    """Return what the receipts that arrived are for; one that does not verify raises."""
    key = page.request.get("/api/v1/receipt-key").json()["public_key"]
    public, found = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)), {}
    for told in proxy.delivered:
        receipt = dict(told["receipt"])
        public.verify(bytes.fromhex(receipt.pop("signature")), rfc8785.dumps(receipt))
        found[receipt["uuid"]] = receipt["content"]
    return found
