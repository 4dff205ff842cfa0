"""A replaced judge's ballots are void: kept, shown as void, and counted nowhere."""

import pytest
from sqlalchemy import select

from contest.core.db import db
from judging.actions import editions, panels
from judging.actions import recusals as actions
from judging.models import Seat, Standing
from judging.queries.editions import preparation_of
from judging.readiness import GapKind
from tests.judging.amending import ballot_of
from tests.judging.counting import mark_all
from tests.judging.lateness import close_session
from tests.judging.people import recuse

WHY = "路演当天突发疾病"


def seat_of(judge) -> Seat:
    return db.session.scalars(select(Seat).where(Seat.judge_id == judge.id)).one()


def leave(world):
    panels.unseat_judge(seat_of(world.judge), by=world.organizer, reason=WHY)


def confirm(world):
    """Confirm a recusal as the organizer does, which makes the ballot void."""
    recusal = recuse(world.entry, world.judge)
    actions.confirm_recusal(recusal, by=world.organizer, reason="任职")


def compute(world):
    return editions.compute_edition(world.contest, by=world.organizer, reason="一位评委退出")


def standing(edition, entry):
    return db.session.get(Standing, (edition.id, entry.id))


@pytest.mark.parametrize("how", ["left", "recused"])
def test_scores_of_a_removed_judge_neither_vanish_nor_count(world, how):
    mark_all(world)
    if how == "left":
        leave(world)
    else:
        confirm(world)

    row = standing(compute(world), world.entry)

    assert (row.ballots, row.score) == (1, 87)
    assert str(world.judge.id) not in row.detail["judges"]
    assert len(ballot_of(world.entry, world.judge).marks) == 3


def test_the_explanation_keeps_a_void_ballot_with_its_reason(world, visit):
    mark_all(world)
    leave(world)
    edition = compute(world).id

    page = visit(world.supervisor).get(f"/editions/{edition}/entries/{world.entry.id}").text

    assert "作废的评分表" in page
    assert '<tr class="void"><td class="keep" data-label="专家">judge 先生' in page
    assert WHY in page
    assert "核对一致" in page


def test_the_count_notes_void_ballots_and_asks_no_reason_for_them(world, visit):
    mark_all(world)
    leave(world)

    found = {gap.kind: gap for gap in preparation_of(world.contest).gaps}

    assert found[GapKind.VOID_BALLOTS].judges == (world.judge.id,)
    assert not found[GapKind.VOID_BALLOTS].forbids
    assert not found[GapKind.VOID_BALLOTS].needs_reason
    page = visit(world.organizer).get(f"/contests/{world.contest.id}/standings/computation").text
    assert "评分表已作废" in page


def test_the_score_slip_tells_how_many_ballots_are_void(world, visit):
    mark_all(world)
    leave(world)
    close_session(world)
    slot = next(s for s in world.session.slots if s.entry_id == world.entry.id).id

    page = visit(world.organizer).get(f"/slots/{slot}/slip").text

    assert "作废 1 份" in page


def test_the_console_names_whose_ballots_are_void(world, visit):
    mark_all(world)
    leave(world)

    page = visit(world.organizer).get(f"/sessions/{world.session.id}/console").text

    assert "judge 先生（2 份评分表作废）" in page
