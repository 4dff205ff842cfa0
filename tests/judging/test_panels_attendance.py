"""Who remains for an entry, and whether that is enough."""

from judging.attendance import Attendance
from judging.models import RecusalOrigin
from judging.queries.panels import attendances, quorums_of
from judging.quorum import Quorum, Shortfall
from judging.states import RecusalState
from tests.judging.people import recuse

KINDS = {1: "technical", 2: "technical", 3: "commercial"}
QUORUM = Quorum(2, {"technical": 1, "commercial": 1})


def test_an_undecided_recusal_is_a_risk_and_a_confirmed_one_a_lack():
    undecided = Attendance(KINDS, undecided=frozenset({3}))
    recused = Attendance(KINDS, recused=frozenset({3}))

    assert (undecided.remaining, undecided.certain) == (3, 2)
    assert undecided.short(QUORUM) == ()
    assert undecided.at_risk(QUORUM) == (Shortfall("commercial", 1, 0),)
    assert (recused.remaining, recused.short(QUORUM)) == (2, (Shortfall("commercial", 1, 0),))


def test_each_entry_counts_its_own_recusals(world):
    recuse(world.entry, world.judge, state=RecusalState.POTENTIAL)
    recuse(world.entry, world.judge, origin=RecusalOrigin.DECLARED)

    found = attendances([world.contest.id])

    assert found[world.entry.id].undecided == {world.judge.id}
    assert (found[world.entry.id].remaining, found[world.entry.id].certain) == (2, 1)
    assert found[world.rival_entry.id].certain == 2


def test_the_quorum_is_the_sealed_sheets_or_else_the_templates(world):
    found = quorums_of([world.contest.id, world.open_contest.id])

    assert found[world.contest.id] == Quorum(1, {"technical": 0, "commercial": 0})
    assert found[world.open_contest.id] == Quorum(5, {"technical": 2, "commercial": 2})
