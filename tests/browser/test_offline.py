"""The judge's day without a network, on one device and on two, until nothing is left on either."""

from __future__ import annotations

import os
import re
import shutil
import signal
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from contest.core.actions import acting
from contest.core.db import db
from contest.models import Contest, User
from judging.models import Ballot
from judging.queries.assignments import assignments_of
from tests.browser.conftest import PATIENCE, TABLET, sign_in
from tests.browser.hall import KEPT as KEPT_HERE
from tests.browser.hall import judge_named, wait_until_sent
from tests.browser.looking import faults
from tests.demo import Demo

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]
KEPT = re.compile(r"本机已存 \d\d:\d\d，网络不通")
RECEIVED = re.compile(r"^已回执 \d\d:\d\d$")
SUBMITTED = re.compile(r"^已提交，已回执 \d\d:\d\d$")
CACHED = """async () => (await (await caches.open("jiebang-day")).keys())
  .map(({ url }) => new URL(url).pathname)"""
LEFT = """async () => [
  ...await caches.keys(),
  ...(await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope),
  ...(await indexedDB.databases()).map(({ name }) => name),
]"""
EVERYTHING = """async () => {
  const day = await caches.open("jiebang-day");
  const texts = await Promise.all((await day.matchAll()).map((page) => page.text()));
  const stores = await import("/static/js/store.js");
  const kept = await Promise.all(["drafts", "receipts", "device"].map((kind) => stores.all(kind)));
  return texts.join("") + JSON.stringify(kept) + JSON.stringify(localStorage);
}"""


def state(page: Page):
    return page.locator("[data-ballot-state]")


def keep_the_day(page: Page, sheet: str) -> None:
    """Visit the list once, until the sheet is kept and the worker at work."""
    page.goto("/ballots/")
    for _ in range(PATIENCE // 100):
        if sheet in page.evaluate(CACHED) and page.evaluate("!!navigator.serviceWorker.controller"):
            return
        page.wait_for_timeout(100)
    pytest.fail("the day was not kept")


def fill_whole(page: Page, mark: str = "9.5") -> None:
    for box in page.locator("[data-criterion] .dial input").all():
        box.fill(mark)
    box.blur()


def submit(page: Page) -> None:
    page.click("[data-ballot-submit]")
    page.click("[data-submit-yes]")


def ballots_of(username: str, sheet: str) -> list[Ballot]:
    db.session.rollback()
    entry_id = int(sheet.rpartition("/")[2])
    query = select(Ballot).where(Ballot.entry_id == entry_id)
    return list(db.session.scalars(query.where(Ballot.judge_id == judge_named(username).id)))


def process_of(place: Path) -> int:
    """Return the number of the browser's own process that works in this folder."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if f"--user-data-dir={place}".encode() in words and not any(
            word.startswith(b"--type=") for word in words
        ):
            return int(folder.name)
    raise LookupError(place)


def on_disk(browser: Browser, place: Path, address: str):
    return browser.browser_type.launch_persistent_context(
        place,
        executable_path=shutil.which("chromium"),
        args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        base_url=address,
        viewport=TABLET,
        has_touch=True,
    )


def test_marks_outlive_a_cut_network_and_a_killed_browser(browser, address, fresh, tmp_path):
    context = on_disk(browser, tmp_path / "tablet", address)
    page = context.new_page()
    page.goto("/sign-in")
    sign_in(page, "judge05")
    page.wait_for_url(f"{address}/")
    keep_the_day(page, fresh)
    context.set_offline(True)
    page.goto(fresh)
    boxes = page.locator("[data-criterion] .dial input")
    for at, mark in enumerate(("7.5", "0", "12")):
        boxes.nth(at).fill(mark)
    boxes.nth(2).blur()
    expect(state(page)).to_have_text(KEPT)

    os.kill(process_of(tmp_path / "tablet"), signal.SIGKILL)
    context = on_disk(browser, tmp_path / "tablet", address)
    context.set_offline(True)
    page = context.new_page()
    page.goto(fresh)

    boxes = page.locator("[data-criterion] .dial input")
    expect(boxes.first).to_have_value("7.5")
    assert [box.input_value() for box in boxes.all()][:4] == ["7.5", "0.0", "12.0", ""]
    expect(state(page)).to_have_text(KEPT)
    assert page.locator(".papers").inner_text() != ""
    context.set_offline(False)
    expect(state(page)).to_have_text(re.compile("登录已过期|已回执"))
    if page.locator("[data-ballot-state] a").count():  # its cookie was not on the disk yet
        page.click("[data-ballot-state] a")
        sign_in(page, "judge05")
    expect(state(page)).to_have_text(RECEIVED)
    (ballot,) = ballots_of("judge05", fresh)
    assert sorted(float(mark.points) for mark in ballot.marks) == [0, 7.5, 12]
    context.close()


def test_a_ballot_submitted_without_a_network_leaves_nothing_behind(enter, fresh):
    page = enter("judge05")
    keep_the_day(page, fresh)
    page.context.set_offline(True)
    page.goto(fresh)
    fill_whole(page)
    submit(page)
    expect(state(page)).to_have_text("已提交到本机，等待发送")
    page.goto("/ballots/")
    expect(page.locator("[data-unsent-count]")).to_have_text("1 份评分只在本机，还没有收到回执。")

    page.context.set_offline(False)
    wait_until_sent(page)

    (ballot,) = ballots_of("judge05", fresh)
    entry = fresh.rpartition("/")[2]
    expect(page.locator(f"[data-own-state='{entry}']")).to_have_text(SUBMITTED)
    assert page.evaluate(KEPT_HERE, "drafts") == []
    assert fresh not in page.evaluate(CACHED)
    everything = page.evaluate(EVERYTHING)
    assert ballot.uuid not in everything
    assert re.search(r'(?<!data-low=)"9\.50?"', everything) is None
    page.context.set_offline(True)
    page.goto(fresh)
    page.wait_for_url("**/ballots/")


def test_kept_pages_hold_no_mark_of_anybodys(enter, loaded_demo: Demo):
    judge = loaded_demo.cast.find(User, "judge05")
    begun = next(f for f in assignments_of(judge) if f.ballot and f.is_open)
    sheet = f"/ballots/entries/{begun.entry.id}"
    page = enter("judge05")

    keep_the_day(page, sheet)

    everything = page.evaluate(EVERYTHING)
    assert begun.entry.title in everything
    assert begun.ballot.uuid not in everything
    assert 'class="earlier"' not in everything
    assert re.search(r'data-mark="[^"]', everything) is None
    assert re.search(r'id="mark-\w+"[^>]* value="[^"]', everything) is None


@pytest.mark.parametrize("allowed", [False, True])
def test_papers_stay_on_the_tablet_only_where_the_contest_allows_it(
    enter, demo_app, loaded_demo: Demo, allowed
):
    judge = loaded_demo.cast.find(User, "judge05")
    found = next(f for f in assignments_of(judge) if f.is_open)
    with_setting(found.contest_id, allowed)
    sheet = f"/ballots/entries/{found.entry.id}"
    page = enter("judge05")
    keep_the_day(page, sheet)
    page.goto(sheet)
    page.wait_for_timeout(200)
    for _ in range(100 if allowed else 1):
        if any("/papers/" in path for path in page.evaluate(CACHED)):
            break
        page.wait_for_timeout(100)

    page.context.set_offline(True)
    page.goto(sheet)

    kept = [path for path in page.evaluate(CACHED) if path.startswith(f"{sheet}/papers/")]
    assert bool(kept) is allowed
    if not allowed:
        expect(page.locator(".reader > .reader-page [data-unseen]")).to_be_visible()


def with_setting(contest_id: int, allowed: bool) -> None:
    contest = db.session.get_one(Contest, contest_id)
    with acting("test.setting", contest, by=None):
        contest.papers_offline = allowed


def test_eight_hours_offline_and_an_ended_sign_in_lose_nothing(enter, expire, fresh):
    page = enter("judge05")
    keep_the_day(page, fresh)
    page.context.set_offline(True)
    page.goto(fresh)
    page.fill("#mark-novelty", "7.5")
    page.locator("#mark-novelty").blur()
    expire()
    page.context.set_offline(False)

    page.click("text=登录已过期，重新登录")
    sign_in(page, "judge05")

    page.wait_for_url(f"**{fresh}")
    expect(page.locator("#mark-novelty")).to_have_value("7.5")
    expect(state(page)).to_have_text(RECEIVED)


def test_a_second_device_is_warned_takes_over_and_the_first_is_told(enter, fresh):
    first, second = enter("judge05"), enter("judge05")
    first.goto(fresh)
    first.fill("#mark-novelty", "7.5")
    expect(state(first)).to_have_text(RECEIVED)
    second.goto(fresh)
    second.fill("#mark-novelty", "8")
    dialog = second.locator("#ballot-differs")
    expect(dialog.locator(".differs")).to_have_count(1)
    expect(dialog).to_contain_text("正在另一台设备上填写")

    dialog.locator("[data-take-mine]").click()
    expect(state(second)).to_have_text(RECEIVED)
    first.fill("#mark-novelty", "6")

    told = first.locator("#ballot-differs")
    expect(told.locator(".differs td")).to_have_text(["6", "8"])
    told.locator("[data-take-theirs]").click()
    expect(first.locator("#mark-novelty")).to_have_value("8.0")
    (ballot,) = ballots_of("judge05", fresh)
    assert [float(mark.points) for mark in ballot.marks] == [8.0]


def test_signing_out_warns_of_unsent_marks_and_then_empties_the_device(enter, fresh):
    page = enter("judge05")
    page.route("**/api/v1/ballots/**", lambda route: route.abort())
    keep_the_day(page, fresh)
    page.goto(fresh)
    page.fill("#mark-novelty", "7.5")
    expect(state(page)).to_have_text(KEPT)
    page.goto("/ballots/")

    leave(page)
    dialog = page.locator("#sign-out-unsent")
    expect(dialog.locator("li")).to_have_count(1)
    dialog.locator("[data-close]").click()
    assert len(page.evaluate(KEPT_HERE, "drafts")) == 1
    leave(page)
    dialog.locator("[data-drop]").click()

    page.wait_for_url(lambda url: "/ballots" not in url)
    assert left(page) == []


def test_signing_out_from_the_first_page_of_all_empties_the_device_too(enter, fresh):
    page = enter("judge05")
    keep_the_day(page, fresh)

    leave(page)

    page.wait_for_url(lambda url: "/ballots" not in url)
    assert left(page) == []


def leave(page: Page) -> None:
    page.click("text=菜单")
    page.click("summary.who")
    page.click("form[data-sign-out] button")


def left(page: Page) -> list[str]:
    """Return the stores, caches and workers left once the browser had time to empty them."""
    for _ in range(PATIENCE // 100):
        if not page.evaluate(LEFT):
            return []
        page.wait_for_timeout(100)
    return page.evaluate(LEFT)


def test_another_judge_on_the_device_sees_nothing_of_the_first(enter, expire, fresh):
    page = enter("judge05")
    page.route("**/api/v1/ballots/**", lambda route: route.abort())
    keep_the_day(page, fresh)
    page.goto(fresh)
    page.fill("#mark-novelty", "7.5")
    expect(state(page)).to_have_text(KEPT)
    expire()
    page.goto("/sign-in?next=/ballots/")
    sign_in(page, "judge06")
    page.wait_for_url("**/ballots/")
    page.unroute("**/api/v1/ballots/**")
    page.wait_for_timeout(1500)

    expect(page.locator("[data-unsent]")).to_be_hidden()
    assert ballots_of("judge05", fresh) == []
    leave(page)
    page.wait_for_url(lambda url: "/ballots" not in url)
    page.goto("/sign-in?next=/ballots/")
    sign_in(page, "judge05")
    page.wait_for_url("**/ballots/")
    wait_until_sent(page)

    (ballot,) = ballots_of("judge05", fresh)
    assert [float(mark.points) for mark in ballot.marks] == [7.5]


def test_without_https_the_page_works_and_says_what_is_missing(browser, address, fresh):
    port = address.rpartition(":")[2]
    plain = browser.browser_type.launch(
        executable_path=shutil.which("chromium"),
        args=["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP jiebang.test 127.0.0.1"],
    )
    page = plain.new_context(base_url=f"http://jiebang.test:{port}", viewport=TABLET).new_page()
    page.goto("/sign-in")
    sign_in(page, "judge05")
    page.wait_for_url("**/")
    page.goto(fresh)
    expect(page.locator("[data-insecure]")).to_contain_text("回执无法核验")
    page.route("**/api/v1/ballots/**", lambda route: route.abort())
    page.fill("#mark-novelty", "7.5")
    expect(state(page)).to_have_text(KEPT)
    page.unroute("**/api/v1/ballots/**")
    page.reload()

    expect(state(page)).to_have_text(re.compile("已保存 .*回执无法核验"))
    assert len(ballots_of("judge05", fresh)) == 1
    plain.close()


@pytest.mark.parametrize("width", [820, 1180])
def test_axe_finds_nothing_on_the_judges_pages(enter, fresh, width):
    page = enter("judge05")
    page.set_viewport_size({"width": width, "height": 2000 - width})

    for path in ("/ballots/", fresh):
        page.goto(path)
        page.wait_for_timeout(300)
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
