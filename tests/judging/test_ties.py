"""Ties that people decide: waiting, recorded, applied by the next count."""

import pytest

from judging.actions import editions, ties
from judging.models import TieMethod
from judging.queries.standings import standings_of
from judging.queries.ties import count_open_ties, decisions_of, open_ties_of
from tests.judging.counting import mark, mark_all, rule


@pytest.fixture
def tied(world):
    """An edition in which both entries have 87 points and the lot decides."""
    rule(world, ties=["dimension:technical", "lot"])
    for entry in (world.entry, world.rival_entry):
        mark(world, entry, world.judge, "18 35 34")
        mark(world, entry, world.other_judge, "17 36 34")
    return compute(world)


def compute(world):
    return editions.compute_edition(world.contest, by=world.organizer)


def draw(world, edition, *order, method=TieMethod.LOT):
    numbers = [entry.id for entry in order]
    return ties.decide_tie(
        edition, method=method, order=numbers, reason="公证员在场抽签", by=world.organizer
    )


def places(edition):
    return [(row.title.split()[0], row.place, row.decided_by) for row in standings_of(edition)]


def test_equals_wait_for_the_lot_and_share_the_place_until_then(world, tied):
    (tie,) = open_ties_of(tied)

    assert (tie.place, tie.method, tie.challenge) == (1, TieMethod.LOT, world.challenge.title)
    assert {equal.entry_id for equal in tie.equals} == {world.entry.id, world.rival_entry.id}
    assert places(tied) == [("entry", 1, "awaiting:lot"), ("rival_entry", 1, "awaiting:lot")]


def test_standings_with_an_open_tie_are_not_published(world, tied):
    with pytest.raises(editions.OpenTies):
        editions.publish_edition(tied, by=world.organizer)


def test_counting_again_applies_the_lot(world, tied):
    draw(world, tied, world.rival_entry, world.entry)

    edition = compute(world)

    assert places(edition) == [("rival_entry", 1, "lot"), ("entry", 2, "lot")]
    assert count_open_ties(edition.id) == 0


def test_a_decision_is_corrected_by_recording_it_again(world, tied):
    draw(world, tied, world.rival_entry, world.entry)
    edition = compute(world)
    draw(world, edition, world.entry, world.rival_entry)

    corrected = compute(world)

    assert places(corrected) == [("entry", 1, "lot"), ("rival_entry", 2, "lot")]
    (decision,) = decisions_of(corrected)
    assert [equal.entry_id for equal in decision.equals] == [world.entry.id, world.rival_entry.id]


def test_a_vote_does_not_answer_where_the_rules_ask_for_a_lot(world, tied):
    with pytest.raises(ties.NotATie):
        draw(world, tied, world.entry, world.rival_entry, method=TieMethod.VOTE)


def test_entries_that_are_not_level_cannot_be_ordered_by_hand(world):
    rule(world, ties=["lot"])
    mark_all(world)
    edition = compute(world)

    with pytest.raises(ties.NotATie):
        draw(world, edition, world.rival_entry, world.entry)


def test_an_order_must_name_every_one_of_the_equals_once(world, tied):
    with pytest.raises(ties.NotATie):
        draw(world, tied, world.entry, world.entry, world.rival_entry)


def test_nothing_is_decided_in_an_edition_that_gave_way(world, tied):
    compute(world)

    with pytest.raises(ties.EditionClosed):
        draw(world, tied, world.entry, world.rival_entry)


def test_a_decision_counts_as_applied_once_computed_again(world, tied):
    draw(world, tied, world.rival_entry, world.entry)
    (before,) = decisions_of(tied)

    (after,) = decisions_of(compute(world))

    assert (before.applied, after.applied) == (False, True)


def test_a_decision_about_entries_no_longer_level_is_not_listed(world, tied):
    draw(world, tied, world.rival_entry, world.entry)
    mark(world, world.entry, world.judge, "20 35 34")

    assert decisions_of(compute(world)) == []
