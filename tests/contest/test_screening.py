"""Screening: who decides what, when, on which content, and who gets to know."""

import pytest
from sqlalchemy import select

from contest.actions.screening import (
    CreditUnclear,
    ItemsFailed,
    NeedsReason,
    NothingFailed,
    NotScreenable,
    TooEarly,
    admit_entry,
    refuse_entry,
)
from contest.actions.submissions import submit_entry
from contest.core.db import db
from contest.core.mail import MailMessage
from contest.models import Screening
from contest.screening_items import ITEMS
from contest.states import EntryState
from contest.worklist import items
from tests.contest.entering import MEMBER, TEXTS, complete, more_entries, put, write

FINE = dict.fromkeys(ITEMS, True)
ANYWAY = {"confirmed": True, "reason": "查询网站维护，已电话核实。"}


SPOILT = {**FINE, "pledge": False}


@pytest.fixture
def submitted(world):
    complete(world.draft, world.author, [MEMBER])
    submit_entry(world.draft, by=world.author)
    return world.draft


@pytest.fixture
def ripe(world, time, submitted):
    time.now = world.open_contest.entries_close_at
    return submitted


def letters():
    return list(db.session.scalars(select(MailMessage).order_by(MailMessage.id.desc())))


def test_nothing_is_decided_while_the_enterprise_may_still_replace_it(world, submitted):
    with pytest.raises(TooEarly, match="截止"):
        admit_entry(submitted, checklist=FINE, by=world.organizer, **ANYWAY)
    with pytest.raises(TooEarly):
        refuse_entry(submitted, checklist=FINE, reason="不符", by=world.organizer)


def test_an_admitted_entry_has_its_decision_on_record_and_its_enterprise_a_letter(world, ripe):
    admit_entry(ripe, checklist=FINE, by=world.organizer, **ANYWAY)

    decision = db.session.scalars(select(Screening)).one()
    assert (ripe.state, decision.admitted, decision.checklist) == (EntryState.ADMITTED, True, FINE)
    assert decision.by_id == world.organizer.id
    assert letters()[0].recipient == world.author.email


def test_an_item_not_in_order_forbids_admission(world, ripe):
    with pytest.raises(ItemsFailed, match="联合体合规"):
        admit_entry(ripe, checklist={**FINE, "consortium": False}, by=world.organizer, **ANYWAY)

    assert ripe.state is EntryState.SUBMITTED


@pytest.mark.parametrize("said", [{"confirmed": False, "reason": "x"}, {"confirmed": True}])
def test_without_credit_checks_admission_needs_a_confirmation_with_its_reason(world, ripe, said):
    with pytest.raises(CreditUnclear, match="6 项未做"):
        admit_entry(ripe, checklist=FINE, by=world.organizer, **said)


def test_what_was_edited_after_the_last_submission_never_reaches_the_judges(world, time, submitted):
    write(submitted, world.author, title="没有提交的名称")
    put(submitted, world.author, "proposal", "没有提交的方案.pdf")
    time.now = world.open_contest.entries_close_at

    admit_entry(submitted, checklist=FINE, by=world.organizer, **ANYWAY)

    db.session.expire_all()
    current = [d.file.name for d in submitted.documents if d.removed_at is None]
    assert submitted.title == TEXTS["title"]
    assert [member.uscc for member in submitted.members] == [MEMBER["uscc"]]
    assert current == ["proposal.pdf", "licence.pdf", "pledge.pdf"]


def test_a_refusal_needs_a_reason(world, ripe):
    with pytest.raises(NeedsReason):
        refuse_entry(ripe, checklist=FINE, reason="", by=world.organizer)


def test_a_refusal_names_an_item_that_failed(world, ripe):
    with pytest.raises(NothingFailed, match="不符合"):
        refuse_entry(ripe, checklist=FINE, reason="不符", by=world.organizer)

    assert ripe.state is EntryState.SUBMITTED


def test_the_enterprise_reads_why_it_was_refused_by_mail_and_on_its_page(world, visit, ripe):
    refuse_entry(ripe, checklist=SPOILT, reason="承诺书没有盖章。", by=world.organizer)

    page = visit(world.author).get(f"/entries/{ripe.id}").text

    assert ripe.state is EntryState.REFUSED
    assert "承诺书没有盖章。" in letters()[0].body
    assert "承诺书没有盖章。" in page
    assert "审查未通过" in page


def test_a_decision_is_taken_once(world, ripe):
    refuse_entry(ripe, checklist=SPOILT, reason="不符", by=world.organizer)

    with pytest.raises(NotScreenable):
        admit_entry(ripe, checklist=FINE, by=world.organizer, **ANYWAY)


def answers(**said):
    return {**dict.fromkeys(ITEMS, "yes"), **said}


def test_the_organizer_admits_on_the_page(world, visit, ripe):
    posted = answers(confirmed="y", reason="已电话核实")

    page = visit(world.organizer).post(f"/entries/{ripe.id}/admission", data=posted)

    assert page.headers["Location"] == f"/entries/{ripe.id}/screening"
    assert ripe.state is EntryState.ADMITTED


def test_an_unanswered_item_keeps_the_rest_of_the_form(world, visit, ripe):
    posted = answers(reason="写了很久的理由")
    del posted["relevant"]

    page = visit(world.organizer).post(f"/entries/{ripe.id}/refusal", data=posted)

    assert page.status_code == 422
    assert "写了很久的理由" in page.text
    assert ripe.state is EntryState.SUBMITTED


def test_the_organizers_page_shows_what_was_submitted_not_what_was_edited_since(
    world, visit, submitted
):
    write(submitted, world.author, title="没有提交的名称", summary="没有提交的摘要")
    client = visit(world.organizer)

    pages = [
        client.get(address).text
        for address in (
            f"/entries/{submitted.id}/screening",
            f"/contests/{world.open_contest.id}/entries",
            f"/contests/{world.open_contest.id}/entries?q=没有提交",
            f"/contests/{world.open_contest.id}/entries/export?as=csv",
        )
    ]

    assert not any("没有提交的名称" in page or "没有提交的摘要" in page for page in pages[:2])
    assert submitted.number not in pages[2]
    assert "没有提交的名称" not in pages[3]
    assert TEXTS["title"] in pages[0]
    assert TEXTS["title"] in pages[1]
    assert TEXTS["title"] in pages[3]


def test_a_draft_is_in_no_list_count_or_export(world, visit):
    write(world.draft, world.author)
    client = visit(world.organizer)

    pages = [
        client.get(f"/contests/{world.open_contest.id}/entries{part}").text
        for part in ("", "/export?as=csv")
    ]

    assert client.get(f"/entries/{world.draft.id}/screening").status_code == 404
    assert not any(TEXTS["title"] in page for page in pages)
    assert "共 0 条" in pages[0]


def test_another_bodys_organizer_finds_nothing(world, visit, submitted):
    client = visit(world.other_organizer)

    listed = client.get("/screening").text

    assert world.open_contest.name not in listed
    assert client.get(f"/contests/{world.open_contest.id}/entries").status_code == 404
    assert client.get(f"/contests/{world.open_contest.id}/entries/export").status_code == 404
    assert client.get(f"/entries/{submitted.id}/screening").status_code == 404


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("q=rival", ["rival_entry 的方案"]),
        ("q=rival+有限", ["rival_entry 的方案"]),
        ("q=2026-challenge-entry", ["entry 的方案"]),
        ("q=%25", []),
        ("state=refused", []),
        ("state=admitted&sort=-title", ["rival_entry 的方案", "entry 的方案"]),
        ("challenge=999999", []),
        ("sort=enterprise", ["entry 的方案", "rival_entry 的方案"]),
    ],
)
def test_the_list_is_searched_filtered_and_sorted(world, visit, asked, found):
    page = visit(world.organizer).get(f"/contests/{world.contest.id}/entries?{asked}").text

    places = {
        title: page.find(f"<b>{title}</b>") for title in ("entry 的方案", "rival_entry 的方案")
    }
    shown = sorted((title for title in places if places[title] >= 0), key=places.get)
    assert shown == found


def test_the_export_is_logged_and_holds_what_is_shown(world, visit):
    client = visit(world.organizer)

    file = client.get(f"/contests/{world.contest.id}/entries/export?as=csv&q=rival").text

    assert "rival 有限公司" in file
    assert "author 有限公司" not in file


def test_the_issuer_sees_titles_and_summaries_only_once_entries_have_closed(
    world, visit, time, submitted
):
    address = f"/challenges/{world.open_challenge.id}/entries"
    before = visit(world.issuer).get(address).text
    time.now = world.open_contest.entries_close_at

    after = visit(world.issuer).get(address).text

    assert TEXTS["title"] not in before
    assert TEXTS["title"] in after
    assert TEXTS["summary"] in after
    assert TEXTS["solution"] not in after
    assert "/documents/" not in after


def test_a_withdrawn_entry_is_not_the_issuers(world, visit, time, submitted):
    visit(world.author).post(f"/entries/{submitted.id}/withdrawal", data={"reason": ""})
    time.now = world.open_contest.entries_close_at

    page = visit(world.issuer).get(f"/challenges/{world.open_challenge.id}/entries").text

    assert TEXTS["title"] not in page


@pytest.mark.parametrize("who", ["other_issuer", "rival", "author", "judge"])
def test_nobody_elses_challenge_is_listed_for(world, visit, time, submitted, who):
    time.now = world.open_contest.entries_close_at

    page = visit(getattr(world, who)).get(f"/challenges/{world.open_challenge.id}/entries")

    assert page.status_code == 404


def test_a_challenge_with_too_few_entries_is_flagged_once_entries_have_closed(
    world, visit, time, submitted
):
    before = visit(world.organizer).get(f"/contests/{world.open_contest.id}/entries").text
    time.now = world.open_contest.entries_close_at

    after = visit(world.organizer).get(f"/contests/{world.open_contest.id}/entries").text

    assert "有效揭榜不足" not in before
    assert "通过 0 项，待审查 1 项，少于 3 项" in after


@pytest.mark.parametrize("extra", [0, 5])
def test_the_list_costs_the_same_however_many_entries(world, visit, queries, extra):
    more_entries(world.entry, extra)
    client = visit(world.organizer)

    with queries() as made:
        page = client.get(f"/contests/{world.contest.id}/entries").text

    assert page.count("的方案</b>") == 2 + extra
    assert len(made) == 8  # visitor, contest, challenges, page, count, thin challenges


def test_work_waits_for_the_organizer_after_closing_and_for_the_enterprise_before(
    app, world, time, submitted
):
    write(submitted, world.author, title="改了没有提交")
    with app.test_request_context():
        unsent = [item.title for item in items(world.author)]
        early = [item.title for item in items(world.organizer)]
        time.now = world.open_contest.entries_close_at
        late = [item.title for item in items(world.organizer)]
        over = items(world.author)

    assert unsent == ["《改了没有提交》有未提交的修改"]
    assert "1 个揭榜项目待形式审查" not in early
    assert "1 个揭榜项目待形式审查" in late
    assert over == []
