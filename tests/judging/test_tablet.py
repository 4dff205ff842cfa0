"""What makes the judge's pages an app: a worker, a manifest, blank copies, an emptied device."""

import json
import re

import pytest

from tests.judging.test_ballots import WHOLE, put

pytestmark = pytest.mark.sqlite_only  # pages do not depend on the database


def sheet_of(world):
    return f"/ballots/entries/{world.entry.id}"


def test_a_blank_sheet_has_no_mark_and_no_ballot(world, visit):
    client = visit(world.judge)
    put(client, world.ballot.uuid, version=1, marks=WHOLE)

    full = client.get(sheet_of(world)).text
    blank = client.get(f"{sheet_of(world)}?blank=1").text

    assert world.ballot.uuid in full
    assert "17.5" in full
    assert world.ballot.uuid not in blank
    assert re.findall(r'data-mark="([^"]*)"', blank) == [""] * 3
    assert world.entry.title in blank


def test_a_blank_page_leaves_what_was_to_be_told_to_the_next(world, visit):
    client = visit(world.judge)
    with client.session_transaction() as session:
        session["_flashes"] = [("success", "已保存到别处")]

    blank, full = client.get("/ballots/?blank=1").text, client.get("/ballots/").text

    assert "已保存到别处" not in blank
    assert "已保存到别处" in full


def test_the_worker_is_asked_for_anew_and_names_every_file_it_keeps(visit):
    answer = visit().get("/ballots/sw.js")
    told = json.loads(re.match(r"self\.kept = (.*);\n", answer.text).group(1))

    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.mimetype == "text/javascript"
    assert "/static/js/ballot.js" in told["files"]
    for file in told["files"]:
        with visit().get(file) as kept:
            assert kept.status_code == 200


def test_the_manifest_starts_at_the_judges_list(visit):
    told = visit().get("/ballots/manifest.webmanifest").json

    assert (told["start_url"], told["scope"], told["display"]) == (
        "/ballots/",
        "/ballots/",
        "standalone",
    )
    assert {icon["sizes"] for icon in told["icons"]} == {"192x192", "512x512"}


@pytest.mark.parametrize(
    ("told", "emptied"), [({}, None), ({"device": "cleared"}, '"cache", "storage"')]
)
def test_signing_out_empties_a_device_only_when_its_page_has_looked(world, visit, told, emptied):
    answer = visit(world.judge).post("/sign-out", data=told)

    assert answer.headers.get("Clear-Site-Data") == emptied
