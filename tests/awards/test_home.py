"""The first page: the public one for visitors, and for each role what waits for them."""

import re
from datetime import timedelta

import pytest

from awards.queries.overview import NextSession, progress_of
from contest.core.actions import acting
from contest.core.db import db
from contest.models import Challenge, Contest
from contest.states import ContestState
from judging.models import Panel, Recusal, RecusalGround, RecusalOrigin, Session
from judging.states import RecusalState
from tests.contest.test_contests import announced
from tests.judging.counting import mark, mark_all

DAY = timedelta(days=1)


def text_of(page):
    """Return what a person reads on a page, without the menu."""
    main = page[page.index("<main") : page.index("</main")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def heading(page):
    return re.search(r"<h1>(.*?)</h1>", page, re.DOTALL).group(1).strip()


def add_contest(world, name, body, *, opens=timedelta(0)):
    with acting("test.prepared", body, by=None):
        first = world.open_contest.entries_open_at + opens
        contest = Contest(
            body_id=body.id,
            name=name,
            year=2026,
            entries_open_at=first,
            entries_close_at=first + 14 * DAY,
            screening_until=first + 20 * DAY,
            roadshow_from=first + 24 * DAY,
            roadshow_until=first + 26 * DAY,
        )
        db.session.add(contest)
        db.session.flush()
        contest.state = ContestState.ANNOUNCED
        db.session.add(
            Challenge(
                contest_id=contest.id,
                issuer_id=world.metro_organisation.id,
                title=f"{name}的榜单",
            )
        )
    return contest


def recuse(world, judge):
    with acting("test.recused", world.entry, by=world.organizer):
        recusal = Recusal(
            contest_id=world.contest.id,
            entry_id=world.entry.id,
            judge_id=judge.id,
            origin=RecusalOrigin.DECLARED,
            ground=RecusalGround.EMPLOYED,
            raised_at=world.contest.entries_open_at,
        )
        db.session.add(recusal)
        db.session.flush()
        recusal.state = RecusalState.CONFIRMED


def test_a_visitor_is_shown_what_can_be_entered(visit):
    page = visit().get("/").text

    assert "open_challenge 隧道渗漏水智能巡检" in page
    assert "现在需要您处理" not in page


def test_an_organizers_desk_is_about_the_contest_whose_roadshow_ends_next(world, visit):
    page = visit(world.organizer).get("/").text

    assert heading(page) == "contest 场景大赛"
    assert "路演评审中" in page
    assert "评审规则已封存 · 0000 0000" in page


def test_the_figures_of_the_contest_stand_beside_the_list(world, visit):
    mark_all(world)
    recuse(world, world.other_judge)

    shown = text_of(visit(world.organizer).get("/").text)

    assert "1 榜单 2 揭榜项目 4 / 3 评分表已提交 1 回避" in shown
    assert "已批准 0.00 万元 / 预算 500.00 万元，每项不超过 100.00 万元" in shown


def test_as_many_ballots_are_expected_as_judges_may_mark(world):
    mark(world, world.entry, world.judge, "18 35 34")
    recuse(world, world.other_judge)

    progress = progress_of(world.contest)

    assert (progress.submitted_ballots, progress.expected_ballots) == (1, 3)


def test_the_next_session_is_announced(world, visit, time):
    with acting("test.planned", world.contest, by=world.organizer):
        for hours, name in ((50, "医疗专场"), (2, "港口专场"), (-2, "已过的一场")):
            session = Session(
                contest_id=world.contest.id,
                panel_id=world.panel.id,
                number=hours + 10,
                name=name,
                room="三号厅",
                starts_at=time.now + timedelta(hours=hours),
            )
            db.session.add(session)

    progress = progress_of(world.contest)

    starts = time.now + timedelta(hours=2)
    assert progress.next_session == NextSession("港口专场", "三号厅", starts, 0)
    shown = text_of(visit(world.organizer).get("/").text)
    assert "下一场 港口专场 2026-03-02 19:00 · 三号厅 · 0 项（2 小时后）" in shown


def test_an_organizer_chooses_a_contest_and_stays_with_it(world, visit):
    client = visit(world.organizer)

    client.get(f"/?contest={world.open_contest.id}")

    assert heading(client.get("/").text) == "open_contest 场景大赛"
    where = f"/contests/{world.open_contest.id}/"
    assert where in client.get("/standings").headers["Location"]
    assert where in client.get("/rule-sheet").headers["Location"]


def test_a_contest_of_another_body_cannot_be_chosen(world, visit):
    foreign = add_contest(world, "乙市大赛", world.other_body)
    client = visit(world.organizer)

    page = client.get(f"/?contest={foreign.id}").text

    assert heading(page) == "contest 场景大赛"
    assert "乙市大赛" not in page
    assert heading(client.get("/").text) == "contest 场景大赛"


def test_what_is_no_contest_chooses_nothing(world, visit):
    assert heading(visit(world.organizer).get("/?contest=x").text) == "contest 场景大赛"


def test_an_organizer_of_another_body_is_shown_nothing_of_this_one(world, visit):
    page = visit(world.other_organizer).get("/").text

    assert heading(page) == "工作台"
    assert "场景大赛" not in text_of(page)
    assert "都处理完了" in page


def test_a_supervisor_sees_the_contest_and_is_asked_for_nothing(world, visit):
    page = visit(world.supervisor).get("/").text

    assert heading(page) == "contest 场景大赛"
    assert "都处理完了" in page
    assert "待确认" not in text_of(page)


@pytest.mark.parametrize(
    ("role", "waits"),
    [
        ("author", "《draft 的方案》还没有提交"),
        ("issuer", "《challenge 隧道渗漏水智能巡检》有 1 个提问待答复"),
        ("judge", "还有 2 个项目待评分"),
    ],
)
def test_each_role_is_told_what_waits_for_them(world, visit, role, waits):
    shown = text_of(visit(getattr(world, role)).get("/").text)

    assert waits in shown
    assert "open_contest 场景大赛" in shown


@pytest.mark.parametrize(
    ("role", "label", "address"),
    [
        ("rival", "浏览榜单", "/challenges"),
        ("other_issuer", "查看我的榜单", "/desk/challenges"),
        ("supervisor", "查看日志", "/ledger"),
        ("system_admin", "管理组织单位", "/bodies"),
        ("security_admin", "管理账号", "/accounts"),
        ("audit_admin", "查看日志", "/ledger"),
    ],
)
def test_who_has_nothing_to_do_is_told_where_to_go(world, visit, role, label, address):
    client = visit(getattr(world, role))

    page = client.get("/").text

    found = re.search(rf'href="([^"]+)">{label}</a>', page)
    assert "都处理完了" in page
    assert client.get(found.group(1)).status_code == 200


def test_the_most_pressing_stands_first(world, visit):
    announced(world)  # without a challenge yet
    page = visit(world.organizer).get("/").text

    levels = re.findall(r'<li class="(hot|warm|cool)">', page)
    assert levels == sorted(levels, key=["hot", "warm", "cool"].index)
    assert len(set(levels)) > 1


def test_every_line_has_one_button_that_leads_somewhere(world, visit):
    client = visit(world.organizer)
    page = client.get("/").text

    links = re.findall(r'<span class="act"><a class="btn btn-secondary" href="([^"]+)"', page)

    assert len(links) == page.count('<span class="level"')
    assert [client.get(link.replace("&amp;", "&")).status_code for link in links] == [200] * len(
        links
    )


@pytest.mark.parametrize("more", [0, 5])
def test_the_desk_costs_the_same_however_many_contests(world, visit, queries, more):
    for number in range(more):
        contest = add_contest(world, f"第 {number} 届", world.body, opens=number * DAY)
        _add_sessions(world, contest)
    client = visit(world.organizer)

    with queries() as made:
        page = client.get("/").text

    assert page.count("<option") == 2 + more
    assert len(made) == 14


def _add_sessions(world, contest):
    with acting("test.planned", contest, by=None):
        panel = Panel(contest_id=contest.id, name="评审组")
        db.session.add(panel)
        db.session.flush()
        session = Session(
            contest_id=contest.id,
            panel_id=panel.id,
            number=1,
            name="专场",
            room="一号厅",
            starts_at=contest.roadshow_from,
        )
        db.session.add(session)
