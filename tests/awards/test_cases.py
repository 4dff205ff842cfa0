"""The case file: one timeline from entry to the last step, for whom it concerns."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from awards.actions import acceptances
from awards.actions.objections import remedy_objection, withdraw_objection
from awards.case_rows import chosen, page_of, row_of, rows_of
from awards.cases import steps_of
from awards.queries.cases import award_by, cases_of, own_cases
from awards.record_steps import steps_of_records
from awards.steps import Step
from awards.worklist import items as awards
from awards.worklist_deliveries import items
from contest.core.db import db
from contest.core.ledger import LedgerEntry
from tests.awards.awarding import award_first
from tests.awards.delivering import (
    DUE,
    a_file,
    agreement,
    announced,
    delivery,
    milestone,
    proposal,
    public_case,
    reported,
    today,
    used,
)
from tests.awards.objecting import decide, looked_into, object_to
from tests.awards.proposing import awards as in_order
from tests.awards.publicising import approved, publicise


def told(app, award):
    with app.test_request_context():
        return steps_of([award_by(award.id)])[award.id]


def test_the_steps_are_in_their_order_whoever_tells_them(app, world):
    milestone(world)
    agreement(world)
    public_case(world)
    proposal(world)

    keys = [step.key for step in told(app, announced(world))]

    assert keys == sorted(keys)
    own = [key.partition(".")[2] for key in keys if key[:2] not in {"50", "55"}]
    assert own == [
        "entry",
        "award",
        "notice",
        "announcement",
        "agreement",
        "0.cooperation",
        "001.milestone",
        "acceptance",
        "use",
        "evaluation",
        "case",
        "benchmark",
    ]


def test_an_objection_is_told_until_it_is_put_right_and_never_by_whom(app, ready):
    approved(ready)
    publicise(ready)
    objection = looked_into(ready)
    award = in_order(ready)[0]

    (step,) = [s for s in told(app, award) if s.key == "30.objection.001"]

    assert (step.title, step.due) == ("第 1 号异议：调查中", objection.due)
    assert (step.done_at, step.missing) == (None, ("异议处理决定",))
    decide(ready, objection, upheld=True)
    (step,) = [s for s in told(app, award) if s.key == "30.objection.001"]
    assert (step.done_at, step.missing) == (None, ("更正或撤销奖励",))
    remedy_objection(objection, by=ready.organizer, remedy="依据不变。")
    (step,) = [s for s in told(app, award) if s.key == "30.objection.001"]
    assert (step.done_at, step.missing) == (objection.remedied_at, ())
    assert "王某" not in str(told(app, award))


def test_an_objection_that_was_taken_back_is_no_step(app, ready):
    approved(ready)
    publicise(ready)
    withdraw_objection(object_to(ready), by=None)

    keys = [step.key for step in told(app, in_order(ready)[0])]

    assert [key for key in keys if key.startswith("30.")] == []


def test_an_open_milestone_says_whose_it_is_and_what_is_missing(app, world):
    milestone(world)

    step = next(s for s in told(app, announced(world)) if s.key == "80.001.milestone")

    assert (step.owner, step.due, step.missing) == ("揭榜企业", DUE, ("完成报告与佐证材料",))


def test_a_reported_milestone_is_the_issuers(app, world):
    reported(world)

    step = next(s for s in told(app, announced(world)) if s.key == "80.001.milestone")

    assert (step.owner, step.missing) == ("发榜方", ("发榜方的确认",))


def test_within_the_tolerance_period_nothing_is_overdue(app, world, time):
    one = milestone(world)
    acceptances.tolerate(
        one.delivery, by=world.organizer, until=DUE + timedelta(days=60), reason="探索"
    )
    time.now += timedelta(days=40)

    step = next(s for s in told(app, announced(world)) if s.key == "80.001.milestone")

    assert not step.is_overdue(today())
    assert step.clause == "《实施意见》四（二）"


@pytest.mark.parametrize("filled", [False, True], ids=["bare", "filled"])
def test_all_records_together_take_two_statements(app, world, queries, filled):
    delivery(world)
    if filled:
        reported(world)
        used(world)
        agreement(world)
        public_case(world)
    found = cases_of(world.contest.id)

    with app.test_request_context(), queries() as made:
        steps_of_records(found)

    assert len(made) == 2


def a_step(key="80.milestone", *, due=None, done=None):
    return Step(key, "条款", "里程碑", "企业", "", due=due, done_at=done)


def test_the_most_pressing_step_is_the_next():
    steps = [a_step(due=date(2026, 5, 1)), a_step(due=date(2026, 4, 1)), a_step()]

    row = row_of(None, steps, date(2026, 4, 20))

    assert (row.due, row.overdue) == (date(2026, 4, 1), 1)


class Named:
    """An award by its names alone."""

    def __init__(self, number, title):
        self.id, self.title, self.name = number, title, "甲企业"
        self.entry = self.enterprise = self.prize = self.challenge = self


def test_overdue_cases_come_first_then_what_is_due_sooner():
    awards = [Named(number, "方案") for number in (1, 2, 3)]
    days = {1: date(2026, 6, 1), 2: date(2026, 3, 1), 3: date(2026, 5, 1)}
    steps = {number: [a_step(due=due)] for number, due in days.items()}

    rows = rows_of(awards, steps, date(2026, 4, 1))

    assert [row.award.id for row in rows] == [2, 3, 1]
    assert [row.award.id for row in chosen(rows, only_overdue=True)] == [2]


def test_words_find_a_case_and_pages_end():
    rows = [row_of(Named(n, f"方案{n}"), [], date(2026, 4, 1)) for n in range(30)]

    assert [row.award.id for row in chosen(rows, words="方案7 甲企业")] == [7]
    assert [len(page_of(rows, number).items) for number in (1, 2, 9)] == [25, 5, 5]


def test_who_is_told_of_a_case(world, visit):
    hidden = award_first(world, approver=world.second_organizer)
    people = ("organizer", "supervisor", "author", "issuer", "rival", "other_issuer", "judge")
    statuses = {
        who: visit(getattr(world, who)).get(f"/awards/{hidden.id}").status_code for who in people
    }

    assert statuses == dict.fromkeys(people, 404) | {"organizer": 200, "supervisor": 200}
    assert list(own_cases(world.author)) == list(own_cases(world.issuer)) == []


def test_the_index_lists_the_winners_with_what_is_overdue(world, visit, time):
    milestone(world)
    time.now += timedelta(days=60)

    page = visit(world.organizer).get(f"/contests/{world.contest.id}/cases?state=overdue").text

    assert "1 个项目有逾期事项" in page
    assert "样机下线" in page


def test_the_index_goes_out_as_a_table(world, visit):
    milestone(world)

    answer = visit(world.organizer).get(f"/contests/{world.contest.id}/cases.csv")

    assert "里程碑：样机下线" in answer.data.decode("utf-8-sig")


def test_who_opens_a_file_is_on_record(world, visit):
    use = used(world)

    with visit(world.supervisor).get(f"/awards/{use.award.id}/files/{use.file_id}") as answer:
        status = answer.status_code
    seen = (LedgerEntry.verb == "document.seen", LedgerEntry.actor_id == world.supervisor.id)
    query = select(LedgerEntry.subject).where(*seen)

    assert status == 200
    assert db.session.scalars(query).all() == [f"storedfile:{use.file_id}"]


def test_a_file_of_another_award_is_not_found(world, visit):
    use = used(world)

    assert (
        visit(world.organizer).get(f"/awards/{world.award.id}/files/{use.file_id}").status_code
        == 404
    )


def lines(app, user):
    with app.test_request_context():
        return [(item.level, item.title) for item in items(user)]


def counted(app, user):
    with app.test_request_context():
        return [(item.level, item.title) for item in awards(user)]


def test_a_milestone_that_is_due_is_the_enterprises_then_the_issuers(app, world, time):
    one = milestone(world)
    time.now += timedelta(days=20)
    assert lines(app, world.author) == [("warm", "里程碑将到期：样机下线")]
    assert lines(app, world.rival) == counted(app, world.organizer) == []
    time.now += timedelta(days=20)
    overdue = [("hot", "里程碑逾期：样机下线")]
    assert lines(app, world.author) == lines(app, world.issuer) == overdue
    assert counted(app, world.organizer) == [("hot", "《contest 场景大赛》有 1 个里程碑逾期")]
    acceptances.tolerate(
        one.delivery, by=world.organizer, until=today() + timedelta(days=9), reason="探索"
    )
    assert counted(app, world.organizer) == []

    reported(world)

    assert lines(app, world.author) == []
    assert lines(app, world.issuer) == [("warm", "待确认里程碑：样机下线")]
    assert one.file.name == a_file().name
