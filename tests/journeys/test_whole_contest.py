"""One contest from nothing to the announcement of its awards, through the pages alone."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO

import openpyxl
import pypdf
import pytest
from flask import Flask

from tests.conftest import Clock
from tests.journeys import entering, judging, town
from tests.journeys.town import Town
from tests.world import CODES

# What every judge gives an entry, as a share of each criterion's maximum.
SHARES = {"author": Decimal("0.9"), "rival": Decimal("0.8"), "member": Decimal("0.5")}


@pytest.fixture
def there(nowhere: Flask, time: Clock) -> Town:
    return Town(nowhere, time)


def test_a_contest_runs_from_nothing_to_the_announcement_of_its_awards(there: Town):
    contest, entries = _entered(there)
    _screened(there, entries)
    _judged(there, contest, entries)
    judging.standings(there, contest)
    judging.awards(there, contest)
    _known_to_nobody(there, contest, entries)
    judging.publicity(there, contest)

    assert _winners(there, contest) == [
        (1, "author 的title", "author 科技有限公司", "一等奖", 1_000_000),
        (2, "rival 的title", "rival 科技有限公司", "二等奖", 600_000),
    ]
    assert "壹佰万元整" in _printed(there, f"/contests/{contest}/awards/list.pdf")
    assert "rival 科技有限公司" in _printed(there, f"/contests/{contest}/standings/sheet.pdf")
    assert _places_seen(there, entries) == {"author": "1", "rival": "2", "member": "3"}

    judging.announcement(there, contest)
    assert _states(there, contest) == ["已发布", "已发布"]


def _entered(there: Town) -> tuple[str, dict[str, str]]:
    """Come to a published challenge with three entries; return contest and entries by number."""
    town.administrator(there)
    town.organizers(there)
    contest = town.contest(there)
    challenge = town.challenge(there, contest)
    town.until(there, "entries_open_at")
    for name in SHARES:
        entering.enterprise(there, name, CODES[name])
    return contest, {name: entering.entry(there, name, challenge) for name in SHARES}


def _screened(there: Town, entries: dict[str, str]) -> None:
    town.until(there, "entries_close_at")
    for entry in entries.values():
        entering.screening(there, entry)


def _judged(there: Town, contest: str, entries: dict[str, str]) -> None:
    judging.rules(there, contest)
    judging.judges(there, CODES["rival"])
    judging.panel(there, contest)
    judging.recusals(there, contest)
    town.until(there, "roadshow_from")
    session = judging.led(there, contest)
    judging.ballots(there, contest, {entries[name]: share for name, share in SHARES.items()})
    judging.closed(there, session)


def _winners(there: Town, contest: str) -> list[tuple]:
    """Return place, entry, enterprise, prize and amount of the exported list's rows."""
    content = there["first"].fetch(f"/contests/{contest}/awards/list.xlsx").data
    _heading, *rows = openpyxl.load_workbook(BytesIO(content))["奖励名单"].values
    return [(row[1], row[2], row[3], row[6], row[7]) for row in rows]


def _printed(there: Town, path: str) -> str:
    pages = pypdf.PdfReader(BytesIO(there["second"].fetch(path).data)).pages
    return "".join(page.extract_text() for page in pages).replace("\n", "")


def _known_to_nobody(there: Town, contest: str, entries: dict[str, str]) -> None:
    """Until the notice is published, no enterprise finds its place, and the public no notice."""
    for name, entry in entries.items():
        assert "一等奖" not in there[name].open(f"/entries/{entry}").text
        assert there[name].fetch(f"/entries/{entry}/result").status_code == 404
        assert "rival" not in there[name].open(f"/contests/{contest}/notices").text


def _places_seen(there: Town, entries: dict[str, str]) -> dict[str, str]:
    """Return the place that each enterprise finds on the page of its own result."""
    place = "//p[contains(@class, 'result-place')]/b/text()"
    pages = {name: there[name].open(f"/entries/{entry}/result") for name, entry in entries.items()}
    return {name: page.texts(place)[0] for name, page in pages.items()}


def _states(there: Town, contest: str) -> list[str]:
    """Return what the page of publicity says of every award."""
    page = there["first"].open(f"/desk/contests/{contest}/publicity")
    return page.texts("//td//span[contains(@class, 'chip')]/text()")
