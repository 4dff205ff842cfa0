"""A winner whose award is confirmed, and products proposed for the catalogue."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from awards.actions import catalogue, nominations
from awards.actions.catalogue_rules import set_conditions
from awards.actions.nominations import Research
from awards.conditions import Check, Condition
from awards.models import Award, CatalogueItem, FollowUp, FollowUpKind, Nomination
from awards.product import Product
from awards.queries.catalogue_rules import rules_of
from awards.rules_digest import rules_digest
from awards.states import AwardState, CatalogueState
from contest.core.actions import acting
from contest.core.db import db
from judging.queries.editions import published_edition
from tests.awards.proposing import MILLION, approve, awards, give_prizes, propose, publish
from tests.world import CODES, MONDAY

SOLD = "尚未形成批量销售"
SOURCE = "甲市目录申报通知 二（一）"
CONDITIONS = (
    Condition("在本市登记注册的企业", Check.REGION, "3501", SOURCE),
    Condition("拥有自主知识产权", Check.OWN_IP, "", SOURCE),
    Condition("同一产品未重复列入", Check.LISTED_ONCE, "", SOURCE),
    Condition(SOLD, Check.DECLARED, "", SOURCE),
)
RESEARCH = Research("巡检机器人行走机构", "故障率下降一半", 80_000_000, "含关键部件技术攻关")


def won(world) -> Award:
    """Give the first prize to the author, and leave the award approved."""
    give_prizes(world, ("一等奖", 1, MILLION))
    publish(world)
    approve(world, propose(world))
    return awards(world)[0]


def moved(world, award, *states) -> None:
    """Take an award through the states of its life in public, and its edition with it."""
    with acting("test.moved", world.contest, by=None):
        published_edition(world.contest.id).publicised_at = award.approved_at
        for state in states:
            award.state = state
            db.session.flush()


def confirm(world, award) -> None:
    moved(world, award, AwardState.PUBLICISED, AwardState.CONFIRMED)


def question(award, kind=FollowUpKind.CATALOGUE) -> FollowUp:
    query = select(FollowUp).where(FollowUp.award_id == award.id, FollowUp.kind == kind)
    return db.session.scalars(query).one()


def a_product(enterprise="author 有限公司", uscc=CODES["author"], **more) -> Product:
    ip = {"ip_kind": "invention", "ip_number": "ZL202310000001.1", "ip_holder": enterprise}
    given = {
        "product": "隧道巡检机器人",
        "model": "TX-1",
        "ip_until": date(2043, 5, 1),
        **ip,
        **more,
    }
    return Product(enterprise=enterprise, uscc=uscc, **given)


def with_conditions(world, conditions=CONDITIONS, *, year=2026) -> None:
    seen = rules_digest(rules_of(world.body.id, year))
    set_conditions(world.body, by=world.organizer, year=year, conditions=conditions, seen=seen)


def a_winner(world, **more) -> CatalogueItem:
    """Return the item proposed for a confirmed award."""
    award = won(world)
    confirm(world, award)
    return catalogue.propose_winner(award, by=world.organizer, product=a_product(**more))


def a_review(world, **more) -> CatalogueItem:
    product = a_product(**{"product": "泵站监测仪", **more})
    return catalogue.propose_review(world.body, by=world.organizer, year=2026, product=product)


def decide(item, by, *, listed=True, reason="符合目录条件") -> None:
    catalogue.decide_item(item, by=by, version=item.version, listed=listed, reason=reason)


def listed(world, **more) -> CatalogueItem:
    """Return a product that is in the catalogue by review."""
    item = a_review(world, **more)
    decide(item, world.second_organizer)
    assert item.state is CatalogueState.LISTED
    return item


def nominated(world):
    """Return the nomination for a confirmed award."""
    award = won(world)
    confirm(world, award)
    return nominations.nominate(award, by=world.organizer, research=RESEARCH)


def of_a_revoked_award(world) -> Nomination:
    """Return a nomination for the world's award, as it was before that was taken back."""
    with acting("test.nominated", world.open_contest, by=world.organizer):
        nomination = Nomination(
            contest_id=world.award.contest_id,
            award_id=world.award.id,
            year=2026,
            research=RESEARCH.research,
            aims=RESEARCH.aims,
            funding_fen=RESEARCH.funding_fen,
            grounds=RESEARCH.grounds,
            proposed_by_id=world.organizer.id,
            proposed_at=MONDAY,
        )
        db.session.add(nomination)
        db.session.flush()
    return nomination


def decide_nomination(nomination, by, *, approved=True, reason="同意提名") -> None:
    version = nomination.version
    nominations.decide_nomination(
        nomination, by=by, version=version, approved=approved, reason=reason
    )
