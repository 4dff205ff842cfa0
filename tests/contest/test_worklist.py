"""What waits for issuers and organizers."""

import pytest

from contest import worklist
from contest.actions import challenges, contests, questions
from contest.timetable import template_values
from tests.contest.challenges import a_draft, a_submitted, an_approved
from tests.world import MONDAY


@pytest.fixture
def items(app, queries):
    """Return a person's items, found in at most three statements."""

    def _items(user):
        with app.test_request_context(), queries() as made:
            found = worklist.items(user)
        assert len(made) <= 3
        return [(item.level, item.title) for item in found]

    return _items


def test_an_issuer_is_told_of_questions_returns_and_drafts(world, items):
    questions.ask_question(world.open_challenge, by=world.author, text="何时开工？")
    returned = a_submitted(world, title="甲")
    challenges.return_challenge(returned, by=world.organizer, reason="补指标")
    a_draft(world, title="乙")

    assert sorted(items(world.issuer)) == [
        ("cool", "《乙》还没有提交"),
        ("hot", "《甲》被退回"),
        ("warm", "《challenge 隧道渗漏水智能巡检》有 1 个提问待答复"),
        ("warm", "《open_challenge 隧道渗漏水智能巡检》有 1 个提问待答复"),
    ]
    assert items(world.other_issuer) == []


def test_an_organizer_is_told_of_what_waits_counted_by_contest(world, items):
    for title in ("甲", "乙"):
        a_submitted(world, title=title)
    an_approved(world, title="丙")

    found = items(world.organizer)

    assert ("warm", "2 个榜单待审核") in found
    assert ("warm", "1 个榜单已通过，待发布") in found
    assert items(world.other_organizer) == []


def test_an_announced_contest_without_challenges_is_pressing(world, items):
    values = template_values(MONDAY) | {"name": "空大赛"}
    contest = contests.create_contest(world.body, by=world.organizer, **values)
    assert "空大赛" not in str(items(world.organizer))

    contests.announce_contest(contest, by=world.organizer)

    assert ("hot", "《空大赛》已公告，还没有榜单") in items(world.organizer)


def test_too_few_entries_are_told_of_between_closing_and_roadshow(world, items, time):
    told = ("warm", "《open_challenge 隧道渗漏水智能巡检》仅 0 项有效揭榜")
    assert told not in items(world.organizer)

    time.now = world.open_contest.entries_close_at
    assert told in items(world.organizer)

    time.now = world.open_contest.roadshow_from
    assert told not in items(world.organizer)
