"""Organizing bodies and their lists of fields."""

import pytest
from sqlalchemy import func, select

from contest.core.actions import acting
from contest.core.db import db
from contest.core.mail import MailMessage
from contest.fields_seed import FIELDS
from contest.models import Body, Field, Role, User
from contest.queries import fields

BODY = {
    "body_name": "丙市科技局",
    "region": "丙市",
    "name": "何平",
    "email": "he.ping@example.org",
    "phone": "0574-0000 0000",
}


def body(name="丙市科技局"):
    return db.session.scalar(select(Body).filter_by(name=name))


def test_a_new_body_gets_the_seed_fields_and_its_first_organizer(world, visit):
    visit(world.system_admin).post("/bodies/new", data=BODY)

    organizer = db.session.scalar(select(User).filter_by(email="he.ping@example.org"))
    letter = db.session.scalar(select(MailMessage).filter_by(recipient=organizer.email))
    assert (organizer.role, organizer.body_id) == (Role.ORGANIZER, body().id)
    assert [f.name for f in fields.of_body(body())] == [seed.name for seed in FIELDS]
    assert "丙市科技局邀请您" in letter.body


@pytest.mark.parametrize(
    ("change", "said"),
    [({"body_name": "乙市科技局"}, "同名"), ({"email": "judge@example.org"}, "已有账号")],
)
def test_a_body_is_set_up_whole_or_not_at_all(world, visit, change, said):
    before = db.session.scalar(select(func.count()).select_from(Field))

    answer = visit(world.system_admin).post("/bodies/new", data={**BODY, **change})

    assert said in answer.text
    assert body() is None
    assert db.session.scalar(select(func.count()).select_from(Field)) == before


def test_no_real_body_is_set_up_beside_a_demo(world, visit):
    """The demo's administrators sign in with a printed password."""
    with acting("test.demo", world.other_body, by=None):
        world.other_body.is_demo = True

    answer = visit(world.system_admin).post("/bodies/new", data=BODY)

    assert answer.status_code == 422
    assert "在空数据库上部署" in answer.text
    assert body() is None


def test_the_system_administrator_invites_when_no_organizer_is_left(world, visit):
    data = {"name": "何平", "email": "he@example.org", "phone": "0574-0000", "role": "organizer"}

    visit(world.system_admin).post(f"/bodies/{world.other_body.id}", data=data)

    user = db.session.scalar(select(User).filter_by(email="he@example.org"))
    assert (user.role, user.body_id) == (Role.ORGANIZER, world.other_body.id)


def test_organizers_see_to_their_own_body(world, visit):
    data = {"name": "甲市科学技术局", "region": "甲市", "supervisor_phone": "0000-0009"}

    visit(world.organizer).post("/bodies/own", data=data)

    assert (world.body.name, world.body.supervisor_phone) == ("甲市科学技术局", "0000-0009")
    assert world.other_body.name == "乙市科技局"


def test_two_bodies_do_not_share_a_name(world, visit):
    data = {"name": "乙市科技局", "region": "甲市", "supervisor_phone": ""}

    answer = visit(world.organizer).post("/bodies/own", data=data)

    assert (answer.status_code, world.body.name) == (422, "甲市科技局")


@pytest.mark.sqlite_only  # what a page shows does not depend on the database
@pytest.mark.parametrize(
    ("path", "shown", "data"),
    [
        ("/bodies/own", "0000-0001", {"name": "丁市科技局", "region": "丁市"}),
        ("/fields/", "面向城市治理", {"group": "面向城市治理", "name": "水务"}),
    ],
)
def test_a_supervisor_reads_the_settings_and_changes_nothing(world, visit, path, shown, data):
    client, before = visit(world.supervisor), (world.body.name, names(world))
    page = client.get(path).text
    main = page[page.index("<main") :]

    answer = client.post(path, data=data)

    assert f'href="{path}"' in page[: page.index("<main")]  # the menu leads here
    assert shown in main
    assert '<form method="post"' not in main
    assert "/fields/" not in main
    assert (answer.status_code, (world.body.name, names(world))) == (403, before)


@pytest.mark.parametrize("extra", [0, 5])
def test_the_list_of_bodies_costs_the_same_however_many(world, visit, queries, extra):
    with acting("test.bodies", world.body, by=None):
        db.session.add_all(Body(name=f"丁{n}市科技局", region="丁市") for n in range(extra))
    client = visit(world.system_admin)

    with queries() as made:
        page = client.get("/bodies/").text

    assert page.count("<tr>") == 1 + 2 + extra
    # the visitor, the bodies and their number, people, organizers, contests
    assert len(made) == 6


@pytest.fixture
def client(world, visit):
    with acting("test.fields", world.body, by=None):
        for position, name in enumerate(("医疗", "养老"), 2):
            field = Field(body_id=world.body.id, group="面向民生服务", name=name, position=position)
            db.session.add(field)
    return visit(world.organizer)


def names(world):
    return [field.name for field in fields.of_body(world.body)]


def field_called(name):
    return db.session.scalar(select(Field).filter_by(name=name))


def test_a_field_is_added_at_the_end_of_its_group(world, client):
    client.post("/fields/", data={"group": "面向城市治理", "name": "水务"})
    client.post("/fields/", data={"group": "新的类别", "name": "低空"})

    assert names(world) == ["交通", "水务", "医疗", "养老", "低空"]


@pytest.mark.parametrize("name", ["医疗", " 医疗 "])
def test_a_field_is_listed_once(world, client, name):
    answer = client.post("/fields/", data={"group": "面向民生服务", "name": name})

    assert (answer.status_code, names(world)) == (422, ["交通", "医疗", "养老"])


def test_another_body_may_have_a_field_of_the_same_name(world, client, visit):
    visit(world.other_organizer).post("/fields/", data={"group": "甲", "name": "医疗"})

    assert [field.name for field in fields.of_body(world.other_body)] == ["医疗"]


def test_a_field_is_renamed_and_its_challenges_keep_it(world, client):
    client.post(f"/fields/{world.field.id}", data={"group": "面向城市治理", "name": "轨道交通"})

    assert world.challenge.field.name == "轨道交通"


def test_fields_change_places(world, client):
    client.post(f"/fields/{field_called('养老').id}/place", data={"to": "up"})
    client.post(f"/fields/{field_called('交通').id}/place", data={"to": "up"})
    client.post(f"/fields/{field_called('交通').id}/place", data={"to": "down"})

    assert names(world) == ["养老", "交通", "医疗"]


def test_a_retired_field_is_offered_no_more_and_can_come_back(world, client):
    client.post(f"/fields/{world.field.id}/retired")
    offered = [field.name for field in fields.in_use(world.body)]
    client.post(f"/fields/{world.field.id}/restored")

    assert offered == ["医疗", "养老"]
    assert [field.name for field in fields.in_use(world.body)] == names(world)


@pytest.mark.parametrize("extra", [0, 5])
def test_the_list_of_fields_costs_the_same_however_many(world, client, queries, extra):
    for number in range(extra):
        client.post("/fields/", data={"group": "丙", "name": f"领域{number}"})

    with queries() as made:
        page = client.get("/fields/").text

    assert page.count("<tr>") == 1 + 3 + extra
    assert len(made) == 4  # the visitor, their body, its fields, their challenges
