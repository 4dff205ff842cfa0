"""What awards put on an organizer's work list."""

from awards.actions import plans as actions
from awards.worklist import items
from tests.awards.proposing import MILLION, approve, give_prizes, propose, publish


def titles(app, user):
    with app.test_request_context():
        return [(item.level, item.title) for item in items(user)]


def test_published_standings_without_a_plan_are_waiting(app, world):
    publish(world)

    assert titles(app, world.organizer) == [
        ("warm", "《contest 场景大赛》的排名已发布，可以拟定奖励"),
    ]


def test_a_plan_waits_for_the_other_person(app, world):
    give_prizes(world, ("一等奖", 2, MILLION))
    publish(world)
    propose(world)

    plan = "《contest 场景大赛》的奖励方案待批准"
    assert titles(app, world.organizer)[0] == ("cool", plan)
    assert titles(app, world.second_organizer)[0] == ("hot", plan)


def test_approved_awards_leave_their_policies_to_decide(app, world):
    give_prizes(world, ("一等奖", 2, MILLION))
    publish(world)
    approve(world, propose(world))

    assert titles(app, world.organizer) == [
        ("warm", "《contest 场景大赛》有 2 项奖励待公示"),
        ("cool", "《contest 场景大赛》有 6 项政策衔接待决定"),
    ]


def test_another_body_sees_none_of_it(app, world):
    give_prizes(world, ("一等奖", 2, MILLION))
    publish(world)
    actions.propose_awards(world.contest, by=world.organizer)

    assert titles(app, world.other_organizer) == []
