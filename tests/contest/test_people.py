"""Organizers look after the people of their own body, and see no other's."""

import re
from datetime import date

import pytest
from sqlalchemy import select

from contest.core.actions import acting
from contest.core.db import db
from contest.core.ledger import LedgerEntry
from contest.core.mail import MailMessage
from contest.models import Employment, JudgeKind, JudgeProfile, Organisation, Role, User
from contest.queries import people
from tests.contest.people import give_password, is_in, sign_in
from tests.world import CODES, MONDAY

JUDGE = {
    "name": "陈岚",
    "email": "chen.lan@example.org",
    "phone": "138 0000 0001",
    "kind": "technical",
    "title": "教授",
    "expertise": "隧道工程",
    "employments-0-organisation_name": "甲市大学",
    "employments-0-uscc": CODES["metro"].lower(),
    "employments-0-began_on": "2020-09-01",
    "employments-1-organisation_name": "rival 有限公司",
    "employments-1-uscc": CODES["rival"],
    "employments-1-ended_on": "2024-06-30",
    "employments-2-organisation_name": "",
    "employments-2-uscc": "",
}
ISSUER = {
    "uscc": CODES["member"],
    "organisation": "member 建设集团",
    "region": "甲市",
    "name": "周宁",
    "email": "zhou.ning@example.org",
    "phone": "138 0000 0002",
}


def person(email):
    return db.session.scalar(select(User).filter_by(email=email))


def letters_to(email):
    return db.session.scalars(select(MailMessage).filter_by(recipient=email)).all()


def test_the_list_shows_the_people_of_ones_own_body_alone(world, visit):
    page = visit(world.organizer).get("/people/").text

    assert "judge@example.org" in page
    assert "other_organizer@example.org" not in page
    assert "author@example.org" not in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=judge", {"judge", "other_judge"}),
        ("q=hospital", {"other_issuer"}),
        ("role=supervisor", {"supervisor"}),
        ("q=judge&role=organizer", set()),
        ("q=%25", set()),
        ("q=other_organizer", set()),
    ],
)
def test_people_are_found_by_name_organisation_and_role(world, visit, query, found):
    page = visit(world.organizer).get(f"/people/?{query}").text

    names = {user.username for user in db.session.scalars(select(User))}
    assert {name for name in names if f">{name}@example.org<" in page} == found


def add_judges(world, number):
    with acting("test.judges", world.body, by=None):
        for n in range(number):
            user = User(
                username=f"extra{n}",
                name=f"甲{n}",
                email=f"extra{n}@example.org",
                role=Role.JUDGE,
                body_id=world.body.id,
                created_at=MONDAY,
            )
            db.session.add(user)
            db.session.flush()
            db.session.add(JudgeProfile(user_id=user.id, kind=JudgeKind.TECHNICAL))
            db.session.add(Employment(user_id=user.id, organisation_name="乙", uscc=""))


def test_a_supervisor_reads_the_people_and_their_employers_and_changes_nothing(world, visit):
    page = visit(world.supervisor).get("/people/").text
    main = page[page.index("<main") :]

    employer = db.session.scalars(db.select(Employment.organisation_name)).first()
    assert world.judge.name in main
    assert employer in main
    assert "/people/" not in main
    assert '<form method="post"' not in main


@pytest.mark.parametrize("extra", [0, 6])
def test_the_list_costs_the_same_however_many_people(world, visit, queries, extra):
    add_judges(world, extra)
    client = visit(world.organizer)

    with queries() as made:
        page = client.get("/people/?role=judge").text

    assert page.count("<tr>") == 1 + 2 + extra
    # the visitor, their body, its people and their number, profiles, employers, counts by role
    assert len(made) == 7


def test_the_list_is_paged(world, visit):
    add_judges(world, 30)

    page = visit(world.organizer).get("/people/?role=judge&page=2").text

    assert "共 32 条" in page
    assert page.count("<tr>") == 1 + 7


def test_people_are_listed_by_pinyin(world, visit):
    client = visit(world.organizer)
    for number, name in enumerate(["张伟", "艾青", "李安", "连战", "Bob", "欧阳锋"]):
        client.post(
            "/people/judges/new", data={**JUDGE, "name": name, "email": f"p{number}@example.org"}
        )

    page = client.get("/people/?role=judge").text

    listed = re.findall(r'<a href="/people/\d+">([^<]+)</a>', page)
    assert [name for name in listed if "先生" not in name] == [
        *("艾青", "Bob", "李安", "连战", "欧阳锋", "张伟")
    ]


def test_a_judge_is_invited_with_employers(world, visit):
    answer = visit(world.organizer).post("/people/judges/new", data=JUDGE)

    judge = person("chen.lan@example.org")
    profile = db.session.get(JudgeProfile, judge.id)
    assert answer.location == "/people/?role=judge"
    assert (judge.role, judge.body_id) == (Role.JUDGE, world.body.id)
    assert (profile.kind, profile.title) == (JudgeKind.TECHNICAL, "教授")
    assert [(e.uscc, e.began_on, e.ended_on) for e in people.employments_of(judge)] == [
        (CODES["metro"], date(2020, 9, 1), None),
        (CODES["rival"], None, date(2024, 6, 30)),
    ]
    assert "甲市科技局" in letters_to("chen.lan@example.org")[0].body


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"employments-0-uscc": "91350100M000100Y4Z"}, "校验不通过"),
        ({"kind": ""}, "请填写此项"),
        ({"kind": "chairman"}, "选择"),
        ({"email": "judge@example.org"}, "已有账号"),
    ],
)
def test_a_judge_is_not_invited_by_mistake(world, visit, change, said):
    answer = visit(world.organizer).post("/people/judges/new", data={**JUDGE, **change})

    assert answer.status_code == 422
    assert said in answer.text
    assert "甲市大学" in answer.text
    assert letters_to("chen.lan@example.org") == []


def test_what_is_known_of_a_judge_is_corrected(world, visit):
    client = visit(world.organizer)
    form = {**JUDGE, "email": "other_judge@example.org", "title": "研究员"}
    del form["employments-1-organisation_name"], form["employments-1-uscc"]
    page = client.get(f"/people/{world.other_judge.id}").text

    client.post(f"/people/{world.other_judge.id}", data=form)

    known = people.employments_of(world.other_judge)
    assert CODES["hospital"] in page
    assert [e.uscc for e in known] == [CODES["metro"]]
    assert db.session.get(JudgeProfile, world.other_judge.id).title == "研究员"


def test_saving_a_judge_unchanged_changes_no_row(world, visit):
    judge = world.other_judge
    known = people.employments_of(judge)[0]
    form = {
        "name": judge.name,
        "email": judge.email,
        "phone": "138 0000 0003",
        "kind": "technical",
        "employments-0-organisation_name": known.organisation_name,
        "employments-0-uscc": known.uscc,
    }
    client = visit(world.organizer)
    client.post(f"/people/{judge.id}", data=form)

    client.post(f"/people/{judge.id}", data=form)

    last = db.session.scalars(select(LedgerEntry).order_by(LedgerEntry.id.desc())).first()
    assert (last.verb, last.changes) == ("judge.revised", {})


def test_an_issuer_is_invited_with_its_first_person(world, visit):
    visit(world.organizer).post("/people/issuers/new", data=ISSUER)

    user = person("zhou.ning@example.org")
    assert (user.role, user.body_id) == (Role.ISSUER, world.body.id)
    assert (user.organisation.name, user.organisation.uscc) == ("member 建设集团", CODES["member"])


def test_a_second_person_of_an_issuer_joins_it(world, visit):
    visit(world.organizer).post(
        "/people/issuers/new", data={**ISSUER, "uscc": CODES["metro"], "organisation": "别名"}
    )

    assert person("zhou.ning@example.org").organisation_id == world.metro_organisation.id
    assert world.metro_organisation.name == "metro 有限公司"


def test_bodies_have_issuers_of_their_own(world, visit):
    answer = visit(world.other_organizer).post(
        "/people/issuers/new", data={**ISSUER, "uscc": CODES["metro"], "organisation": "乙市地铁"}
    )

    issuer = person("zhou.ning@example.org").organisation
    assert answer.status_code == 302
    assert (issuer.name, issuer.body_id) == ("乙市地铁", world.other_body.id)
    assert db.session.query(Organisation).filter_by(uscc=CODES["metro"]).count() == 2


@pytest.mark.parametrize("role", ["organizer", "supervisor"])
def test_organizers_and_supervisors_are_invited(world, visit, role):
    data = {"name": "吴岩", "email": "wu@example.org", "phone": "138 0000 0004", "role": role}

    visit(world.organizer).post("/people/staff/new", data=data)

    assert (person("wu@example.org").role, person("wu@example.org").body_id) == (
        Role(role),
        world.body.id,
    )


def test_nobody_is_made_an_administrator_by_an_organizer(world, visit):
    data = {"name": "吴岩", "email": "wu@example.org", "phone": "138 0000 0004"}

    visit(world.organizer).post("/people/staff/new", data={**data, "role": "system_admin"})

    assert person("wu@example.org") is None


def test_a_disabled_judge_is_out_at_once(app, world, visit):
    give_password(world.judge)
    theirs = app.test_client()
    sign_in(theirs, "judge")

    visit(world.organizer).post(f"/people/{world.judge.id}/disabled")

    assert not is_in(theirs)


@pytest.mark.parametrize(
    ("name", "said"), [("organizer", "自己的账号"), ("supervisor", "监督账号")]
)
def test_whom_an_organizer_cannot_disable(world, visit, name, said):
    client = visit(world.organizer)

    client.post(f"/people/{getattr(world, name).id}/disabled")

    assert said in client.get("/people/").text
    assert not getattr(world, name).is_disabled


def test_an_invitation_is_sent_again_and_the_first_link_ends(app, world, visit):
    client = visit(world.organizer)
    client.post("/people/judges/new", data=JUDGE)
    judge = person("chen.lan@example.org")

    client.post(f"/people/{judge.id}/invitation")

    first, second = (
        "/link/" + letter.body.split("/link/")[1].split()[0]
        for letter in letters_to("chen.lan@example.org")
    )
    visitor = app.test_client()
    assert (visitor.get(first).status_code, visitor.get(second).status_code) == (410, 200)


def test_who_has_a_password_is_not_invited_again(world, visit):
    give_password(world.judge)

    visit(world.organizer).post(f"/people/{world.judge.id}/invitation")

    assert letters_to("judge@example.org") == []


def test_the_log_says_that_people_changed_but_not_who_they_are(world, visit):
    visit(world.organizer).post("/people/judges/new", data=JUDGE)

    last = db.session.scalars(select(LedgerEntry).order_by(LedgerEntry.id.desc())).first()
    assert last.verb == "judge.invited"
    for value in ("陈岚", "chen.lan", "138 0000 0001", "甲市大学", CODES["rival"]):
        assert value not in str(last.changes)
