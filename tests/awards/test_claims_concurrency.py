"""Claims funded at the same moment never pass the quota, on both databases."""

from __future__ import annotations

from functools import partial

from sqlalchemy import func, select

from awards.actions.claim_reviews import NothingLeft, NotWhatWasShown, SpeaksAgainst, fund_claim
from awards.actions.schemes import set_quota
from awards.claiming import policy_key
from awards.frozen import frozen_of
from awards.models import Award, Claim, Plan, Prize
from awards.queries.schemes import latest
from awards.states import AwardState, ClaimState
from contest.core.actions import acting
from contest.core.db import db
from contest.models import Contest, Entry, Organisation, OrganisationKind, User
from tests.awards.claiming import EQUIPMENT, SAID, WAN, WHOLE_FEN, award_to, scheme, settled_award
from tests.simultaneous import at_once, broken_chains
from tests.world import MONDAY

MANY = 50
CONTESTS = 5  # each has its own lock: only the scheme's holds them all


def _contests(world):
    """Return contests of the same body, each with a chain of the log of its own."""
    kept = {
        name: getattr(world.contest, name)
        for name in (
            *("body_id", "year", "entries_open_at", "entries_close_at", "screening_until"),
            *("roadshow_from", "roadshow_until", "budget_fen"),
        )
    }
    contests = [Contest(name=f"大赛 {number}", **kept) for number in range(CONTESTS)]
    db.session.add_all(contests)
    db.session.flush()
    return contests


def _entry(world, number):
    code = f"91330200MB{number:08d}"
    kind = OrganisationKind.ENTERPRISE
    enterprise = Organisation(kind=kind, name=f"企业 {number}", uscc=code)
    db.session.add(enterprise)
    db.session.flush()
    entry = Entry(
        uuid=f"{number:08x}-0000-4000-8000-00000000000b",
        contest_id=world.contest.id,
        challenge_id=world.challenge.id,
        enterprise_id=enterprise.id,
        title=f"方案 {number}",
        created_at=MONDAY,
    )
    db.session.add(entry)
    db.session.flush()
    return entry


def _claim(world, number, *, award, contest, policy):
    version = latest(scheme(EQUIPMENT))
    claim = Claim(
        contest_id=contest.id,
        award_id=award.id,
        enterprise_id=award.enterprise_id,
        version_id=version.id,
        frozen=frozen_of(version),
        state=ClaimState.DRAFT,
        created_at=MONDAY,
        submitted_at=MONDAY,
        **SAID | {"policy_number": policy, "scheme_id": version.scheme_id},
    )
    claim.policy_key = policy_key(policy)
    claim.state = ClaimState.SUBMITTED
    claim.state, claim.qualified_by_id = ClaimState.QUALIFIED, world.organizer.id
    db.session.add(claim)
    db.session.flush()
    return claim.id


def qualified(world, *, one_policy=False):
    """Return the numbers of fifty qualified claims of as many enterprises, in five contests."""
    award = settled_award(world)
    with acting("test.qualified", world.contest, by=None):
        plan, prize = db.session.get(Plan, award.plan_id), db.session.get(Prize, award.prize_id)
        contests, numbers = _contests(world), []
        for number in range(MANY):
            given = award_to(_entry(world, number), plan, prize)
            given.state = AwardState.PUBLICISED
            given.state = AwardState.CONFIRMED
            policy = "P-1" if one_policy else f"P-{number}"
            contest = contests[number % CONTESTS]
            numbers.append(_claim(world, number, award=given, contest=contest, policy=policy))
    return numbers


def _fund(number, *, by):
    claim = db.session.get(Claim, number)
    fund_claim(claim, by=db.session.get(User, by), version=claim.version, shown_fen=WHOLE_FEN)
    return "funded"


def _granted():
    query = select(func.count(), func.sum(Claim.amount_fen)).where(Claim.state == ClaimState.FUNDED)
    return tuple(db.session.execute(query).one())


def test_fifty_simultaneous_claims_are_granted_what_there_is_and_no_more(app, world):
    numbers, officer = qualified(world), world.second_organizer.id
    # For seven whole ones, and a rest that no officer has seen as an amount.
    quota = 7 * WHOLE_FEN + 10 * WAN
    set_quota(scheme(EQUIPMENT), by=world.organizer, year=2026, uscc="", fen=quota)

    told = at_once(app, [partial(_fund, number, by=officer) for number in numbers])

    assert told.count("funded") == 7
    assert sum(isinstance(one, NotWhatWasShown) for one in told) == MANY - 7
    assert _granted() == (7, 7 * WHOLE_FEN)
    assert broken_chains() == []


def test_a_quota_for_whole_claims_is_used_up_to_the_last_fen(app, world):
    numbers, officer = qualified(world), world.second_organizer.id
    quota = 3 * WHOLE_FEN
    set_quota(scheme(EQUIPMENT), by=world.organizer, year=2026, uscc="", fen=quota)

    told = at_once(app, [partial(_fund, number, by=officer) for number in numbers[:20]])

    assert told.count("funded") == 3
    assert sum(isinstance(one, NothingLeft) for one in told) == 17
    assert _granted() == (3, quota)


def test_one_policy_is_granted_once_however_many_claim_it_at_once(app, world):
    numbers, officer = qualified(world, one_policy=True), world.second_organizer.id

    told = at_once(app, [partial(_fund, number, by=officer) for number in numbers[:10]])

    assert told.count("funded") == 1
    assert sum(isinstance(one, SpeaksAgainst) for one in told) == 9
    assert db.session.query(Award).count() >= MANY
