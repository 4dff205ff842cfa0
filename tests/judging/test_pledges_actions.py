"""The pledge and the declaration that come before any marking."""

from datetime import timedelta

import pytest

from contest.core.actions import Refusal, acting
from contest.core.db import db
from contest.states import ContestState
from judging.actions import pledges as actions
from judging.models import Pledge, RecusalGround, RecusalOrigin
from judging.pledge_text import pledge_digest
from judging.queries.assignments import assignments_of
from judging.queries.pledges import declarable, owed_by, stood_back
from judging.states import RecusalState
from tests.judging.people import employ, recusals, recuse
from tests.world import CODES


@pytest.fixture
def unsigned(world):
    """Let the judge have signed nothing."""
    pledge = db.session.get(Pledge, (world.contest.id, world.judge.id))
    with acting("test.unsigned", world.contest, by=None):
        db.session.delete(pledge)


def sign(world):
    actions.sign_pledge(world.contest, by=world.judge, text_digest=pledge_digest())


def declare(world, **conflicts):
    chosen = {
        getattr(world, name).id: actions.Conflict(RecusalGround.RELATIVE, detail)
        for name, detail in conflicts.items()
    }
    seen = {slot.entry_id for slot in declarable(world.judge.id, world.contest.id)}
    actions.declare(world.contest, by=world.judge, conflicts=chosen, seen=seen)


def owed(world):
    return [found.what for found in owed_by(world.judge)]


def test_a_judge_owes_the_pledge_then_the_declaration_then_nothing(world, unsigned):
    assert owed(world) == ["pledge"]
    sign(world)
    assert owed(world) == ["declaration"]
    declare(world)
    assert owed(world) == []


def test_until_the_declaration_nothing_can_be_read(world, unsigned):
    assert assignments_of(world.judge) == []
    sign(world)
    assert assignments_of(world.judge) == []
    declare(world)
    assert len(assignments_of(world.judge)) == 2


def test_the_wording_is_kept_by_its_digest(world, unsigned):
    sign(world)

    assert db.session.get(Pledge, (world.contest.id, world.judge.id)).text_digest == pledge_digest()


def test_another_wording_than_the_one_in_force_is_not_signed(world, unsigned):
    with pytest.raises(Refusal, match="重新阅读"):
        actions.sign_pledge(world.contest, by=world.judge, text_digest="0" * 64)

    assert owed(world) == ["pledge"]


def test_signing_twice_is_signing_once(world, unsigned, time):
    sign(world)
    first = db.session.get(Pledge, (world.contest.id, world.judge.id)).signed_at
    time.now += timedelta(hours=1)

    sign(world)

    assert db.session.get(Pledge, (world.contest.id, world.judge.id)).signed_at == first


def test_who_sits_on_no_panel_signs_and_declares_nothing(world):
    with pytest.raises(actions.NotSeated):
        actions.sign_pledge(world.open_contest, by=world.judge, text_digest=pledge_digest())
    with pytest.raises(actions.NotSeated):
        actions.declare(world.open_contest, by=world.judge, conflicts={}, seen=())


def test_the_pledge_comes_before_the_declaration(world, unsigned):
    with pytest.raises(actions.NotSigned):
        declare(world)


def test_a_declared_conflict_keeps_the_entry_away_at_once(world):
    declare(world, entry="与其法定代表人是近姻亲")

    (recusal,) = recusals(world, judge_id=world.judge.id)
    assert (recusal.origin, recusal.state, recusal.ground) == (
        RecusalOrigin.DECLARED,
        RecusalState.POTENTIAL,
        RecusalGround.RELATIVE,
    )
    assert [found.entry for found in assignments_of(world.judge)] == [world.rival_entry]


def test_what_the_judge_stands_back_from_is_not_listed_again(world):
    recuse(world.entry, world.judge, state=RecusalState.POTENTIAL)

    (slot,) = declarable(world.judge.id, world.contest.id)
    assert slot.entry == world.rival_entry
    assert stood_back(world.judge.id, world.contest.id) == 1


def test_only_entries_of_the_own_sessions_can_be_declared_on(world):
    declare(world, draft="别的大赛的项目")

    assert recusals(world, judge_id=world.judge.id) == []


def test_nobody_declares_on_an_entry_they_have_not_seen_listed(world):
    with pytest.raises(actions.NewEntries):
        actions.declare(world.contest, by=world.judge, conflicts={}, seen={world.rival_entry.id})


def test_declaring_also_finds_what_the_judge_did_not_say(world):
    employ(world.judge, CODES["rival"])

    declare(world)

    origins = [r.origin for r in recusals(world, judge_id=world.judge.id)]
    assert origins == [RecusalOrigin.FOUND]


def test_a_contest_that_is_over_asks_for_nothing(world, unsigned):
    with acting("test.over", world.contest, by=None):
        world.contest.state = ContestState.CONCLUDED

    assert owed(world) == []
