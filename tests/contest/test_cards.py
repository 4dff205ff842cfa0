"""A printed card: looked at by anybody, used once, by its judge, at a tablet."""

from datetime import timedelta
from itertools import product

import pytest

from contest.actions.tablets import CardDead, revoke_card, use_card
from contest.core.actions import Refusal, acting
from contest.core.db import db
from contest.core.ledger import LedgerEntry
from contest.core.verifying import verify_chains
from contest.models import Card, User
from tests.contest.letters import letters_to
from tests.contest.tablets import (
    OTHER_PIN,
    PIN,
    card_of,
    choose_pin,
    printed,
    tablet_for,
    tablets_of,
    use,
)
from tests.simultaneous import at_once, broken_chains

pytestmark = pytest.mark.usefixtures("hasty")
# One more than a source may guess in a minute.
CODES = ["".join(("ZZZZZZ", *pair)) for pair in product("ABCDEFGH", repeat=2)][:61]


def test_a_card_greets_its_judge_and_opens_the_desk_with_a_new_pin(app, world):
    card, client = printed(world), app.test_client()

    page = client.get(f"/c/{card.token}")
    answer = use(client, card, name="平板 3")

    assert "您好，judge 先生 专家" in page.text
    assert (answer.status_code, answer.location) == (302, "/ballots/")
    assert client.get("/ballots/").status_code == 200
    (tablet,) = tablets_of(world.judge)
    assert (tablet.name, card_of(card).tablet_id) == ("平板 3", tablet.id)


def test_the_cookie_of_a_tablet_is_out_of_reach_of_scripts_and_of_other_sites(app, world):
    app.config["SESSION_COOKIE_SECURE"] = True

    answer = use(app.test_client(), printed(world))

    (cookie,) = (c for c in answer.headers.getlist("Set-Cookie") if c.startswith("tablet="))
    assert {"HttpOnly", "SameSite=Strict", "Secure", "Max-Age=7776000"} <= set(cookie.split("; "))


def test_a_look_at_a_card_uses_nothing_up(app, world):
    card = printed(world)

    for _ in range(3):
        app.test_client().get(f"/c/{card.token}")

    assert card_of(card).is_unused
    assert use(app.test_client(), card).status_code == 302


def test_the_short_code_does_as_well_however_it_is_typed(app, world):
    card, client = printed(world), app.test_client()
    typed = f" {card.code[:4].lower()}-{card.code[4:]} "

    onward = client.post("/c", data={"code": typed}).location
    answer = client.post(onward, data={"pin": PIN, "again": PIN})

    assert (onward, answer.location) == (f"/c/{card.code}", "/ballots/")


def test_what_cannot_be_a_code_is_told_beside_what_was_typed(app, world):
    page = app.test_client().post("/c", data={"code": "ABC"})

    assert page.status_code == 422
    assert "8 位字母和数字" in page.text
    assert 'value="ABC"' in page.text


def test_a_judge_who_has_a_pin_is_asked_for_it_and_not_for_a_new_one(app, world):
    choose_pin(world.judge)
    card, client = printed(world), app.test_client()

    page = client.get(f"/c/{card.token}").text
    answer = use(client, card)

    assert 'name="again"' not in page
    assert answer.location == "/ballots/"


@pytest.mark.parametrize(
    ("pin", "again", "said"),
    [
        ("123456", "123456", "太容易猜到"),
        ("80421", "80421", "PIN 是 6 位数字"),
        (PIN, OTHER_PIN, "两次输入的 PIN 不一致"),
    ],
)
def test_a_bad_first_pin_is_told_and_the_card_stays_good(app, world, pin, again, said):
    card, client = printed(world), app.test_client()

    page = client.post(f"/c/{card.token}", data={"pin": pin, "again": again, "name": "平板 3"})

    assert page.status_code == 422
    assert said in page.text
    assert 'value="平板 3"' in page.text
    assert card_of(card).is_unused


def test_full_width_digits_are_digits(app, world):
    assert use(app.test_client(), printed(world), "８０４２１７").status_code == 302
    assert use(app.test_client(), printed(world), PIN).status_code == 302


def test_a_used_card_says_so_and_what_to_do(app, world):
    card = printed(world)
    use(app.test_client(), card)

    replay, look = use(app.test_client(), card), app.test_client().get(f"/c/{card.token}")

    assert (replay.status_code, look.status_code) == (410, 410)
    assert "已经用过" in look.text
    assert "重新打印登录卡" in look.text
    assert len(tablets_of(world.judge)) == 1


def test_an_expired_card_opens_nothing(app, world, time):
    card = printed(world, hours=8)

    time.now += timedelta(hours=8)
    answer = use(app.test_client(), card)

    assert answer.status_code == 410
    assert "已过有效期" in answer.text


def test_a_revoked_card_opens_nothing(app, world):
    card = printed(world)
    revoke_card(card_of(card), by=world.organizer)

    answer = use(app.test_client(), card)

    assert answer.status_code == 410
    assert "已由工作人员作废" in answer.text


def test_a_card_of_an_account_that_is_locked_opens_nothing(app, world):
    card = printed(world)
    with acting("test.lock", world.judge, by=None):
        world.judge.is_locked = True

    assert use(app.test_client(), card).status_code == 410


def test_a_card_that_nobody_printed_is_told_and_guesses_are_held_up(app, world):
    client = app.test_client()

    answers = [client.get(f"/c/{code}") for code in CODES]

    assert answers[0].status_code == 410
    assert "没有这张登录卡" in answers[0].text
    assert answers[-1].status_code == 429


def test_who_guesses_codes_keeps_nobody_behind_the_same_address_out(app, world):
    card = printed(world)
    for code in CODES:
        app.test_client().get(f"/c/{code}")

    assert use(app.test_client(), card).status_code == 302


@pytest.mark.parametrize("who", ["organizer", "author", "supervisor", "other_judge"])
def test_a_browser_where_somebody_else_is_signed_in_cannot_use_a_card(world, visit, who):
    card, client = printed(world), visit(getattr(world, who))

    look, answer = client.get(f"/c/{card.token}"), use(client, card)

    assert (look.status_code, answer.status_code) == (409, 409)
    assert "judge 先生" not in answer.text.replace("other_judge 先生", "")
    assert card_of(card).is_unused


def test_five_wrong_pins_in_a_row_end_the_card(app, world):
    choose_pin(world.judge)
    card, client = printed(world), app.test_client()

    answers = [use(client, card, OTHER_PIN) for _ in range(5)]

    assert "还可以试 4 次" in answers[0].text
    assert (answers[3].status_code, answers[4].status_code) == (422, 410)
    assert "PIN 连续输错 5 次，这张登录卡已作废" in answers[4].text
    assert use(client, card, PIN).status_code == 410
    assert card_of(card).ending == "wrong_pins"


def test_the_judge_is_told_by_letter_that_the_card_was_used(app, world):
    use(app.test_client(), printed(world), name="平板 3")

    (letter,) = letters_to(world.judge)
    assert "在“平板 3”上以您的名义登录" in letter.body


def test_a_first_password_need_not_be_changed_by_who_came_without_it(app, world):
    with acting("test.password", world.judge, by=None):
        world.judge.must_change_password = True

    client = tablet_for(app, world)

    assert client.get("/ballots/").status_code == 200


def test_a_second_judge_takes_over_the_tablet_and_the_first_ones_ends(app, world):
    client = tablet_for(app, world)
    client.post("/sign-out")

    use(client, printed(world, world.other_judge), OTHER_PIN)

    (first,), (second,) = tablets_of(world.judge), tablets_of(world.other_judge)
    assert (first.ending, second.ending) == ("replaced", None)
    assert client.get("/api/v1/session").json["judge"]["name"] == "other_judge 先生"


def test_of_two_who_use_a_card_at_once_one_gets_in(app, world):
    card = card_of(printed(world))

    def use_it():
        mine = db.session.get(Card, card_id)
        judge = db.session.get(User, mine.judge_id)
        with app.test_request_context():
            use_card(mine, name="", pin_hash="hash", instead_of=None, by=judge)
        return "in"

    card_id = card.id
    found = at_once(app, [use_it] * 4)

    assert found.count("in") == 1
    assert all(one == "in" or isinstance(one, Refusal) for one in found)
    assert len(tablets_of(world.judge)) == 1
    assert broken_chains() == []


def test_a_card_that_was_used_meanwhile_is_refused_by_the_action_too(app, world):
    card = printed(world)
    use(app.test_client(), card)

    with app.test_request_context(), pytest.raises(CardDead):
        use_card(card_of(card), name="", pin_hash=None, instead_of=None, by=world.judge)


def test_the_log_tells_of_the_card_and_of_no_secret(app, world):
    card = printed(world)
    use(app.test_client(), card)

    (tablet,) = tablets_of(world.judge)
    lines = db.session.query(LedgerEntry).order_by(LedgerEntry.id).all()
    told = "".join(str(line.content()) for line in lines)
    used = card_of(card)
    secrets = (card.token, card.code, used.token_hash, used.code_hash, PIN)
    assert "card.used" in [line.verb for line in lines]
    assert [s for s in (*secrets, tablet.token_hash, tablet.export_key) if s in told] == []
    assert world.judge.pin_hash not in told
    assert all(report.fault is None for report in verify_chains(db.session()))
