"""Contests: prepared from a template, announced, changed with a reason, ended."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from contest import rules
from contest.actions import contests as actions
from contest.core.actions import Refusal
from contest.core.db import db
from contest.core.ledger import LedgerEntry
from contest.core.web import moment
from contest.models import Contest
from contest.refusals import Stale
from contest.states import ContestState
from contest.timetable import template_values
from tests.contest.letters import last_letter, letters_to
from tests.world import DAY, MONDAY


def dates_of(contest, **moved):
    return {name: getattr(contest, name) for name in rules.DATES} | moved


def a_contest(world, name="筹备中的大赛"):
    return actions.create_contest(
        world.body, by=world.organizer, **(template_values(MONDAY) | {"name": name})
    )


def announced(world):
    contest = a_contest(world)
    actions.announce_contest(contest, by=world.organizer)
    return contest


@pytest.mark.sqlite_only  # plain arithmetic
def test_the_template_has_a_timetable_that_follows_itself(app):
    values = template_values(MONDAY)

    dates = [values[name] for name in rules.DATES]
    assert dates == sorted(set(dates))
    assert moment(values["entries_open_at"]) == "2026-03-16 09:00"
    assert moment(values["entries_close_at"]) == "2026-04-30 17:00"


@pytest.mark.sqlite_only  # the form does not depend on the database
def test_a_contest_is_created_from_the_filled_form(world, visit):
    client = visit(world.organizer)
    form = client.get("/desk/contests/new").text
    assert 'value="2026-03-16T09:00"' in form

    answer = client.post("/desk/contests/new", data=typed(template_values(MONDAY)))

    contest = db.session.scalars(select(Contest).order_by(Contest.id.desc())).first()
    assert answer.headers["Location"] == f"/desk/contests/{contest.id}"
    assert (contest.body_id, contest.state, contest.budget_fen) == (
        world.body.id,
        ContestState.DRAFT,
        1_000_000_000,
    )


# What a contest sets for understanding its results.
UNDERSTANDING = ("outlying_percent", "sway_percent", "fewest_compared")


def typed(values, **changes):
    """Return a contest's settings as the form sends them."""
    shown = {name: moment(values[name]).replace(" ", "T") for name in rules.DATES}
    fixed = {"budget_fen": "1000", "ranking_scope": "challenge", "one_award_per_enterprise": "y"}
    return {**values, **shown, **fixed, **changes}


@pytest.mark.sqlite_only  # nothing is written
@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"entries_close_at": "2026-03-16T09:00"}, "须在“报名开始”之后"),
        ({"screening_until": "2026-04-01T09:00"}, "须在“报名截止”之后"),
        ({"roadshow_until": "2026-05-01T09:00"}, "须在“路演开始”之后"),
        ({"publicity_days": "2"}, "请填写 3 到 30 之间的整数。"),
        ({"objection_answer_days": "0"}, "请填写 1 到 30 之间的整数。"),
        ({"budget_fen": "-1"}, "预算不能为负。"),
        ({"budget_fen": "999999999999"}, "金额不能超过 100 亿元"),
        ({"budget_fen": "1e5"}, "请填写数字"),
        ({"year": "二零二六"}, "请填写整数。"),
        ({"name": "  "}, "请填写此项。"),
    ],
)
def test_settings_that_cannot_be_are_told_beside_what_was_typed(world, visit, changes, told):
    data = typed(template_values(MONDAY), introduction="留住这段话", **changes)

    answer = visit(world.organizer).post("/desk/contests/new", data=data)

    assert answer.status_code == 422
    assert told in answer.text
    assert "留住这段话" in answer.text or "name" in changes


def test_announcing_shows_a_contest_and_calls_the_issuers_of_its_body(world, visit):
    contest = a_contest(world)
    page = f"/contests/{contest.id}"
    assert visit().get(page).status_code == 404

    actions.announce_contest(contest, by=world.organizer)

    assert visit().get(page).status_code == 200
    assert "筹备中的大赛" in visit().get("/contests/").text
    (letter,) = letters_to(world.issuer)
    assert letter.subject == "《筹备中的大赛》已公告，欢迎发榜"
    assert letters_to(world.author, after=letter.id) == []


def test_a_contest_is_announced_once(world):
    with pytest.raises(actions.AlreadyAnnounced):
        actions.announce_contest(world.contest, by=world.organizer)


def test_a_contest_whose_entries_are_over_cannot_be_announced(world, time):
    contest = a_contest(world)
    time.now = contest.entries_close_at

    with pytest.raises(actions.TooLateToAnnounce):
        actions.announce_contest(contest, by=world.organizer)


def revise(contest, world, *, reason="", **moved):
    actions.revise_contest(
        contest,
        by=world.organizer,
        version=contest.version,
        reason=reason,
        **dates_of(contest, **moved),
    )


def test_a_moved_date_needs_a_reason_once_announced(world):
    contest = world.open_contest
    later = contest.entries_close_at + DAY

    with pytest.raises(actions.ReasonNeeded):
        revise(contest, world, entries_close_at=later)

    assert world.open_contest.entries_close_at == later - DAY


def test_a_moved_date_is_written_to_everybody_who_entered_and_logged_with_its_reason(world):
    contest = world.open_contest
    before = last_letter()

    revise(contest, world, reason="台风延期", entries_close_at=contest.entries_close_at + DAY)

    (letter,) = letters_to(world.author, after=before)  # whose entry is still a draft
    assert "报名截止：" + moment(world.open_contest.entries_close_at) in letter.body
    assert "台风延期" in letter.body
    assert letters_to(world.rival, after=before) == []
    line = db.session.scalars(select(LedgerEntry).order_by(LedgerEntry.id.desc())).first()
    assert (line.verb, line.reason) == ("contest.revised", "台风延期")


@pytest.mark.parametrize(
    ("name", "new", "told"),
    [
        ("publicity_days", 3, "奖励公示：3 个工作日"),
        ("objection_answer_days", 5, "异议答复：5 个工作日"),
        ("most_members", 1, "联合体成员：牵头单位之外最多 1 家"),
        ("fewest_entries", 1, "每个榜单的有效揭榜：不少于 1 个"),
        ("talk_minutes", 5, "路演讲解：5 分钟"),
        ("question_minutes", 9, "评委提问：9 分钟"),
    ],
)
def test_a_term_changed_after_the_announcement_needs_a_reason_and_is_told(world, name, new, told):
    before, contest = last_letter(), world.open_contest

    with pytest.raises(actions.ReasonNeeded):
        revise(contest, world, **{name: new})
    revise(world.open_contest, world, reason="场地限制", **{name: new})

    (letter,) = letters_to(world.author, after=before)
    assert told in letter.body
    assert "场地限制" in letter.body


def test_terms_of_a_contest_in_preparation_change_freely(world):
    contest, before = a_contest(world), last_letter()

    revise(contest, world, talk_minutes=5)

    assert (contest.talk_minutes, last_letter()) == (5, before)


def test_what_has_begun_cannot_begin_again(world):
    contest = world.open_contest

    with pytest.raises(Refusal, match="报名开始"):
        revise(contest, world, reason="改期", entries_open_at=MONDAY + DAY)


def test_other_settings_change_without_a_letter(world):
    before = last_letter()
    contest = world.open_contest

    actions.revise_contest(
        contest,
        by=world.organizer,
        version=contest.version,
        **dates_of(contest),
        introduction="新的介绍",
    )

    assert world.open_contest.introduction == "新的介绍"
    assert last_letter() == before


def test_a_stale_version_is_refused(world):
    contest = world.open_contest
    opened = contest.version
    revise(contest, world, reason="改期", roadshow_until=contest.roadshow_until + DAY)

    with pytest.raises(Stale):
        actions.revise_contest(
            contest, by=world.organizer, version=opened, **dates_of(contest), name="覆盖"
        )

    assert world.open_contest.name != "覆盖"


@pytest.mark.sqlite_only  # what the page says; the refusal itself is tested on both
def test_who_saves_second_is_told_keeps_what_was_typed_and_then_decides(world, visit):
    client, contest = visit(world.organizer), world.open_contest
    page = f"/desk/contests/{contest.id}/edit"
    values = {c: getattr(contest, c) for c in (*rules.DATES, "year", "publicity_days")}
    values["objection_answer_days"] = contest.objection_answer_days
    limits = {c: getattr(contest, c) for c in ("most_members", "fewest_entries")}
    minutes = {c: getattr(contest, c) for c in ("talk_minutes", "question_minutes", *UNDERSTANDING)}
    data = typed({**values, **limits, **minutes}, name="我改的名", version=contest.version)
    revise(contest, world, reason="改期", roadshow_until=contest.roadshow_until + DAY)

    told = client.post(page, data=data)
    again = data | {"version": str(world.open_contest.version), "reason": "以此为准"}
    saved = client.post(page, data=again)

    assert "已保存了新的内容" in told.text
    assert 'value="我改的名"' in told.text
    assert f'name="version" type="hidden" value="{again["version"]}"' in told.text
    assert (saved.status_code, world.open_contest.name) == (302, "我改的名")


def test_a_contest_is_concluded_only_after_its_roadshow(world, time):
    with pytest.raises(actions.NotOver):
        actions.conclude_contest(world.contest, by=world.organizer)
    time.now = world.contest.roadshow_until + timedelta(seconds=1)

    actions.conclude_contest(world.contest, by=world.organizer)

    assert world.contest.state is ContestState.CONCLUDED


def test_a_cancelled_contest_tells_who_entered_and_who_issued_why(world):
    before = last_letter()

    actions.cancel_contest(world.open_contest, by=world.organizer, reason="经费调整")

    assert world.open_contest.state is ContestState.CANCELLED
    for person in (world.author, world.issuer):
        (letter,) = letters_to(person, after=before)
        assert "经费调整" in letter.body
    assert letters_to(world.rival, after=before) == []


def test_cancelling_needs_a_reason(world):
    with pytest.raises(actions.ReasonNeeded):
        actions.cancel_contest(world.open_contest, by=world.organizer, reason=" ")


@pytest.mark.parametrize("extra", [0, 5])
def test_the_list_costs_the_same_however_many_contests(world, visit, queries, extra):
    for number in range(extra):
        a_contest(world, f"第 {number} 届")
    client = visit(world.organizer)

    with queries() as made:
        page = client.get("/desk/contests/").text

    assert page.count("<tr>") == 1 + 2 + extra
    assert "第 4 届" in page or not extra
    assert len(made) == 6  # session, page, count, challenges, entries, the visitor's body


def test_contests_of_another_body_are_not_listed(world, visit):
    page = visit(world.other_organizer).get("/desk/contests/").text

    assert world.contest.name not in page
    assert "还没有大赛" in page


def test_the_overview_names_what_holds_the_contest_up(world, visit, queries, time):
    time.now = world.open_contest.entries_close_at
    client = visit(world.organizer)

    with queries() as made:
        page = client.get(f"/desk/contests/{world.open_contest.id}").text

    assert "1 个榜单有效揭榜不足 3 项" in page
    assert len(made) <= 15


@pytest.mark.sqlite_only  # where the page leads does not depend on the database
def test_a_contest_that_has_ended_shows_no_form_to_change_it(world, visit):
    actions.cancel_contest(world.open_contest, by=world.organizer, reason="经费调整")
    client, page = visit(world.organizer), f"/desk/contests/{world.open_contest.id}"

    answer = client.get(f"{page}/edit")

    assert answer.headers["Location"] == page
    assert "只有公告后、尚未结束的大赛才能这样做。" in client.get(page).text


@pytest.mark.sqlite_only  # page text
def test_one_mistake_is_told_once(world, visit):
    data = typed(template_values(MONDAY), year="二零二六", talk_minutes="８")

    page = visit(world.organizer).post("/desk/contests/new", data=data).text

    assert page.count('id="year-error"') == 1
    assert 'id="year-error2"' not in page
    assert 'id="talk_minutes-error"' not in page


@pytest.mark.sqlite_only  # page text
@pytest.mark.parametrize(("day", "told"), [(MONDAY, False), (MONDAY + 330 * DAY, True)])
def test_dates_beyond_the_holiday_calendar_are_said_to_be(world, visit, time, day, told):
    time.now = day

    page = visit(world.organizer).get("/desk/contests/new").text

    assert ("国务院节假日安排还没有覆盖" in page) is told


@pytest.mark.sqlite_only  # page text
def test_a_new_contest_shows_what_is_still_to_prepare(world, visit):
    contest = a_contest(world)

    page = visit(world.organizer).get(f"/desk/contests/{contest.id}").text

    assert "已完成 0 / 3 项" in page
    assert f'href="/contests/{contest.id}/prizes/"' in page
    assert f'href="/contests/{contest.id}/rule-sheet"' in page
    assert "还没有准备好：奖项、评审规则、榜单，公告后仍可补齐。" in page
