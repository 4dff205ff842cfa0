"""Credit checks: done by people, on record, and looked at before anybody is admitted."""

import io
import re

import pytest

from contest.actions.credit import (
    InTheFuture,
    NeedsNote,
    NotOfThisEntry,
    TooLongAgo,
    record_credit_checks,
)
from contest.actions.screening import CreditUnclear, admit_entry
from contest.actions.submissions import submit_entry
from contest.core import clock
from contest.credit import SOURCES
from contest.models import CreditResult
from contest.queries.credit import credit_checks, missing_checks
from contest.screening_items import ITEMS
from contest.states import EntryState
from tests.contest.entering import MEMBER, a_pdf, complete
from tests.world import CODES, DAY

FINE = dict.fromkeys(ITEMS, True)


@pytest.fixture
def entry(world, time):
    complete(world.draft, world.author, [MEMBER])
    submit_entry(world.draft, by=world.author)
    time.now = world.open_contest.entries_close_at
    return world.draft


def check(entry, by, uscc=CODES["author"], source="debtor", **changed):
    said = {"result": "clear", "checked_at": clock.now(), "note": "", "record": None, **changed}
    [found] = record_credit_checks(entry, uscc=uscc, sources=[source], by=by, **said)
    return found


def check_all(entry, by):
    for uscc in (CODES["author"], MEMBER["uscc"]):
        for source in SOURCES:
            check(entry, by, uscc, source)


def test_lead_and_every_member_are_to_be_looked_up_in_every_list(world, entry):
    check(entry, world.organizer)

    gaps = missing_checks(entry, [found for found, _user in credit_checks(entry)])

    assert [(gap.uscc, gap.source) for gap in gaps] == [
        (CODES["author"], "tax"),
        (CODES["author"], "procurement"),
        *((MEMBER["uscc"], source) for source in SOURCES),
    ]


def test_a_check_says_who_looked_when_and_what_was_found(world, entry):
    found = check(entry, world.organizer)

    assert (found.by_id, found.result, found.organisation_name) == (
        world.organizer.id,
        CreditResult.CLEAR,
        world.author_organisation.name,
    )


def test_with_every_check_clear_no_confirmation_is_needed(world, entry):
    check_all(entry, world.organizer)

    admit_entry(entry, checklist=FINE, confirmed=False, by=world.organizer)

    assert entry.state is EntryState.ADMITTED


def test_a_record_found_needs_a_confirmation_even_when_all_was_looked_up(world, entry):
    check_all(entry, world.organizer)
    check(entry, world.organizer, result="listed", note="2025 年失信被执行人")

    with pytest.raises(CreditUnclear, match="1 项有失信记录"):
        admit_entry(entry, checklist=FINE, confirmed=False, by=world.organizer)


@pytest.mark.parametrize(("result", "asked"), [("clear", False), ("listed", True)])
def test_the_page_asks_for_the_confirmation_only_where_it_is_needed(
    world, visit, entry, result, asked
):
    check_all(entry, world.organizer)
    check(entry, world.organizer, result=result, note="查询结果")

    page = visit(world.organizer).get(f"/entries/{entry.id}/screening").text

    assert ('name="confirmed"' in page) is asked


def test_a_later_look_counts(world, entry):
    check(entry, world.organizer, result="listed", note="已履行")
    check_all(entry, world.organizer)

    admit_entry(entry, checklist=FINE, confirmed=False, by=world.organizer)

    assert entry.state is EntryState.ADMITTED


def test_a_stranger_is_not_looked_up_for_an_entry(world, entry):
    with pytest.raises(NotOfThisEntry):
        check(entry, world.organizer, uscc=CODES["rival"])


def test_a_check_cannot_have_been_done_tomorrow(world, entry):
    with pytest.raises(InTheFuture):
        check(entry, world.organizer, checked_at=clock.now() + DAY)


def test_a_check_from_before_the_entries_opened_says_nothing(world, entry):
    before = world.open_contest.entries_open_at - DAY

    with pytest.raises(TooLongAgo, match="报名开始"):
        check(entry, world.organizer, checked_at=before)


def test_a_record_found_must_be_described(world, entry):
    with pytest.raises(NeedsNote):
        check(entry, world.organizer, result="listed")


def posted(**changed):
    return {
        "uscc": CODES["author"],
        "sources": ["tax"],
        "result": "clear",
        "checked_at": "2026-03-02T10:00",
        "note": "",
        **changed,
    }


def test_the_page_keeps_the_check_with_its_printed_record(world, visit, entry):
    client = visit(world.organizer)
    sent = posted(record=(io.BytesIO(a_pdf()), "查询结果.pdf"))

    client.post(f"/entries/{entry.id}/credit-checks", data=sent)

    [(found, _user)] = credit_checks(entry)
    with client.get(f"/credit-checks/{found.id}/record") as answer:
        assert answer.data.startswith(b"%PDF")
    assert "查询结果.pdf" in client.get(f"/entries/{entry.id}/screening").text


def test_the_three_lists_are_recorded_in_one_form(world, visit, entry):
    sent = posted(sources=list(SOURCES), record=(io.BytesIO(a_pdf()), "查询结果.pdf"))

    visit(world.organizer).post(f"/entries/{entry.id}/credit-checks", data=sent)

    found = [(made.source, made.file.name) for made, _user in credit_checks(entry)]
    assert found == [(source, "查询结果.pdf") for source in SOURCES]


def test_after_an_error_the_file_has_to_be_chosen_again_and_the_page_says_so(world, visit, entry):
    sent = posted(result="listed", record=(io.BytesIO(a_pdf()), "查询结果.pdf"))

    page = visit(world.organizer).post(f"/entries/{entry.id}/credit-checks", data=sent)

    assert page.status_code == 422
    assert "请重新选择打印件“查询结果.pdf”" in page.text


def test_an_address_chooses_the_list_and_never_what_was_found(world, visit, entry):
    chosen = f"uscc={MEMBER['uscc']}&source=tax&result=listed&note=假"

    page = visit(world.organizer).get(f"/entries/{entry.id}/credit-checks?{chosen}").text

    ticked = re.findall(r'<input[^>]*checked[^>]*value="(\w+)"', page)
    assert ticked == ["tax"]
    assert f'<option selected value="{MEMBER["uscc"]}"' in page
    assert "假" not in page


def test_a_record_that_is_no_document_is_refused_and_the_rest_stays(world, visit, entry):
    sent = posted(note="写好的备注", record=(io.BytesIO(b"MZ" + bytes(99)), "查询结果.pdf"))

    page = visit(world.organizer).post(f"/entries/{entry.id}/credit-checks", data=sent)

    assert page.status_code == 422
    assert "写好的备注" in page.text
    assert credit_checks(entry) == []


@pytest.mark.parametrize("who", ["author", "rival", "issuer", "judge", "other_organizer"])
def test_what_was_found_is_the_organizing_bodys_alone(world, visit, entry, who):
    found = check(entry, world.organizer, result="listed", note="内部备注")
    client = visit(getattr(world, who))

    pages = [
        client.get(f"/credit-checks/{found.id}/record"),
        client.get(f"/entries/{entry.id}/credit-checks"),
        client.get(f"/entries/{entry.id}/screening"),
    ]

    assert [page.status_code for page in pages] == [404, 404, 404]
    assert "内部备注" not in client.get(f"/entries/{entry.id}").text
