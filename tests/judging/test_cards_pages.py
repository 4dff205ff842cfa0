"""The page of a contest's tablets, and the sheet of cards that is printed there."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from contest.actions.tablets import revoke_tablet
from contest.core.actions import acting
from contest.core.db import db
from contest.core.ledger import LedgerEntry
from contest.models import Card, Contest
from contest.queries.tablets import card_by_secret
from contest.states import ContestState
from judging.actions.cards import AlreadyOver, NotAnnounced, NotSeated, print_cards
from judging.actions.panels import seat_judge
from judging.queries.cards import tablets_of
from tests.contest.tablets import PIN, choose_pin, printed, tablet_for, use
from tests.contest.tablets import tablets_of as own_tablets
from tests.judging.people import add_judge
from tests.world import MONDAY

pytestmark = pytest.mark.usefixtures("hasty")
CODE = re.compile(r'class="login-code">(\S{4} \S{4})<')
HOUR = timedelta(hours=1)


def url(world):
    return f"/contests/{world.contest.id}/tablets"


def row_of(world, judge):
    db.session.rollback()
    return next(row for row in tablets_of(world.contest) if row.judge_id == judge.id)


def prints(world, visit, *judges, **more):
    data = {"judge_ids": [judge.id for judge in judges], **more}
    return visit(world.organizer).post(url(world), data=data)


def test_a_sheet_has_a_card_for_each_judge_chosen(world, visit):
    page = prints(world, visit, world.judge, world.other_judge)

    assert page.status_code == 200
    assert len(CODE.findall(page.text)) == page.text.count("data:image/svg+xml") == 2
    assert "judge 先生" in page.text
    assert "第一评审组" in page.text
    assert "有效至 2026-03-05 23:59" in page.text


def test_what_is_printed_opens_the_desk(app, world, visit):
    (code,) = CODE.findall(prints(world, visit, world.judge).text)

    answer = app.test_client().post(f"/c/{code.replace(' ', '')}", data={"pin": PIN, "again": PIN})

    assert answer.location == "/ballots/"


def test_the_code_on_the_card_is_of_the_address_that_others_reach_us_by(app, world, visit):
    app.config["PUBLIC_URL"] = "https://jiebang.example.org"

    page = prints(world, visit, world.judge).text

    assert "打开 https://jiebang.example.org/c，" in page


def test_a_new_card_takes_the_place_of_the_one_not_used(world, visit):
    first = CODE.findall(prints(world, visit, world.judge).text)[0]
    second = CODE.findall(prints(world, visit, world.judge).text)[0]

    old, new = card_by_secret(first), card_by_secret(second)
    assert (old.ending, new.ending) == ("replaced", None)
    assert db.session.query(Card).filter_by(judge_id=world.judge.id, ending=None).count() == 1


def test_a_card_in_use_is_not_touched_by_a_new_one(app, world, visit):
    client = tablet_for(app, world)

    prints(world, visit, world.judge)

    assert client.get("/ballots/").status_code == 200
    assert len(row_of(world, world.judge).good_tablets) == 2  # with the little world's own


def test_a_day_is_chosen_and_the_card_is_good_to_its_end(world, visit):
    prints(world, visit, world.judge, until="2026-03-02")

    card = db.session.query(Card).order_by(Card.id.desc()).first()
    assert card.expires_at == datetime(2026, 3, 2, 15, 59, 59, tzinfo=UTC)


def test_without_a_choice_nothing_is_printed_and_the_page_says_so(world, visit):
    page = prints(world, visit)

    assert page.status_code == 422
    assert "请至少勾选一位专家" in page.text
    assert db.session.query(Card).count() == 1


@pytest.mark.parametrize("who", ["author", "supervisor"])
def test_nobody_but_seated_judges_gets_a_card(world, visit, who):
    page = prints(world, visit, getattr(world, who))

    assert page.status_code == 422
    assert db.session.query(Card).count() == 1


def test_a_judge_of_no_panel_or_who_is_locked_is_refused(world):
    other = add_judge("third", world.body.id)
    with acting("test.lock", world.other_judge, by=None):
        world.other_judge.is_locked = True

    for judge in (other, world.other_judge):
        with pytest.raises(NotSeated):
            print_cards(
                world.contest, judge_ids=[judge.id], until=MONDAY + HOUR, by=world.organizer
            )


def test_a_draft_and_what_is_over_get_no_cards(world):
    ids = [world.judge.id]
    with pytest.raises(AlreadyOver):
        print_cards(world.contest, judge_ids=ids, until=MONDAY, by=world.organizer)

    with acting("test.concluded", world.contest, by=None):
        db.session.get(Contest, world.contest.id).state = ContestState.CONCLUDED
    with pytest.raises(NotAnnounced):
        print_cards(world.contest, judge_ids=ids, until=MONDAY + HOUR, by=world.organizer)


def test_the_log_tells_who_printed_for_whom(world, visit):
    prints(world, visit, world.judge)

    line = db.session.query(LedgerEntry).filter_by(verb="card.printed").one()
    assert (line.actor_id, line.chain) == (world.organizer.id, f"contest:{world.contest.id}")
    assert str([None, world.judge.id]) in str(line.changes)


def test_rows_tell_of_card_pin_and_tablet(app, world, time):
    before = row_of(world, world.other_judge)
    made = printed(world, world.other_judge)
    waiting = row_of(world, world.other_judge)
    use(app.test_client(), made, name="平板 5")
    after = row_of(world, world.other_judge)
    time.now += timedelta(minutes=121)
    idle = row_of(world, world.other_judge)

    assert (before.card, before.has_pin, before.tablets) == (None, False, ())
    assert waiting.card.state == "open"
    assert (after.card.state, after.has_pin, after.panels) == ("used", True, ("第一评审组",))
    assert [(t.name, t.signed_in, t.seen_at) for t in after.tablets] == [("平板 5", True, MONDAY)]
    assert [t.signed_in for t in idle.tablets] == [False]


def test_a_revoked_tablet_is_shown_two_days_with_its_reason(app, world, visit, time):
    tablet_for(app, world, world.other_judge)
    revoke_tablet(own_tablets(world.other_judge)[0], by=world.organizer)
    page = visit(world.supervisor).get(url(world)).text

    row = row_of(world, world.other_judge)
    time.now += timedelta(days=2)

    assert "平板 7" in page
    assert (row.good_tablets, [t.ending for t in row.tablets]) == ((), ["staff"])
    assert row_of(world, world.other_judge).tablets == ()


def test_the_supervisor_reads_and_changes_nothing(world, visit):
    choose_pin(world.judge)

    page = visit(world.supervisor).get(url(world)).text

    assert "平板 1" in page
    assert 'action="/tablets/' not in page
    assert "打印所选登录卡" not in page


def test_an_address_that_no_tablet_reaches_is_pointed_out(app, world, visit):
    page = visit(world.organizer).get(url(world)).text
    app.config["PUBLIC_URL"] = "https://jiebang.example.org"

    assert "只有这台服务器自己打得开" in page
    assert "只有这台服务器自己打得开" not in visit(world.organizer).get(url(world)).text


@pytest.mark.parametrize("extra", [0, 5])
def test_the_page_costs_the_same_however_many_judges(app, world, visit, queries, extra):
    for number in range(extra):
        judge = add_judge(f"more{number}", world.body.id)
        seat_judge(world.panel, by=world.organizer, judge_id=judge.id, kind="technical")
        tablet_for(app, world, judge)
    client = visit(world.organizer)

    with queries() as made:
        page = client.get(url(world))

    assert page.text.count('form="print-cards"') == 2 + extra
    assert len(made) == 8  # the judges, their cards, their tablets, and who asks for what


def test_days_are_those_of_the_timetable(world, visit):
    page = visit(world.organizer).get(url(world)).text

    assert re.findall(r'<option.*?value="(\S+?)"', page) == ["2026-03-02", "2026-03-05"]
    assert date(2026, 3, 5) == world.contest.roadshow_until.date()
