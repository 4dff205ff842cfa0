"""Listing products in the catalogue: by two people, after the notice, with conflicts shown."""

import pytest

from awards.actions import catalogue as actions
from awards.actions import nominations
from awards.actions.catalogue import (
    AlreadyProposed,
    AwardGone,
    AwardNotSettled,
    NothingChanged,
    NotListed,
    NotWaiting,
    SameDecider,
    SameRemover,
)
from awards.actions.followups import DecidedElsewhere, NothingProposed, decide_follow_up
from awards.conditions import Verdict, conflicts
from awards.models import Award, FollowUpKind, Origin
from awards.queries.catalogue import Search, public_item, public_items
from awards.queries.catalogue_rules import findings_of
from awards.revoking import take_back
from awards.states import AwardState, CatalogueState, FollowUpState
from contest import withdrawing  # noqa: F401 -- the ways out of a contest
from contest.core.actions import acting
from contest.core.db import db
from contest.entry_ends import consequences
from contest.refusals import Stale
from tests.awards import listing
from tests.awards.listing import SOLD, a_product, a_review, a_winner, decide, question, won
from tests.awards.test_invariants import behind_the_back, broken
from tests.world import MONDAY

TODAY = MONDAY.date()
NOT_SETTLED = "列入目录、提名、公开为案例的项目，奖励都已确认且没有撤销"


def public(**search):
    return db.session.scalars(public_items(Search(**search))).all()


def test_a_winner_is_listed_by_a_second_person_under_the_years_number(world):
    item = a_winner(world)

    decide(item, world.second_organizer, reason="获奖视同列入")

    assert (item.state, item.number, item.origin) == (
        CatalogueState.LISTED,
        "2026-001",
        Origin.AWARD,
    )
    follow_up = question(item.award)
    assert (follow_up.state, follow_up.reason) == (FollowUpState.YES, "获奖视同列入")
    assert follow_up.decided_by_id == world.second_organizer.id


def test_the_proposer_does_not_decide(world):
    item = a_winner(world)

    with pytest.raises(SameDecider):
        decide(item, world.organizer)


def test_whoever_changes_a_proposal_is_its_proposer(world):
    item = a_winner(world)

    actions.revise_item(
        item, by=world.second_organizer, version=item.version, product=a_product(model="TX-2")
    )

    with pytest.raises(SameDecider):
        decide(item, world.second_organizer)
    decide(item, world.organizer)
    assert (item.model, item.state) == ("TX-2", CatalogueState.LISTED)


@pytest.mark.parametrize(
    "states", [(), (AwardState.PUBLICISED,), (AwardState.PUBLICISED, AwardState.HELD)]
)
def test_nothing_is_listed_before_its_award_is_confirmed(world, states):
    award = won(world)
    listing.moved(world, award, *states)
    item = actions.propose_winner(award, by=world.organizer, product=a_product())

    with pytest.raises(AwardNotSettled):
        decide(item, world.second_organizer)
    decide(item, world.second_organizer, listed=False, reason="企业不愿列入")

    assert item.state is CatalogueState.DECLINED


def test_an_award_has_one_item(world):
    item = a_winner(world)

    with pytest.raises(AlreadyProposed):
        actions.propose_winner(item.award, by=world.organizer, product=a_product())


def test_a_decision_on_what_was_changed_meanwhile_is_refused(world):
    item = a_winner(world)
    seen = item.version
    actions.revise_item(item, by=world.organizer, version=seen, product=a_product(product="巡检车"))

    with pytest.raises(Stale):
        actions.decide_item(
            item, by=world.second_organizer, version=seen, listed=True, reason="符合"
        )


def test_an_item_is_decided_once(world):
    item = listing.listed(world)

    with pytest.raises(NotWaiting):
        decide(item, world.organizer, listed=False)


def test_what_was_declined_can_be_proposed_again(world):
    item = a_winner(world)
    decide(item, world.second_organizer, listed=False, reason="材料不齐")
    assert question(item.award).state is FollowUpState.NO

    actions.revise_item(item, by=world.organizer, version=item.version, product=a_product())
    decide(item, world.second_organizer)

    assert item.state is CatalogueState.LISTED
    assert question(item.award).state is FollowUpState.YES


def test_conflicts_are_shown_and_kept_but_do_not_forbid(world):
    listing.with_conditions(world)
    item = a_winner(world, answers={SOLD: {"verdict": "conflict", "note": "已售 300 台"}})
    shown = findings_of(item, TODAY)

    decide(item, world.second_organizer, reason="首台套应用，同意列入")

    assert [f.verdict for f in shown] == [Verdict.MET, Verdict.MET, Verdict.MET, Verdict.CONFLICT]
    assert item.state is CatalogueState.LISTED
    assert findings_of(item, TODAY) == shown
    assert [finding.wording for finding in conflicts(shown)] == [SOLD]


def test_later_conditions_leave_what_a_decision_was_based_on(world):
    listing.with_conditions(world)
    item = listing.listed(world)
    kept = findings_of(item, TODAY)

    listing.with_conditions(world, listing.CONDITIONS[:1])

    assert findings_of(item, TODAY) == kept
    assert len(kept) == 4


def test_conditions_set_meanwhile_are_not_overwritten(world):
    listing.with_conditions(world)

    with pytest.raises(Stale):
        listing.set_conditions(
            world.body, by=world.second_organizer, year=2026, conditions=(), seen="0" * 64
        )


def test_a_product_of_the_same_enterprise_is_found_in_other_years(world):
    listing.with_conditions(world)
    listing.listed(world)
    again = a_review(world)

    (_region, _ip, twice, _sold) = findings_of(again, TODAY)

    assert twice.words == "同一企业的同名产品已列入：2026 年目录 2026-001。"


def test_numbers_go_up_and_are_never_given_twice(world):
    first, second = listing.listed(world), listing.listed(world, product="闸门监测仪")
    actions.remove_item(first, by=world.organizer, version=first.version, reason="停产")

    third = listing.listed(world, product="阀门监测仪")

    assert [first.number, second.number, third.number] == ["2026-001", "2026-002", "2026-003"]


def test_who_listed_does_not_take_out(world):
    item = listing.listed(world)

    with pytest.raises(SameRemover):
        actions.remove_item(item, by=world.second_organizer, version=item.version, reason="停产")
    actions.remove_item(item, by=world.organizer, version=item.version, reason="停产")

    assert (item.state, item.removal) == (CatalogueState.REMOVED, "停产")
    with pytest.raises(NotListed):
        actions.remove_item(item, by=world.organizer, version=item.version, reason="停产")


def test_what_was_taken_out_is_told_as_taken_out(world):
    item = listing.listed(world)
    actions.remove_item(item, by=world.organizer, version=item.version, reason="停产")

    assert public() == []
    assert public(state=CatalogueState.REMOVED) == [item]
    assert public_item(item.id) is item


def test_only_what_is_listed_is_public(world):
    proposed = a_review(world)
    declined = a_review(world, product="闸门监测仪")
    decide(declined, world.second_organizer, listed=False, reason="不符合")

    assert public() == []
    assert public_item(proposed.id) is None
    assert public_item(declined.id) is None


def test_a_listing_of_a_contest_without_notice_is_hidden(world):
    item = a_winner(world)
    decide(item, world.second_organizer)
    assert public() == [item]

    with acting("test.hidden", world.contest, by=None):
        listing.published_edition(world.contest.id).publicised_at = None

    assert public() == []
    assert public_item(item.id) is None


def test_a_listing_goes_with_its_award(world):
    item = a_winner(world)
    decide(item, world.second_organizer)

    with acting("test.ended", world.contest, by=None):
        for consequence in consequences:
            consequence(item.award.entry, "提供虚假材料", world.organizer)

    # Why an entry ended was never meant for the public: that its award was taken back is.
    assert (item.state, item.removal) == (CatalogueState.REMOVED, "所依据的奖励已撤销")
    assert public() == []
    assert [one.removal for one in public(state=CatalogueState.REMOVED)] == [item.removal]


def test_a_revocation_that_is_public_says_why_in_the_catalogue_too(world):
    item = a_winner(world)
    decide(item, world.second_organizer)

    with acting("test.revoked", world.contest, by=None):
        take_back(item.award, "提供虚假材料", by=world.organizer, said="提供虚假材料")

    assert item.removal == "奖励已撤销：提供虚假材料"


def test_a_proposal_goes_with_its_award(world):
    item = a_winner(world)

    with acting("test.ended", world.contest, by=None):
        for consequence in consequences:
            consequence(item.award.entry, "提供虚假材料", world.organizer)

    assert item.state is CatalogueState.DECLINED
    with pytest.raises(AwardGone):
        actions.revise_item(item, by=world.organizer, version=item.version, product=a_product())


@pytest.mark.parametrize("kind", [FollowUpKind.CATALOGUE, FollowUpKind.KEY_RD])
def test_one_person_may_say_no_but_not_yes(world, kind):
    follow_up = question(won(world), kind)
    said = {"by": world.organizer, "version": follow_up.version, "reason": "不适用"}

    with pytest.raises(NothingProposed):
        decide_follow_up(follow_up, **said, granted=True)
    decide_follow_up(follow_up, **said, granted=False)

    assert follow_up.state is FollowUpState.NO


def test_what_was_proposed_is_decided_there(world):
    follow_up = question(a_winner(world).award)

    with pytest.raises(DecidedElsewhere):
        decide_follow_up(
            follow_up, by=world.organizer, version=follow_up.version, granted=False, reason="否"
        )


def correct(item, by, **more):
    product = a_product(**more)
    actions.correct_item(item, by=by, version=item.version, product=product, reason="型号有误")


def test_a_listed_product_is_put_right_and_keeps_its_number_and_its_findings(world):
    item = a_winner(world, answers={SOLD: {"verdict": "met", "note": "已核"}})
    decide(item, world.second_organizer)
    kept = item.number, item.findings, item.answers

    correct(item, world.organizer, model="TX-2", field_id=world.field.id)

    assert (item.model, item.state) == ("TX-2", CatalogueState.LISTED)
    assert (item.number, item.findings, item.answers) == kept
    (correction,) = item.corrections
    assert correction.changes == {"model": ["TX-1", "TX-2"], "field": ["", world.field.name]}
    assert (correction.reason, correction.by_id) == ("型号有误", world.organizer.id)


def test_what_is_not_listed_or_does_not_change_is_not_put_right(world):
    item = a_winner(world)

    with pytest.raises(NotListed):
        correct(item, world.organizer, model="TX-2")
    decide(item, world.second_organizer)
    with pytest.raises(NothingChanged):
        correct(item, world.organizer)
    with pytest.raises(Stale):
        actions.correct_item(
            item, by=world.organizer, version=1, product=a_product(model="X"), reason="型号有误"
        )
    assert (item.model, item.corrections) == ("TX-1", [])


def test_a_listing_or_nomination_of_an_award_that_does_not_stand_is_found(world):
    item = a_winner(world)
    decide(item, world.second_organizer)
    nomination = nominations.nominate(item.award, by=world.organizer, research=listing.RESEARCH)
    listing.decide_nomination(nomination, world.second_organizer)
    assert NOT_SETTLED not in broken()

    behind_the_back(Award, state=AwardState.HELD)

    assert broken()[NOT_SETTLED] == [
        f"项目 {world.entry.number}：目录条目所依据的奖励已撤销或尚未确认",
        f"项目 {world.entry.number}：重点研发提名所依据的奖励已撤销或尚未确认",
    ]
