"""Who saves what others have saved meanwhile is shown both, and nobody's change is lost."""

import pytest

from contest.core.actions import acting
from contest.core.db import db
from contest.models import JudgeProfile

PERSON = {"name": "张三", "email": "organizer@example.org", "phone": "138 0000 0000"}
CASES = {
    "person": (
        "organizer",
        "second_organizer",
        {**PERSON, "email": "second_organizer@example.org"},
    ),
    "judge": ("organizer", "judge", {**PERSON, "email": "judge@example.org", "kind": "technical"}),
    "account": ("author", "author", {**PERSON, "email": "author@example.org"}),
    "body": ("organizer", "body", {"name": "张三", "region": "甲市", "supervisor_phone": ""}),
    "organisation": (
        "author",
        "author_organisation",
        {"name": "张三", "region": "", "profile": ""},
    ),
}


def address(case, thing):
    if case in {"person", "judge"}:
        return f"/people/{thing.id}"
    return {"account": "/account", "body": "/bodies/own", "organisation": "/organisation/"}[case]


@pytest.mark.parametrize("case", CASES)
def test_a_stale_save_is_answered_with_both(world, visit, case):
    who, name, form = CASES[case]
    place, client = address(case, getattr(world, name)), visit(getattr(world, who))
    seen = getattr(world, name).version
    client.post(place, data={**form, "name": "李四", "version": seen})

    overtaken = client.post(place, data={**form, "version": seen})

    assert (overtaken.status_code, getattr(world, name).name) == (409, "李四")
    assert "张三" in overtaken.text
    assert "李四" in overtaken.text


@pytest.mark.parametrize("case", CASES)
def test_saving_again_is_a_decision(world, visit, case):
    who, name, form = CASES[case]
    place, client = address(case, getattr(world, name)), visit(getattr(world, who))
    client.post(place, data={**form, "name": "李四"})

    client.post(place, data={**form, "version": getattr(world, name).version})

    assert getattr(world, name).name == "张三"


def test_a_judges_profile_and_employers_are_part_of_what_is_known(world, visit):
    judge, client = world.judge, visit(world.organizer)
    place, (_who, _name, form) = f"/people/{judge.id}", CASES["judge"]
    form = {**form, "name": judge.name, "phone": judge.phone or "138 0000 0000"}
    client.post(place, data=form)
    seen = world.judge.version
    employer = {"employments-0-organisation_name": "甲厂", "employments-0-uscc": ""}
    client.post(place, data={**form, **employer, "version": seen})

    overtaken = client.post(place, data={**form, "title": "研究员", "version": seen})

    assert overtaken.status_code == 409
    assert "甲厂" in overtaken.text
    assert db.session.get(JudgeProfile, judge.id).title == ""


def test_signing_in_and_passwords_overtake_nobody(world, visit):
    before = world.author.version

    with acting("test.password", world.author, by=world.author):
        world.author.password_hash = "argon2-of-something"

    assert world.author.version == before
