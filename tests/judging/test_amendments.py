"""Submitted marks change on a legal ground, by three people, as a whole, and stay visible."""

from decimal import Decimal

import pytest
from sqlalchemy import select

from contest.core.db import db
from contest.core.ledger import LedgerEntry
from contest.core.trees import place_of_binding
from contest.states import EntryState
from judging import amendment_refusals as refusals
from judging.actions import amendments as actions
from judging.actions import editions, panels
from judging.models import AmendmentKind, Seat
from judging.queries.amendments import struck_marks
from judging.queries.editions import preparation_of, published_edition, shown_edition
from judging.queries.previews import preview_of
from judging.queries.recounts import recounts
from judging.readiness import GapKind
from judging.receipts import content_of, joint_content
from judging.states import AmendmentState, BallotState, EditionState
from tests.judging.amending import (
    REASON,
    add_prize,
    amend,
    apply,
    ballot_of,
    cosign,
    marks,
    now,
    propose,
    publish,
    scores,
    sign,
    sign_one,
)
from tests.judging.counting import end, mark, mark_all, rule
from tests.judging.test_ballots import given


def lines(verb):
    query = select(LedgerEntry).where(LedgerEntry.verb == verb).order_by(LedgerEntry.id)
    return db.session.scalars(query).all()


def content(ballot, text):
    named = {"uuid": ballot.uuid, "entry": ballot.entry_id, "judge": ballot.judge_id}
    texts = {key: f"{Decimal(mark):.2f}" for key, mark in marks(text).items()}
    return content_of(**named, state="submitted", marks=texts)


def test_an_amendment_goes_its_whole_way_and_changes_the_ballot(world):
    mark_all(world)
    before = ballot_of(world.entry, world.judge)
    version, submitted = before.version, before.submitted_at

    amendment = amend(world, {(world.entry, world.judge): "18 35 39"})

    ballot = ballot_of(world.entry, world.judge)
    assert given(ballot)["cost"] == 39
    assert (ballot.state, ballot.submitted_at) == (BallotState.SUBMITTED, submitted)
    assert ballot.version == version + 1
    assert (amendment.state, amendment.kind) == (AmendmentState.APPLIED, AmendmentKind.AMENDMENT)
    assert struck_marks(world.entry.id, world.judge.id) == {"cost": ["34.00"]}


def test_the_log_binds_the_new_content_where_it_is_signed_and_where_it_is_applied(world):
    mark_all(world)

    amendment = amend(world, {(world.entry, world.judge): "18 35 39"})

    bound = content(ballot_of(world.entry, world.judge), "18 35 39")
    (applied,) = lines("amendment.applied")
    assert [line.binds for line in lines("amendment.signed")] == [bound]
    assert (applied.binds, applied.sequence) == (bound, amendment.applied_sequence)
    assert place_of_binding(f"contest:{world.contest.id}", bound).sequence == applied.sequence


def test_several_ballots_change_in_one_line_that_binds_them_all(world):
    mark_all(world)
    changes = {
        (world.entry, world.judge): "18 35 39",
        (world.rival_entry, world.other_judge): "13 25 38",
    }

    amend(world, changes)

    ballots = {ballot_of(*key): text for key, text in changes.items()}
    contents = [content(b, ballots[b]) for b in sorted(ballots, key=lambda b: b.uuid)]
    (applied,) = lines("amendment.applied")
    assert applied.binds == joint_content(contents)
    assert {line.binds for line in lines("amendment.signed")} == set(contents)
    changed = {subject for subject in applied.changes if subject.startswith("mark:")}
    assert len(changed) == 2


def test_nothing_changes_before_it_is_applied(world):
    mark_all(world)
    amendment = propose(world, {(world.entry, world.judge): "18 35 39"})
    sign(amendment)
    cosign(amendment, world.second_organizer)

    assert given(ballot_of(world.entry, world.judge))["cost"] == 34


def test_a_cancelled_amendment_changes_nothing_and_stays_to_be_read(world, visit):
    mark_all(world)
    amendment = propose(world, {(world.entry, world.judge): "18 35 39"})
    sign(amendment)

    actions.cancel_amendment(now(amendment), by=world.organizer, reason="纸质评分表另有说法")

    assert given(ballot_of(world.entry, world.judge))["cost"] == 34
    assert "纸质评分表另有说法" in visit(world.supervisor).get(f"/amendments/{amendment.id}").text
    with pytest.raises(refusals.NotCosigned):
        apply(world, amendment)


def test_the_proposer_never_cosigns(world):
    mark_all(world)
    amendment = propose(world, {(world.entry, world.judge): "18 35 39"})
    sign(amendment)

    with pytest.raises(refusals.SamePerson):
        cosign(amendment, world.organizer)


def test_nobody_cosigns_before_every_judge_has_signed(world):
    mark_all(world)
    changes = {
        (world.entry, world.judge): "18 35 39",
        (world.entry, world.other_judge): "17 36 39",
    }
    amendment = propose(world, changes)
    sign_one(amendment, world.judge)

    with pytest.raises(refusals.NotSigned):
        cosign(amendment, world.supervisor)

    assert now(amendment).state is AmendmentState.PROPOSED


def test_a_judge_signs_only_for_their_own_ballot(world):
    mark_all(world)
    (one,) = propose(world, {(world.entry, world.judge): "18 35 39"}).ballots

    with pytest.raises(refusals.NotSigning):
        actions.sign_amendment(one, by=world.other_judge)


def test_a_judge_who_disagrees_ends_it_as_a_whole(world):
    mark_all(world)
    changes = {
        (world.entry, world.judge): "18 35 39",
        (world.entry, world.other_judge): "17 36 39",
    }
    amendment = propose(world, changes)
    sign_one(amendment, world.judge)

    actions.decline_amendment(now(amendment), by=world.other_judge, reason="我没有打错")

    assert now(amendment).state is AmendmentState.CANCELLED
    assert given(ballot_of(world.entry, world.judge))["cost"] == 34


def test_nothing_is_applied_without_a_cosignature(world):
    mark_all(world)
    amendment = propose(world, {(world.entry, world.judge): "18 35 39"})
    sign(amendment)

    with pytest.raises(refusals.NotCosigned):
        apply(world, amendment)


@pytest.mark.parametrize(
    ("text", "refusal"), [("18 35 34", refusals.NothingChanges), ("18 35 41", "0 至 40")]
)
def test_only_marks_that_change_and_that_the_rule_sheet_allows_are_proposed(world, text, refusal):
    mark_all(world)

    with pytest.raises(Exception) as raised:
        propose(world, {(world.entry, world.judge): text})

    if isinstance(refusal, str):
        assert refusal in str(raised.value)
    else:
        assert raised.type is refusal


def test_a_draft_is_not_amended(world):
    mark(world, world.entry, world.judge, "18 35 34", state=BallotState.DRAFT)

    with pytest.raises(refusals.NotAmendable):
        propose(world, {(world.entry, world.judge): "18 35 39"})


def test_a_ballot_has_one_open_amendment(world):
    mark_all(world)
    propose(world, {(world.entry, world.judge): "18 35 39"})

    with pytest.raises(refusals.InAmendment):
        propose(world, {(world.entry, world.judge): "18 35 38"})


def test_an_open_amendment_stops_the_count(world):
    mark_all(world)
    propose(world, {(world.entry, world.judge): "18 35 39"})

    with pytest.raises(editions.NotSettled):
        editions.compute_edition(world.contest, by=world.organizer)

    kinds = {gap.kind for gap in preparation_of(world.contest).gaps if gap.forbids}
    assert kinds == {GapKind.OPEN_AMENDMENT}


def test_the_preview_tells_of_a_change_of_winners(world):
    mark_all(world)
    add_prize(world, seats=1)
    changes = {
        (world.rival_entry, world.judge): "20 40 40",
        (world.rival_entry, world.other_judge): "20 40 40",
    }
    amendment = propose(world, changes)

    rows = preview_of(now(amendment)).comparison.rows

    assert [(row.entry, row.place, row.prize) for row in rows] == [
        (world.rival_entry.id, (2, 1), ("", "一等奖")),
        (world.entry.id, (1, 2), ("一等奖", "")),
    ]


def test_what_was_cosigned_is_outdated_once_something_else_changes(world):
    mark_all(world)
    amendment = propose(world, {(world.entry, world.judge): "18 35 39"})
    sign(amendment)
    cosign(amendment, world.supervisor)
    mark(world, world.rival_entry, world.judge, "12 25 31")

    with pytest.raises(refusals.Outdated):
        apply(world, amendment)
    cosign(amendment, world.second_organizer)

    assert apply(world, amendment).state is AmendmentState.APPLIED


def test_what_is_cosigned_is_what_was_shown(world):
    mark_all(world)
    amendment = propose(world, {(world.entry, world.judge): "18 35 39"})
    sign(amendment)

    with pytest.raises(refusals.NotWhatWasShown):
        actions.cosign_amendment(now(amendment), by=world.supervisor, digest="0" * 64)


def test_an_amendment_of_a_ballot_that_has_become_void_is_not_applied(world):
    mark_all(world)
    amendment = propose(world, {(world.entry, world.judge): "18 35 39"})
    sign(amendment)
    cosign(amendment, world.supervisor)
    seat = db.session.scalars(select(Seat).where(Seat.judge_id == world.judge.id)).one()
    panels.unseat_judge(seat, by=world.organizer, reason="身体不适")

    with pytest.raises(refusals.BallotsMoved):
        apply(world, amendment)


def test_a_computed_edition_is_computed_anew(world):
    mark_all(world)
    first = editions.compute_edition(world.contest, by=world.organizer)

    amendment = amend(world, {(world.entry, world.judge): "18 35 39"})

    second = shown_edition(world.contest.id)
    assert (amendment.edition_id, second.state) == (second.id, EditionState.COMPUTED)
    assert (first.state, second.corrects_id) == (EditionState.DISCARDED, None)
    assert scores(second)[world.entry.id] == "1. 89.50"
    editions.publish_edition(second, by=world.organizer)


def test_a_correction_publishes_an_edition_linked_to_the_one_it_corrects(world):
    mark_all(world)
    first = publish(world)

    amendment = amend(world, {(world.entry, world.judge): "18 35 39"}, occasion="异议 1 成立")

    second = published_edition(world.contest.id)
    assert amendment.kind is AmendmentKind.CORRECTION
    assert (second.corrects_id, second.number, second.id) == (
        first.id,
        first.number + 1,
        amendment.edition_id,
    )
    assert first.state is EditionState.SUPERSEDED
    assert REASON in second.reason
    assert scores(second) == {world.entry.id: "1. 89.50", world.rival_entry.id: "2. 66.50"}
    assert scores(first)[world.entry.id] == "1. 87.00"
    assert [(r.ballots_agree, r.rows_agree) for r in recounts()] == [(True, True)]


def test_a_correction_that_leaves_a_tie_to_people_is_published_by_them(world):
    mark_all(world)
    rule(world, ties=["lot"])
    first = publish(world)

    amendment = amend(
        world,
        {
            (world.rival_entry, world.judge): "18 35 34",
            (world.rival_entry, world.other_judge): "17 36 34",
        },
    )

    assert published_edition(world.contest.id).id == first.id
    assert amendment.edition.state is EditionState.COMPUTED
    assert amendment.edition.corrects_id == first.id
    assert [(r.number, r.ballots_agree) for r in recounts()] == [(first.number, True)]


def test_who_has_left_since_the_publication_keeps_the_place_in_the_correction(world):
    mark_all(world)
    publish(world)
    end(world.rival_entry, EntryState.DISQUALIFIED)

    amendment = amend(world, {(world.entry, world.judge): "18 35 39"})

    assert scores(amendment.edition)[world.rival_entry.id] == "2. 66.50"
