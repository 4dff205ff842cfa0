"""What a page and its scripts are told: in Chinese, and whether what was typed was taken in."""

import pytest

from contest.core.actions import operating
from contest.core.db import db
from contest.models import SignIn
from tests.contest.entering import typed

JSON = {"Accept": "application/json"}
DRAFT = "0123456789abcdef"


def answered(page) -> bool:
    return f"answered={DRAFT}" in page.headers.get("Set-Cookie", "")


def expire(world) -> None:
    with operating():
        db.session.execute(db.update(SignIn).values(ended_at=world.contest.entries_open_at))


def test_a_script_whose_sign_in_has_expired_is_told_where_to_sign_in(world, visit):
    answer = visit().post(f"/entries/{world.draft.id}/draft", headers=JSON)

    assert answer.status_code == 401
    assert answer.json == {
        "error": "登录已过期，请重新登录；已填写的内容保留在本机。",
        "sign_in": "/sign-in",
    }


@pytest.mark.parametrize(
    ("who", "page", "status", "said"),
    [
        ("author", "/entries/99999", 404, "没有找到这项内容"),
        ("organizer", "/entries/{entry}/draft", 405, "不能这样使用"),
    ],
)
def test_a_script_is_told_in_chinese(world, visit, who, page, status, said):
    client = visit(getattr(world, who))

    answer = client.get(page.format(entry=world.entry.id), headers=JSON)

    assert (answer.status_code, said in answer.json["error"]) == (status, True)


def test_a_form_that_was_taken_in_is_named_in_the_answer(world, visit):
    posted = typed(world.draft, draft=DRAFT)

    assert answered(visit(world.author).post(f"/entries/{world.draft.id}/edit", data=posted))


@pytest.mark.parametrize("title", ["长" * 61, ""])
def test_a_form_that_was_refused_is_not(world, visit, time, title):
    time.now = world.open_contest.entries_close_at
    posted = typed(world.draft, title=title, draft=DRAFT)

    assert not answered(visit(world.author).post(f"/entries/{world.draft.id}/edit", data=posted))


def test_nor_is_one_that_met_an_expired_sign_in(world, visit):
    client = visit(world.author)
    posted = typed(world.draft, draft=DRAFT)
    expire(world)

    page = client.post(f"/entries/{world.draft.id}/edit", data=posted)

    assert (page.status_code, answered(page)) == (302, False)


def test_nor_is_one_whose_refusal_leads_back_to_its_page(world, visit):
    page = visit(world.author).post(
        f"/entries/{world.draft.id}/documents", data={"kind": "proposal", "draft": DRAFT}
    )

    assert (page.status_code, answered(page)) == (302, False)


def test_the_name_is_one_of_ours(world, visit):
    posted = typed(world.draft, draft="x; Path=/")

    page = visit(world.author).post(f"/entries/{world.draft.id}/edit", data=posted)

    assert "answered" not in page.headers.get("Set-Cookie", "")
