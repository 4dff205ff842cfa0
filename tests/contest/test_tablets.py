"""Tablets are taken back, PINs changed and reset; an account's end is its tablets' end."""

import pytest

from contest.account_changes import end_sign_ins
from contest.actions import accounts, security
from contest.actions.tablets import NotYours, change_pin, reset_pin, revoke_tablet
from contest.core.actions import acting
from contest.core.db import db
from contest.core.ledger import LedgerEntry
from contest.models import SignIn
from contest.pins import matches
from contest.signing_in import open_sign_in
from tests.contest.letters import letters_to
from tests.contest.people import PASSWORD, give_password, is_in, sign_in
from tests.contest.tablets import (
    OTHER_PIN,
    PIN,
    choose_pin,
    expire,
    printed,
    tablet_for,
    tablets_of,
    use,
)

pytestmark = pytest.mark.usefixtures("hasty")


def tablet_of(world):
    return tablets_of(world.judge)[0]


def verbs(subject):
    lines = db.session.query(LedgerEntry).filter_by(subject=subject).order_by(LedgerEntry.id)
    return [line.verb for line in lines]


def test_an_expired_sign_in_leads_to_the_pin_and_back_to_where_the_judge_was(app, world, time):
    client = tablet_for(app, world)
    expire(client, time)

    gate = client.get(client.get("/ballots/?tab=1").location).location
    page = client.get(gate).text
    answer = client.post(gate, data={"pin": PIN})

    assert "j**，请输入 PIN" in page
    assert "judge 先生" not in page
    assert answer.location == "/ballots/?tab=1"
    assert is_in(client)


def test_a_wrong_pin_on_the_page_is_told_and_the_fifth_ends_the_tablet(app, world, time):
    client = tablet_for(app, world)
    expire(client, time)

    pages = [client.post("/sign-in/pin", data={"pin": OTHER_PIN}) for _ in range(5)]

    assert "还可以试 4 次" in pages[0].text
    assert (pages[3].status_code, pages[4].status_code) == (422, 410)
    assert "PIN 连续输错 5 次，这台平板已停用" in pages[4].text
    assert client.get("/sign-in").status_code == 200  # by password, or by a new card
    assert tablet_of(world).ending == "wrong_pins"


def test_the_password_stays_a_way_in_at_a_tablet(app, world, time):
    give_password(world.judge)
    client = tablet_for(app, world)
    expire(client, time)

    assert client.get("/sign-in?by=password").status_code == 200
    assert sign_in(client, "judge").status_code == 302


def test_a_pin_never_leads_out_of_here(app, world, time):
    client = tablet_for(app, world)
    expire(client, time)

    answer = client.post("/sign-in/pin?next=https://evil.example/steal", data={"pin": PIN})

    assert answer.location == "/steal"


def test_revoking_a_tablet_ends_its_session_and_no_other(app, world):
    client, other = tablet_for(app, world), tablet_for(app, world)
    first, second = tablets_of(world.judge)

    answer = tablet_revoked_by(app, world, first)

    assert answer.status_code == 302
    assert (is_in(client), is_in(other)) == (False, True)
    assert (first.revoked_by_id, second.revoked_at) == (world.organizer.id, None)
    assert verbs(f"tablet:{first.id}") == ["tablet.revoked"]


def tablet_revoked_by(app, world, tablet):
    client = app.test_client()
    token = open_sign_in(world.organizer, address="", agent="")
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = token, True
    return client.post(f"/tablets/{tablet.id}/revocation")


def test_a_session_opened_while_its_tablet_is_being_revoked_opens_nothing(app, world):
    client = tablet_for(app, world)
    revoke_tablet(tablet_of(world), by=world.organizer)

    with acting("test.late", world.judge, by=None):
        for sign_in_row in db.session.query(SignIn).filter_by(user_id=world.judge.id):
            sign_in_row.ended_at = None

    assert not is_in(client)


def test_judges_take_back_their_own_tablet_and_no_others(app, world, visit):
    tablet_for(app, world)
    number = tablet_of(world).id

    others = visit(world.other_judge).post(f"/tablets/{number}/revocation")
    own = visit(world.judge).post(f"/tablets/{number}/revocation")

    assert (others.status_code, own.status_code) == (404, 302)
    assert tablet_of(world).revoked_by_id == world.judge.id


@pytest.mark.parametrize(
    "change",
    [
        lambda world: security.end_sessions(world.judge, by=world.security_admin),
        lambda world: security.lock_account(world.judge, by=world.security_admin),
        lambda world: security.change_email(
            world.judge, email="new@example.org", by=world.security_admin
        ),
        lambda world: accounts.change_password(world.judge, password_hash="", by=world.judge),
    ],
)
def test_what_signs_all_devices_of_an_account_out_ends_its_tablets(app, world, change):
    client = tablet_for(app, world)

    change(world)

    assert not is_in(client)
    assert client.post("/api/v1/session", json={"pin": PIN}).status_code == 410
    assert tablet_of(world).ending == "account"


def test_the_tablet_that_a_judge_acts_at_stays_theirs(app, world):
    tablet_for(app, world)
    other = tablet_for(app, world)
    kept = tablets_of(world.judge)[1]
    judge = world.judge
    judge.sign_in = db.session.query(SignIn).filter_by(tablet_id=kept.id).one()

    with acting("test.ended", judge, by=None):
        end_sign_ins(judge, kept=judge)

    first, second = tablets_of(judge)
    assert (first.ending, second.ending) == ("account", None)
    assert is_in(other)


@pytest.mark.parametrize("current", [PIN, PASSWORD])
def test_a_judge_changes_the_pin_by_the_one_before_or_by_the_password(app, world, current):
    give_password(world.judge)
    client = tablet_for(app, world)

    answer = client.post(
        "/account/pin", data={"current": current, "pin": OTHER_PIN, "again": OTHER_PIN}
    )

    assert answer.location == "/account"
    assert matches(world.judge, OTHER_PIN)
    assert verbs(f"user:{world.judge.id}")[-1] == "pin.changed"


def test_who_knows_neither_changes_nothing(app, world):
    client = tablet_for(app, world)

    page = client.post(
        "/account/pin", data={"current": OTHER_PIN, "pin": OTHER_PIN, "again": OTHER_PIN}
    )

    assert page.status_code == 422
    assert "当前的 PIN 或密码不正确" in page.text
    assert matches(world.judge, PIN)


def test_guesses_at_the_pin_before_have_to_wait(app, world):
    client = tablet_for(app, world)
    typed = {"current": OTHER_PIN, "pin": OTHER_PIN, "again": OTHER_PIN}

    pages = [client.post("/account/pin", data=typed) for _ in range(6)]
    right = client.post("/account/pin", data={**typed, "current": PIN})

    assert "失败次数过多" in pages[-1].text
    assert right.status_code == 422


def test_nobody_changes_anothers_pin(world):
    with pytest.raises(NotYours):
        change_pin(world.judge, pin_hash="", by=world.other_judge)


def test_a_reset_pin_is_told_to_its_judge_and_chosen_anew_with_the_next_card(app, world):
    choose_pin(world.judge)

    reset_pin(world.judge, by=world.organizer)
    answer = use(app.test_client(), printed(world), OTHER_PIN)

    assert answer.location == "/ballots/"
    assert matches(world.judge, OTHER_PIN)
    assert "重置" in letters_to(world.judge)[0].body
    assert "pin.reset" in verbs(f"user:{world.judge.id}")


def test_no_ones_pin_but_a_judges_is_reset(world, visit):
    answer = visit(world.organizer).post(f"/judges/{world.supervisor.id}/pin-reset")

    assert answer.status_code == 404


def test_a_judge_sees_their_tablets_and_pin_on_their_page(app, world):
    client = tablet_for(app, world)

    page = client.get("/account").text

    assert "平板 7" in page
    assert "已设置 PIN" in page


def test_the_supervisor_reads_of_a_revoked_tablet_in_the_log(app, world, visit):
    tablet_for(app, world)
    revoke_tablet(tablet_of(world), by=world.organizer)

    page = visit(world.supervisor).get("/log/?verb=tablet.revoked").text

    assert "评审平板 “平板 7”" in page
