"""Entering a challenge and writing the entry."""

import re

import pytest
from sqlalchemy import func, select

from contest.actions.entries import (
    AlreadyEntered,
    NotReopenable,
    WrongConsortium,
    enter_challenge,
    reopen_entry,
    revise_entry,
    withdraw_entry,
)
from contest.actions.submissions import submit_entry
from contest.core.db import db
from contest.entering import NotEditable, NotOpen
from contest.models import Entry
from contest.queries.submissions import fingerprint
from contest.refusals import Stale
from contest.states import ChallengeState, ContestState, EntryState
from tests.contest.entering import MEMBER, TEXTS, complete, typed, write
from tests.tampering import tamper
from tests.world import CODES, DAY

SECOND = DAY / 86_400


def entries_in(database):
    return database.session.scalar(select(func.count(Entry.id)))


def test_an_enterprise_enters_from_the_public_page_and_lands_on_its_form(world, visit):
    page = visit(world.rival).post(f"/challenges/{world.open_challenge.id}/entries")

    entry = db.session.scalars(select(Entry).order_by(Entry.id.desc())).first()
    assert page.headers["Location"] == f"/entries/{entry.id}/edit"
    assert (entry.enterprise, entry.state) == (world.rival_organisation, EntryState.DRAFT)


def test_entering_twice_leads_to_the_entry_that_is_there(world, visit):
    before = entries_in(db)

    page = visit(world.author).post(f"/challenges/{world.open_challenge.id}/entries")

    assert page.headers["Location"] == f"/entries/{world.draft.id}"
    assert entries_in(db) == before


def test_two_at_once_cannot_enter_the_same_challenge_for_one_enterprise(world):
    with pytest.raises(AlreadyEntered):
        enter_challenge(world.open_challenge, by=world.author)


def test_the_opening_second_and_the_last_second_are_in_the_window(world, time):
    time.now = world.open_contest.entries_open_at
    first = enter_challenge(world.open_challenge, by=world.rival)
    time.now = world.open_contest.entries_close_at - SECOND

    write(first, world.rival)

    assert first.title == TEXTS["title"]


def test_nobody_enters_at_the_closing_second(world, time):
    time.now = world.open_contest.entries_close_at

    with pytest.raises(NotOpen, match="截止"):
        enter_challenge(world.open_challenge, by=world.rival)


def test_nobody_enters_before_the_opening_second(world, time):
    time.now = world.open_contest.entries_open_at - SECOND

    with pytest.raises(NotOpen, match="尚未开始"):
        enter_challenge(world.open_challenge, by=world.rival)


def test_a_challenge_that_is_not_published_cannot_be_entered(world, visit):
    tamper(
        "UPDATE challenge SET state = :s WHERE id = :id",
        s=ChallengeState.APPROVED,
        id=world.open_challenge.id,
    )

    page = visit(world.rival).post(f"/challenges/{world.open_challenge.id}/entries")

    assert page.status_code == 404


def test_a_cancelled_contest_takes_no_entries(world):
    tamper(
        "UPDATE contest SET state = :s WHERE id = :id",
        s=ContestState.CANCELLED,
        id=world.open_contest.id,
    )

    with pytest.raises(NotOpen):
        enter_challenge(world.open_challenge, by=world.rival)


def test_the_form_saves_texts_contact_and_consortium(world, visit):
    posted = typed(world.draft, [MEMBER])

    page = visit(world.author).post(f"/entries/{world.draft.id}/edit", data=posted)

    assert page.status_code == 302
    assert {name: getattr(world.draft, name) for name in TEXTS} == TEXTS
    assert world.draft.credit_pledged is True
    assert [(m.name, m.uscc, m.share_of_work) for m in world.draft.members] == [
        tuple(MEMBER.values())
    ]


def test_empty_rows_are_no_members(world, visit):
    blank = {"name": "", "uscc": "", "share_of_work": ""}

    visit(world.author).post(
        f"/entries/{world.draft.id}/edit", data=typed(world.draft, [blank, MEMBER])
    )

    assert [member.name for member in world.draft.members] == [MEMBER["name"]]


def test_typing_saves_at_every_change(world, visit):
    posted = typed(world.draft, title="改过的名称")

    said = visit(world.author).post(f"/entries/{world.draft.id}/draft", data=posted).json

    assert world.draft.title == "改过的名称"
    assert said["version"] == fingerprint(world.draft)
    assert "还缺 3 项" in said["parts"]["checklist"]


def test_one_wrong_field_is_named_and_does_not_keep_the_others_unsaved(world, visit):
    posted = typed(world.draft, [{**MEMBER, "uscc": ""}], title="长" * 61, solution="写好的方案")

    answer = visit(world.author).post(f"/entries/{world.draft.id}/draft", data=posted)

    assert answer.json["errors"] == {
        "title": "最多 60 个字。",
        "members": "联合体成员的名称和统一社会信用代码都要填写，不需要的行请删去。",
    }
    assert answer.json["version"] == fingerprint(world.draft)
    assert (world.draft.solution, world.draft.title) == ("写好的方案", "draft 的方案")
    assert world.draft.members == []


def test_the_same_content_twice_is_no_conflict(world, visit):
    posted = typed(world.draft)
    client = visit(world.author)
    client.post(f"/entries/{world.draft.id}/draft", data=posted)

    again = client.post(f"/entries/{world.draft.id}/draft", data=posted)

    assert again.status_code == 200


def test_a_colleagues_newer_text_is_not_overwritten_unseen(world, visit):
    old = typed(world.draft, title="甲写的")
    write(world.draft, world.author, title="乙写的")

    page = visit(world.author).post(f"/entries/{world.draft.id}/edit", data=old)

    assert page.status_code == 409
    assert 'value="甲写的"' in page.text
    assert re.findall(r'data-take="(\w+)" data-value="([^"]+)"', page.text) == [("title", "乙写的")]
    assert world.draft.title == "乙写的"


def test_a_save_behind_ones_back_is_told_with_both_texts(world, visit):
    old = typed(world.draft, title="甲写的")
    write(world.draft, world.author, [MEMBER], title="乙写的")

    answer = visit(world.author).post(f"/entries/{world.draft.id}/draft", data=old)

    assert (answer.status_code, answer.json["version"]) == (409, fingerprint(world.draft))
    assert answer.json["theirs"].keys() == {"title", "members"}
    assert "乙写的" in answer.json["theirs"]["title"]
    assert MEMBER["name"] in answer.json["theirs"]["members"]


def test_a_refusal_for_another_reason_does_not_let_an_old_form_overwrite(world, visit, time):
    old = typed(world.draft, title="甲写的")
    write(world.draft, world.author, title="乙写的")
    time.now = world.open_contest.entries_close_at

    page = visit(world.author).post(f"/entries/{world.draft.id}/edit", data=old)

    assert f'value="{old["version"]}"' in page.text


def test_after_the_warning_saving_again_keeps_what_was_typed(world, visit):
    old = typed(world.draft, title="甲写的")
    write(world.draft, world.author, title="乙写的")
    client = visit(world.author)
    page = client.post(f"/entries/{world.draft.id}/edit", data=old)
    shown = re.search(r'name="version" type="hidden" value="(\w+)"', page.text)[1]

    client.post(f"/entries/{world.draft.id}/edit", data={**old, "version": shown})

    assert world.draft.title == "甲写的"


def test_a_stale_form_of_the_consortium_is_refused_too(world):
    seen = fingerprint(world.draft)
    write(world.draft, world.author, [MEMBER])

    with pytest.raises(Stale):
        revise_entry(
            world.draft,
            version=seen,
            members=[],
            by=world.author,
            **{**TEXTS, "credit_pledged": True},
        )


@pytest.mark.parametrize(
    ("members", "why"),
    [
        ([{**MEMBER, "uscc": CODES["author"]}], "牵头单位"),
        ([MEMBER, {**MEMBER, "name": "同一家"}], "出现了两次"),
        ([{**MEMBER, "name": ""}], "名称"),
        ([{**MEMBER, "uscc": "91330200MA00000041"}], "校验不通过"),
    ],
)
def test_an_impossible_consortium_is_refused(world, members, why):
    with pytest.raises(WrongConsortium, match=why):
        write(world.draft, world.author, members)


def test_more_members_than_the_contest_allows_are_refused_and_stay_typed(world, visit):
    codes = [CODES["member"], CODES["rival"], CODES["metro"], CODES["hospital"]]
    rows = [{**MEMBER, "name": f"成员 {code}", "uscc": code} for code in codes]
    rows.append({**MEMBER, "name": "第五家", "uscc": "91330200MA0000005R"})

    page = visit(world.author).post(
        f"/entries/{world.draft.id}/edit", data=typed(world.draft, rows)
    )

    assert page.status_code == 422
    assert "第五家" in page.text
    assert world.draft.members == []


def test_a_wrong_code_is_told_beside_its_row(world, visit):
    wrong = {**MEMBER, "uscc": "91330200MA00000041"}

    page = visit(world.author).post(
        f"/entries/{world.draft.id}/edit", data=typed(world.draft, [wrong])
    )

    assert "校验不通过" in page.text
    assert wrong["uscc"] in page.text


def test_codes_are_taken_in_half_width_capitals(world, visit):
    wide = {**MEMBER, "uscc": "９１３３０２００ｍａ００００００４ｘ"}

    visit(world.author).post(f"/entries/{world.draft.id}/edit", data=typed(world.draft, [wide]))

    assert world.draft.members[0].uscc == MEMBER["uscc"]


def test_nothing_changes_at_the_closing_second_and_nothing_typed_is_lost(world, visit, time):
    time.now = world.open_contest.entries_close_at

    page = visit(world.author).post(
        f"/entries/{world.draft.id}/edit", data=typed(world.draft, title="迟到的名称")
    )

    assert page.status_code == 422
    assert "截止" in page.text
    assert "迟到的名称" in page.text
    assert world.draft.title == "draft 的方案"


def test_after_the_deadline_the_form_gives_way_to_a_page_to_read(world, visit, time):
    time.now = world.open_contest.entries_close_at

    client = visit(world.author)

    away = client.get(f"/entries/{world.draft.id}/edit").headers["Location"]
    page = client.get(away)

    assert "没有提交，不参加本届大赛" in page.text
    assert "<textarea" not in page.text


def test_autosave_says_why_it_did_not_save(world, visit, time):
    time.now = world.open_contest.entries_close_at

    answer = visit(world.author).post(
        f"/entries/{world.draft.id}/draft", data=typed(world.draft, title="x")
    )

    assert (answer.status_code, "截止" in answer.json["error"]) == (422, True)


def test_an_admitted_entry_is_not_edited_even_while_entries_are_open(world, time):
    time.now = world.contest.entries_close_at - DAY

    with pytest.raises(NotEditable):
        write(world.entry, world.author)


def test_a_withdrawn_entry_does_not_come_back(world):
    complete(world.draft, world.author)
    submit_entry(world.draft, by=world.author)
    withdraw_entry(world.draft, by=world.author)

    with pytest.raises(NotEditable):
        write(world.draft, world.author)
    with pytest.raises(AlreadyEntered):
        enter_challenge(world.open_challenge, by=world.author)
    with pytest.raises(NotReopenable):
        reopen_entry(world.draft, by=world.author)


def test_a_draft_that_was_given_up_may_be_opened_again(world, visit):
    client = visit(world.author)
    client.post(f"/entries/{world.draft.id}/withdrawal", data={})
    page = client.get(f"/entries/{world.draft.id}").text

    again = client.post(f"/entries/{world.draft.id}/reopening")

    assert "重新打开草稿" in page
    assert again.headers["Location"] == f"/entries/{world.draft.id}/edit"
    assert world.draft.state is EntryState.DRAFT


def test_after_the_deadline_a_draft_that_was_given_up_stays_so(world, time):
    withdraw_entry(world.draft, by=world.author)
    time.now = world.open_contest.entries_close_at

    with pytest.raises(NotOpen):
        reopen_entry(world.draft, by=world.author)


@pytest.mark.parametrize("full", [False, True])
def test_the_form_costs_the_same_however_full_it_is(world, visit, queries, full):
    if full:
        complete(world.draft, world.author, [MEMBER])
    client = visit(world.author)

    with queries() as made:
        client.get(f"/entries/{world.draft.id}/edit")

    assert len(made) == 7


def test_a_rival_sees_nothing_of_an_entry(world, visit):
    complete(world.draft, world.author, [MEMBER])
    client = visit(world.rival)

    pages = [client.get(f"/entries/{world.draft.id}{part}") for part in ("", "/edit")]
    listed = client.get("/entries").text

    assert [page.status_code for page in pages] == [404, 404]
    assert TEXTS["title"] not in listed
    assert MEMBER["name"] not in listed
