"""What a PIN must be, and how it is kept."""

import pytest

from contest import pins
from tests.contest.tablets import OTHER_PIN, PIN

pytestmark = pytest.mark.sqlite_only  # no PIN depends on the database


@pytest.mark.parametrize(
    "pin",
    ["123456", "654321", "890123", "210987", "000000", "777777", "121212", "123123", "090909"],
)
def test_what_anybody_would_try_first_is_refused(app, pin):
    assert "太容易猜到" in pins.trouble_with(pin)


@pytest.mark.parametrize("pin", ["", "12345", "8042170", "80421a", "八零四二一七", "80421²"])
def test_a_pin_is_six_digits(app, pin):
    assert pins.trouble_with(pin) == "PIN 是 6 位数字。"


@pytest.mark.parametrize("pin", [PIN, OTHER_PIN, "112233", "123465", "000001"])
def test_any_other_six_digits_are_a_pin(app, pin):
    assert pins.trouble_with(pin) is None


def test_a_kept_pin_matches_itself_for_its_judge_alone(app, world, hasty):
    judge, other = world.judge, world.other_judge
    judge.pin_hash = other.pin_hash = pins.hashed(judge, PIN)

    assert (pins.matches(judge, PIN), pins.matches(judge, OTHER_PIN)) == (True, False)
    assert not pins.matches(other, PIN)


def test_without_the_secret_of_the_installation_no_pin_can_be_tried_out(app, world, hasty):
    world.judge.pin_hash = pins.hashed(world.judge, PIN)

    app.config["SECRET_KEY"] = "another"

    assert not pins.matches(world.judge, PIN)


def test_no_pin_is_right_where_there_is_none(app, world):
    assert not pins.matches(world.judge, "")
    assert not pins.matches(world.judge, PIN)
