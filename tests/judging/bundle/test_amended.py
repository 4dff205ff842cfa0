"""What was amended is told: the amendment, the versions of the ballot, the new edition."""

import pytest

from tests.judging.amending import amend, ballot_of, publish
from tests.judging.bundle.reading import made, taken_apart
from tests.judging.counting import mark_all


def test_an_amendment_and_the_edition_it_gave_are_told(world):
    mark_all(world)
    first = publish(world)
    amendment = amend(world, {(world.entry, world.judge): "18 35 39"})

    bundle = taken_apart(made(world.contest))

    told = [row for row in bundle["amendments"] if row["state"] == "applied"]
    assert told == [
        {
            "id": amendment.id,
            "kind": "correction",
            "ground": "sum_error",
            "entry": world.entry.id,
            "judge": world.judge.id,
            "before": {"understanding": "18.00", "solution": "35.00", "cost": "34.00"},
            "after": {"understanding": "18.00", "solution": "35.00", "cost": "39.00"},
            "proposed_by": world.organizer.id,
            "cosigned_by": world.supervisor.id,
            "applied_sequence": amendment.applied_sequence,
            "state": "applied",
        }
    ]
    corrects = {edition["number"]: edition["corrects"] for edition in bundle["editions"]}
    assert corrects[first.number + 1] == first.number


@pytest.mark.parametrize("together", [False, True])
def test_the_ballots_last_version_is_the_amended_one_and_is_proved(world, together):
    mark_all(world)
    mine, other = (world.rival_entry, world.judge), (world.rival_entry, world.other_judge)
    changes = {mine: "12 25 39", **({other: "13 25 38"} if together else {})}
    amendment = amend(world, changes)
    uuid = ballot_of(*mine).uuid

    bundle = taken_apart(made(world.contest))

    (ballot,) = (one for one in bundle["ballots"] if one["uuid"] == uuid)
    (proof,) = (one for one in bundle["proofs"] if one["uuid"] == uuid)
    assert ballot["marks"]["cost"] == "39.00"
    assert ballot["versions"][-1]["sequence"] == amendment.applied_sequence
    assert ballot["content"] == proof["content"]
    assert ballot["sequence"] == proof["sequence"]
    # Of several ballots, the proof leads to the line in which the judge signed.
    assert (ballot["sequence"] == amendment.applied_sequence) is not together
