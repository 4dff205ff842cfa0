"""The page that checks a bundle says what the verifier says, and sends nothing anywhere."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from contest.models import Contest
from judging import verifier
from judging.bundle.packing import Parts
from tests.browser.looking import faults
from tests.demo import Demo
from tests.judging.verifier.books import zipped
from tests.judging.verifier.packed import Awarded

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]
CHECK = """async (text) => {
  const { verify } = await import("/static/js/verifier/verify.js");
  const { report } = await verify(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)));
  const words = (found) => found.map((one) => one.words);
  const counts = [...report.counts].map(([what, { count }]) => [what, count]);
  return [Object.fromEntries(counts), words(report.faults), words(report.unchecked)];
}"""
# What the page says of its own, because it asks for things in another way.
OWN_WORDS = {"trust"}

Told = tuple[dict[str, int], set[str], set[str]]


@pytest.fixture
def nobody(browser: Browser, address: str, complaints: list[str]) -> Iterator[Page]:
    """Return a page of somebody who is not signed in."""
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()


@pytest.fixture
def check(nobody: Page) -> Callable[[bytes], Told]:
    """Return what the page's modules say of a bundle."""
    nobody.goto("/verify")

    def _check(data: bytes) -> Told:
        counts, faults, unchecked = nobody.evaluate(CHECK, b64encode(data).decode())
        return counts, set(faults), set(unchecked)

    return _check


def verified(data: bytes) -> Told:
    """Return what the verifier says of a bundle."""
    report, _bundle = verifier.verify(data)
    counts = Counter[str]()
    for what, count, _faults in report.counts:
        counts[what] += count
    faults = {words for _kind, words, _values in report.faults}
    return dict(counts), faults, {words for words, _values in report.unchecked}


def test_page_and_verifier_agree_on_invented_contests(check):
    bundles = [Awarded(seed, small=seed % 2 == 0).run().bundle() for seed in range(24)]

    assert [check(one) for one in bundles] == [verified(one) for one in bundles]
    assert [check(one)[1] for one in bundles] == [set()] * len(bundles)


def _first_mark(parts: dict) -> None:
    marks = next(ballot["marks"] for ballot in parts["ballots"] if any(ballot["marks"].values()))
    key = next(key for key, mark in marks.items() if mark)
    marks[key] = "0.00" if marks[key] != "0.00" else "1.00"


def _first_score(parts: dict) -> None:
    parts["editions"][0]["lines"][0]["score"] = "99.99"


def _first_ballot(parts: dict) -> None:
    del parts["ballots"][0]


def _last_lines(parts: dict) -> None:
    del parts["ledger"][-2:]


def _a_line(parts: dict) -> None:
    line = next(line for line in parts["ledger"] if "withheld" not in line)
    line["reason"] = "另有原因"


def _a_head(parts: dict) -> None:
    parts["heads"][0]["root"] = "0" * 64


def _a_weight(parts: dict) -> None:
    parts["rules"][0]["content"]["lines"][0]["weight"] = "1.00"


def _a_hidden_state(parts: dict) -> None:
    parts["ballots"][0]["state"] = {"secret": True}


def _the_budget(parts: dict) -> None:
    parts["contest"]["budget_fen"] = 1


ALTERED = (
    *(_first_mark, _first_score, _first_ballot, _last_lines),
    *(_a_line, _a_head, _a_weight, _a_hidden_state, _the_budget),
)


@pytest.mark.parametrize("alter", ALTERED, ids=lambda alter: alter.__name__)
def test_page_and_verifier_find_the_same_in_what_was_altered_and_signed_again(check, alter):
    contest = next(c for seed in range(50) if (c := Awarded(seed, small=True).run()).awards)
    rows = {one.name: getattr(contest.parts(), one.name) for one in fields(Parts)}
    parts = json.loads(
        json.dumps({k: v if isinstance(v, str | dict) else list(v) for k, v in rows.items()})
    )
    alter(parts)
    data = zipped(Parts(**parts), contest.book.head())

    found, expected = check(data)[1], verified(data)[1]

    assert expected
    assert found == expected


LATER = """async ([text, heads]) => {
  const bytes = (one) => Uint8Array.from(atob(one), (letter) => letter.charCodeAt(0));
  const { verify } = await import("/static/js/verifier/verify.js");
  const { report } = await verify(bytes(text), { heads: bytes(heads) });
  return [report.faults.map((one) => one.words), report.unchecked.map((one) => one.words)];
}"""


def _with_path(contest: Awarded, old: int, *, of: int | None = None) -> bytes:
    """Return a later head of the contest, with the path that shows it continues the log."""
    head = contest.book.head()
    path = [node.hex() for node in contest.book.tree().consistency_with(of or old)]
    return verifier.canonical({**head, "consistency": [{"size": old, "path": path}]})


@pytest.mark.parametrize("kind", ["bundle", "heads", "path", "wrong path", "other"])
def test_page_and_verifier_say_the_same_beside_a_later_log(check, nobody, kind):
    contest = Awarded(5, small=True).run()
    earlier, old = contest.bundle(), len(contest.book.lines)
    contest.book.line("test.later", "contest:1")
    contest.book.line("test.later", "contest:1")
    given = {
        "bundle": contest.bundle,
        "heads": lambda: verifier.canonical(contest.book.head()),
        "path": lambda: _with_path(contest, old),
        "wrong path": lambda: _with_path(contest, old, of=old - 1),
        "other": Awarded(6, small=True).run().bundle,
    }[kind]()

    sent = [b64encode(one).decode() for one in (earlier, given)]
    faults, unchecked = nobody.evaluate(LATER, sent)
    report, _bundle = verifier.verify(earlier, verifier.Given(heads=given))

    assert set(faults) == {words for _kind, words, _values in report.faults}
    assert set(unchecked) == {words for words, _values in report.unchecked}


def test_no_flipped_byte_verifies(check):
    data = Awarded(3, small=True).run().bundle()

    for at in range(0, len(data), 501):
        flipped = bytearray(data)
        flipped[at] ^= 1 << at % 8
        assert check(bytes(flipped))[1], at


def test_page_and_verifier_use_the_same_words(check, nobody):
    found = nobody.evaluate("async () => ({ ...(await import('/static/js/verifier/words.js')) })")

    known = {name: list(words) for name, words in verifier.WORDS.items()}
    assert {k: v for k, v in found["WORDS"].items() if k not in OWN_WORDS}.items() <= known.items()
    assert found["VERDICTS"] == {kind: list(words) for kind, words in verifier.VERDICTS.items()}
    assert found["ALWAYS"] == list(verifier.ALWAYS)
    assert {*map(str, found["WORDS"])} >= words_of_the_modules()


def words_of_the_modules() -> set[str]:
    """Return the names of words that the modules give with a fault or a limit."""
    code = "".join(path.read_text() for path in Path("static/js/verifier").glob("*.js"))
    return set(re.findall(r'(?:fault\(\w+, |cannot\(|checked\()"(\w+)"', code))


@pytest.fixture
def exported(enter, loaded_demo: Demo, tmp_path: Path) -> Path:
    """Let a supervisor take last year's bundle away."""
    contest = loaded_demo.cast.numbers[Contest, "ended"]
    page = enter("supervisor1")
    page.goto(f"/contests/{contest}/bundle")
    with page.expect_download() as coming:
        page.click("button:has-text('导出')")
    coming.value.save_as(tmp_path / "bundle.zip")
    return tmp_path / "bundle.zip"


def verdict(page: Page):
    return page.locator(".verify-result .notice")


def test_a_supervisor_drops_a_bundle_and_a_changed_byte_is_found(nobody, complaints, exported):
    nobody.goto("/verify/bundle")
    nobody.set_input_files("[data-bundle]", exported)
    expect(verdict(nobody)).to_have_text(re.compile("通过 核验通过"))
    assert faults(nobody) == []
    assert nobody.locator(".verify-result .faults").count() == 0

    data = bytearray(exported.read_bytes())
    data[data.index(b'"points"') + 30] ^= 1
    (changed := exported.with_name("changed.zip")).write_bytes(data)
    nobody.set_input_files("[data-bundle]", changed)
    expect(verdict(nobody)).to_have_text(re.compile("不通过 核验未通过：被改动"))
    expect(nobody.locator(".faults").first).to_contain_text("与清单中的摘要不符")
    assert faults(nobody) == []
    assert complaints == []


def test_what_was_cut_off_is_told_from_what_was_altered(nobody, exported):
    exported.write_bytes(exported.read_bytes()[:-2000])
    nobody.goto("/verify/bundle")

    nobody.set_input_files("[data-bundle]", exported)

    expect(verdict(nobody)).to_contain_text("被截断")


def test_what_is_no_bundle_is_said_to_be_none(nobody, tmp_path):
    (file := tmp_path / "notes.zip").write_bytes("不是压缩包".encode())
    nobody.goto("/verify/bundle")

    nobody.set_input_files("[data-bundle]", file)

    expect(verdict(nobody)).to_contain_text("这不是核验包")


def test_a_head_from_paper_is_looked_for_in_the_bundle(nobody, exported):
    nobody.goto("/verify/bundle")
    nobody.click("summary")
    nobody.set_input_files("[data-bundle]", exported)
    row = nobody.locator(".verify-result dd", has_text="· 第")
    code = row.inner_text().split("·")[0]

    nobody.fill("[data-head-code]", code.upper())
    nobody.press("[data-head-code]", "Tab")
    expect(nobody.locator(".verify-result td", has_text="所给日志头在第几行")).to_be_visible()
    expect(verdict(nobody)).to_contain_text("核验通过")

    nobody.fill("[data-head-code]", "0" * 16)
    nobody.press("[data-head-code]", "Tab")
    expect(verdict(nobody)).to_contain_text("被截断")


def test_the_page_can_send_nothing(nobody, address):
    nobody.goto("/verify/bundle")

    said = nobody.evaluate("fetch('/healthz').then(() => 'sent', () => 'kept')")

    assert said == "kept"


def test_the_saved_page_checks_without_any_network(browser, nobody, exported, tmp_path):
    nobody.goto("/verify/bundle")
    with nobody.expect_download() as coming:
        nobody.click("text=保存离线网页")
    coming.value.save_as(tmp_path / "saved.html")
    context = browser.new_context(offline=True)
    page, troubles = context.new_page(), []
    page.on("console", lambda said: troubles.append(said.text))
    page.on("pageerror", lambda error: troubles.append(str(error)))

    page.goto((tmp_path / "saved.html").as_uri())
    page.set_input_files("[data-bundle]", exported)

    expect(verdict(page)).to_contain_text("核验通过")
    context.close()
    assert troubles == []
