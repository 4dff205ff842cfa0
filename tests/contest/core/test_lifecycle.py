"""A lifecycle is a table: it has every state, and allows nothing it does not say."""

from enum import StrEnum

import pytest

from contest.core.lifecycle import IllegalMove, Lifecycle


class Lamp(StrEnum):
    OFF = "off"
    ON = "on"
    BROKEN = "broken"


LAMP = Lifecycle(
    Lamp.OFF,
    {
        Lamp.OFF: frozenset({Lamp.ON}),
        Lamp.ON: frozenset({Lamp.OFF, Lamp.BROKEN}),
        Lamp.BROKEN: frozenset(),
    },
)


@pytest.mark.parametrize(
    ("old", "new"),
    [(None, Lamp.OFF), (Lamp.OFF, Lamp.ON), (Lamp.ON, Lamp.OFF), (Lamp.ON, Lamp.BROKEN)],
)
def test_a_move_of_the_table_is_allowed(old, new):
    assert LAMP.check(old, new) is new


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (None, Lamp.ON),
        (None, Lamp.BROKEN),
        (Lamp.OFF, Lamp.BROKEN),
        (Lamp.OFF, Lamp.OFF),
        (Lamp.BROKEN, Lamp.OFF),
        (Lamp.BROKEN, Lamp.ON),
    ],
)
def test_every_other_move_is_refused(old, new):
    with pytest.raises(IllegalMove, match=f"{old or 'nothing'} cannot become {new}"):
        LAMP.check(old, new)


def test_whether_a_move_is_allowed_can_be_asked():
    assert LAMP.allows(Lamp.OFF, Lamp.ON)
    assert not LAMP.allows(Lamp.BROKEN, Lamp.ON)


def test_a_table_that_forgets_a_state_is_refused():
    with pytest.raises(ValueError, match="no moves given for"):
        Lifecycle(Lamp.OFF, {Lamp.OFF: frozenset({Lamp.ON}), Lamp.ON: frozenset()})


def test_the_documentation_gets_a_diagram():
    assert LAMP.diagram().splitlines() == [
        "stateDiagram-v2",
        "    [*] --> off",
        "    off --> on",
        "    on --> broken",
        "    on --> off",
        "    broken --> [*]",
    ]
