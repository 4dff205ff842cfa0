"""Computing and publishing standings: what counts, what does not, what stands in the way."""

from decimal import Decimal

import pytest

from contest.core.actions import acting
from contest.core.db import db
from contest.models import RankingScope
from contest.states import EntryState
from judging import refusals
from judging.actions import ballots
from judging.actions import editions as actions
from judging.models import Recusal, RecusalGround, RecusalOrigin, Standing
from judging.queries.editions import edition_digest, lines_of, preparation_of, published_edition
from judging.queries.standings import standings_of, unmarked_of
from judging.readiness import GapKind
from judging.sent import Sent
from judging.states import BallotState, EditionState, RecusalState
from tests.judging.counting import (
    add_challenge,
    add_entry,
    add_judge,
    end,
    mark,
    mark_all,
    rule,
    set_contest,
)
from tests.judging.people import employ
from tests.world import CODES


def compute(world, **details):
    return actions.compute_edition(world.contest, by=world.organizer, **details)


def placed(edition):
    return [(row.title, row.place, row.score) for row in standings_of(edition)]


def recuse(world, entry, judge, *, state=RecusalState.CONFIRMED):
    with acting("test.recused", entry, by=None):
        recusal = Recusal(
            contest_id=entry.contest_id,
            entry_id=entry.id,
            judge_id=judge.id,
            origin=RecusalOrigin.FOUND,
            ground=RecusalGround.EMPLOYED,
            raised_at=world.contest.entries_open_at,
        )
        db.session.add(recusal)
        db.session.flush()
        if state is not RecusalState.POTENTIAL:
            recusal.state = state


def test_entries_are_ranked_by_the_mean_of_the_judges_totals(world):
    mark_all(world)

    edition = compute(world)

    assert placed(edition) == [
        ("entry 的方案", 1, Decimal("87.00")),
        ("rival_entry 的方案", 2, Decimal("66.50")),
    ]
    first = standings_of(edition)[0]
    assert (first.technical, first.commercial, first.ballots) == (
        Decimal("53.00"),
        Decimal("34.00"),
        2,
    )


def test_a_challenge_with_few_entries_is_not_counted_without_decision_or_reason(world):
    mark_all(world)
    with acting("test.undecided", world.challenge, by=None):
        world.challenge.kept_at = None

    with pytest.raises(actions.ReasonMissing, match="有效揭榜不足"):
        compute(world)
    edition = compute(world, reason="两家方案均成熟，组委会商定照常评审")
    actions.publish_edition(edition, by=world.organizer)

    assert edition.state is EditionState.PUBLISHED


def test_an_edition_without_a_reason_is_not_published_once_it_needs_one(world):
    mark_all(world)
    edition = compute(world)
    with acting("test.undecided", world.challenge, by=None):
        world.challenge.kept_at = None

    with pytest.raises(actions.Outdated):
        actions.publish_edition(edition, by=world.organizer)


def test_a_draft_does_not_count(world):
    mark_all(world)
    late = add_judge(world, "late")
    mark(world, world.entry, late, "0 0 0", state=BallotState.DRAFT)

    edition = compute(world, reason="第三位评委临时离场")

    assert placed(edition)[0] == ("entry 的方案", 1, Decimal("87.00"))


def test_a_void_ballot_does_not_count(world):
    mark_all(world)
    replaced = add_judge(world, "replaced")
    mark(world, world.entry, replaced, "0 0 0", state=BallotState.VOID)

    edition = compute(world, reason="评委被替换")

    assert placed(edition)[0] == ("entry 的方案", 1, Decimal("87.00"))


def test_a_recused_judges_ballot_does_not_count_and_is_not_missing(world):
    mark_all(world)
    recuse(world, world.rival_entry, world.other_judge)

    edition = compute(world)

    row = standings_of(edition)[1]
    assert (row.title, row.score, row.ballots) == ("rival_entry 的方案", Decimal("67.00"), 1)
    detail = db.session.get(Standing, (edition.id, row.entry_id)).detail
    assert (detail["recused"], detail["absent"]) == ([world.other_judge.id], [])


def test_an_undecided_recusal_stops_the_count_whatever_the_reason(world):
    mark_all(world)
    recuse(world, world.entry, world.judge, state=RecusalState.POTENTIAL)

    with pytest.raises(actions.NotSettled):
        compute(world, reason="先算了再说")


@pytest.mark.parametrize(
    "state", [EntryState.WITHDRAWN, EntryState.NO_SHOW, EntryState.DISQUALIFIED]
)
def test_an_entry_that_left_is_not_ranked_though_it_was_marked(world, state):
    mark_all(world)
    end(world.entry, state)

    edition = compute(world)

    assert placed(edition) == [("rival_entry 的方案", 1, Decimal("66.50"))]


def test_an_absent_judge_leaves_the_mean_instead_of_counting_as_zero(world):
    mark(world, world.entry, world.judge, "18 35 34")
    mark(world, world.entry, world.other_judge, "17 36 34")
    mark(world, world.rival_entry, world.judge, "12 25 30")

    edition = compute(world, reason="一位评委缺席")

    row = standings_of(edition)[1]
    assert (row.score, row.ballots) == (Decimal("67.00"), 1)
    detail = db.session.get(Standing, (edition.id, row.entry_id)).detail
    assert detail["absent"] == [world.other_judge.id]


def test_a_missing_ballot_needs_a_reason(world):
    mark(world, world.entry, world.judge, "18 35 34")

    with pytest.raises(actions.ReasonMissing):
        compute(world)


def test_an_entry_nobody_marked_has_no_place_and_no_zero(world):
    mark(world, world.entry, world.judge, "18 35 34")

    edition = compute(world, reason="试算")

    assert placed(edition) == [("entry 的方案", 1, Decimal("87.00"))]
    assert [entry.title for entry in unmarked_of(edition)] == ["rival_entry 的方案"]


def test_an_entry_below_quorum_needs_a_reason_though_nobody_is_missing(world):
    mark_all(world)
    rule(world, quorum=3)

    with pytest.raises(actions.ReasonMissing):
        compute(world)


def test_nothing_is_computed_before_the_rules_are_sealed(world):
    set_contest(world.open_contest, fewest_entries=1)

    with pytest.raises(actions.NotSealed):
        actions.compute_edition(world.open_contest, by=world.organizer)


def test_nothing_is_computed_from_no_ballots(world):
    with pytest.raises(actions.NothingMarked):
        compute(world, reason="没有人打分")


def test_equal_scores_share_a_place(world):
    third = add_entry(world, "third")
    for entry in (world.entry, world.rival_entry):
        mark(world, entry, world.judge, "18 35 34")
        mark(world, entry, world.other_judge, "17 36 34")
    mark(world, third, world.judge, "10 20 20")
    mark(world, third, world.other_judge, "10 20 20")

    edition = compute(world)

    rows = standings_of(edition)
    assert [row.place for row in rows] == [1, 1, 3]
    assert [(row.tied, row.decided_by) for row in rows] == [
        (True, "share"),
        (True, "share"),
        (False, ""),
    ]


@pytest.mark.parametrize(
    ("scope", "places"), [(RankingScope.CHALLENGE, [1, 2, 1]), (RankingScope.CONTEST, [1, 2, 3])]
)
def test_places_are_given_within_each_challenge_or_over_the_contest(world, scope, places):
    set_contest(world.contest, ranking_scope=scope)
    mark_all(world)
    elsewhere = add_entry(world, "elsewhere", challenge=add_challenge(world, "second"))
    mark(world, elsewhere, world.judge, "10 20 20")
    mark(world, elsewhere, world.other_judge, "10 20 20")

    edition = compute(world)

    assert [row.place for row in standings_of(edition)] == places


def test_computing_again_replaces_what_was_not_published(world):
    mark_all(world)
    first = compute(world)

    second = compute(world)

    assert (first.state, second.state) == (EditionState.DISCARDED, EditionState.COMPUTED)
    assert second.number == first.number + 1
    assert second.digest == first.digest


def test_what_is_published_is_what_counting_again_gives(world):
    mark_all(world)
    edition = compute(world)

    actions.publish_edition(edition, by=world.organizer)

    prepared = preparation_of(world.contest)
    again = edition_digest(world.contest.id, prepared.sheet, lines_of(world.contest, prepared))
    assert (published_edition(world.contest.id).digest, edition.state) == (
        again,
        EditionState.PUBLISHED,
    )
    assert edition.published_by_id == world.organizer.id


def test_an_edition_older_than_a_ballot_is_not_published(world):
    mark_all(world)
    edition = compute(world)
    late = add_judge(world, "late")
    for entry in (world.entry, world.rival_entry):
        mark(world, entry, late, "20 40 40")

    with pytest.raises(actions.Outdated):
        actions.publish_edition(edition, by=world.organizer)


def test_a_published_edition_is_superseded_by_a_later_one(world):
    mark_all(world)
    first = compute(world)
    actions.publish_edition(first, by=world.organizer)
    end(world.entry, EntryState.DISQUALIFIED)
    second = compute(world)

    actions.publish_edition(second, by=world.organizer)

    assert (first.state, second.state) == (EditionState.SUPERSEDED, EditionState.PUBLISHED)


def test_an_edition_is_published_once(world):
    mark_all(world)
    edition = compute(world)
    actions.publish_edition(edition, by=world.organizer)

    with pytest.raises(actions.NotComputed):
        actions.publish_edition(edition, by=world.organizer)


def test_a_tie_that_nobody_was_asked_about_forbids_the_count(world):
    mark_all(world)
    employ(world.other_judge, CODES["rival"])

    gap, *_noted = preparation_of(world.contest).gaps

    assert (gap.kind, gap.entry, gap.judges) == (
        GapKind.UNRAISED_TIE,
        world.rival_entry.id,
        (world.other_judge.id,),
    )
    with pytest.raises(actions.NotSettled):
        compute(world, reason="照此计算")


def test_a_tie_that_came_after_the_count_forbids_its_publication(world):
    mark_all(world)
    edition = compute(world)
    employ(world.other_judge, CODES["rival"])

    with pytest.raises(actions.Outdated):
        actions.publish_edition(edition, by=world.organizer)


def test_counting_takes_the_same_statements_however_many_entries(world, queries):
    mark_all(world)
    contest = world.contest

    with queries() as few:
        lines_of(contest, preparation_of(contest))
    for name in ("a", "b", "c", "d"):
        mark(world, add_entry(world, name), world.judge, "10 20 20")
    contest = world.contest
    with queries() as many:
        lines_of(contest, preparation_of(contest))

    assert (len(few), len(many)) == (12, 12)


def test_one_other_mark_gives_another_digest(world):
    mark_all(world)
    before = compute(world).digest
    mark(world, world.entry, world.judge, "18 35 34.5")

    after = compute(world).digest

    assert before != after


def test_after_publication_no_ballot_is_saved_or_submitted(world):
    mark(world, world.rival_entry, world.judge, "12 25 30")
    edition = compute(world, reason="一位评委缺席")
    actions.publish_edition(edition, by=world.organizer)
    marks = {"understanding": "18", "solution": "35", "cost": "34"}
    sent = Sent(world.ballot.uuid, world.ballot.version, marks)

    with pytest.raises(refusals.Published):
        ballots.save_ballot(world.entry, by=world.judge, sent=sent)


def test_before_publication_a_computed_edition_closes_nothing(world):
    mark(world, world.rival_entry, world.judge, "12 25 30")
    compute(world, reason="试算")
    sent = Sent(world.ballot.uuid, world.ballot.version, {"cost": "34"})

    saved = ballots.save_ballot(world.entry, by=world.judge, sent=sent)

    assert saved.kept.version == sent.version + 1
