"""Proposing products for the catalogue, deciding on them, and taking them out."""

from __future__ import annotations

from dataclasses import replace

from flask_babel import lazy_gettext as _l

from awards.catalogue_corrections import changes, told
from awards.catalogue_numbers import next_number
from awards.deciding import is_settled, settle
from awards.models import Award, CatalogueCorrection, CatalogueItem, FollowUpKind, Origin
from awards.product import Product
from awards.queries.catalogue import item_of_award, numbers_of
from awards.queries.catalogue_rules import found_now
from awards.states import AwardState, CatalogueState
from contest.core import clock
from contest.core.actions import Refusal, action
from contest.core.db import db
from contest.models import Body, User
from contest.refusals import refuse_stale


class AwardGone(Refusal):
    """Nothing is listed for an award that was taken back."""

    reason = _l("该奖励已撤销，不能列入目录。")


class AwardNotSettled(Refusal):
    """A listing follows a confirmed award: until then an objection may hold it."""

    reason = _l("奖励尚未确认：公示期满、异议处理完毕并确认后，才能决定是否列入。")


class AlreadyProposed(Refusal):
    """An award has one item."""

    reason = _l("该获奖项目已提请列入，请在目录条目页查看。")


class NotWaiting(Refusal):
    """The item was decided already."""

    reason = _l("该条目已决定或不再待决定，请刷新页面查看。")


class SameDecider(Refusal):
    """One proposes, another decides."""

    reason = _l("提请人不能决定自己提请的条目，须由另一人决定。")


class NotListed(Refusal):
    """Only what is listed can be put right or taken out."""

    reason = _l("该条目不在目录中，不能更正或移出。")


class NothingChanged(Refusal):
    """A correction changes something."""

    status = 422
    reason = _l("产品信息没有改动，无需更正。请修改有误的内容后再保存。")


class SameRemover(Refusal):
    """Who listed an item does not take it out alone."""

    reason = _l("列入决定人不能自行移出，须由另一人办理。")


@action("catalogue_item.proposed")
def propose_winner(award: Award, *, by: User, product: Product) -> CatalogueItem:
    """Propose a winner's product for the catalogue of its contest's year (获奖视同列入).

    Raise AwardGone or AlreadyProposed.
    """
    if award.state is AwardState.REVOKED:
        raise AwardGone
    if item_of_award(award.id):
        raise AlreadyProposed
    return _propose(
        product,
        by=by,
        body_id=award.contest.body_id,
        year=award.contest.year,
        origin=Origin.AWARD,
        contest_id=award.contest_id,
        award_id=award.id,
        enterprise_id=award.enterprise_id,
    )


@action("catalogue_item.proposed")
def propose_review(body: Body, *, by: User, year: int, product: Product) -> CatalogueItem:
    """Propose a product that passed a review (评审列入)."""
    return _propose(product, by=by, body_id=body.id, year=year, origin=Origin.REVIEW)


@action("catalogue_item.revised")
def revise_item(item: CatalogueItem, *, by: User, version: int, product: Product) -> None:
    """Change what is proposed, or propose again what was declined; who does is the proposer then.

    Raise ``Stale``, AwardGone or NotWaiting.
    """
    refuse_stale(item, version)
    _refuse_revoked(item)
    if item.state not in {CatalogueState.PROPOSED, CatalogueState.DECLINED}:
        raise NotWaiting
    for name, value in product.columns().items():
        setattr(item, name, value)
    if item.state is CatalogueState.DECLINED:
        item.state, item.findings, item.reason = CatalogueState.PROPOSED, [], ""
        item.decided_by_id = item.decided_at = None
    item.proposed_by_id, item.proposed_at = by.id, clock.now()


@action("catalogue_item.decided")
def decide_item(item: CatalogueItem, *, by: User, version: int, listed: bool, reason: str) -> None:
    """List a proposed product under the next number of its year, or decline it.

    What the conditions' checks give at this moment is kept with the decision; a conflict does
    not forbid it. Raise ``Stale``, NotWaiting, SameDecider, AwardGone or AwardNotSettled.
    """
    refuse_stale(item, version)
    if item.state is not CatalogueState.PROPOSED:
        raise NotWaiting
    if item.proposed_by_id == by.id:
        raise SameDecider
    _refuse_revoked(item)
    if listed and item.award and not is_settled(item.award):
        raise AwardNotSettled
    found = found_now(item, clock.local(clock.now()).date())
    item.findings = [finding.kept() for finding in found]
    item.reason, item.decided_by_id, item.decided_at = reason, by.id, clock.now()
    if listed:
        item.number = next_number(item.year, numbers_of(item.body_id, item.year))
    item.state = CatalogueState.LISTED if listed else CatalogueState.DECLINED
    if item.award:
        settle(item.award, FollowUpKind.CATALOGUE, by=by, granted=listed, reason=reason)


@action("catalogue_item.removed")
def remove_item(item: CatalogueItem, *, by: User, version: int, reason: str) -> None:
    """Take a listed product out; it stays on record as removed.

    Raise ``Stale``, NotListed or SameRemover (also where it was imported by the same person).
    """
    refuse_stale(item, version)
    if item.state is not CatalogueState.LISTED:
        raise NotListed
    if by.id == (item.decided_by_id or item.proposed_by_id):
        raise SameRemover
    item.state, item.removal = CatalogueState.REMOVED, reason
    item.removed_by_id, item.removed_at = by.id, clock.now()
    if item.award:
        settle(item.award, FollowUpKind.CATALOGUE, by=by, granted=False, reason=reason)


@action("catalogue_item.corrected")
def correct_item(
    item: CatalogueItem, *, by: User, version: int, product: Product, reason: str
) -> None:
    """Put right what the catalogue says of a listed product; why is public, with the old words.

    What the conditions gave when it was decided stays. Raise ``Stale``, NotListed or
    NothingChanged.
    """
    refuse_stale(item, version)
    if item.state is not CatalogueState.LISTED:
        raise NotListed
    before = told(item)
    for name, value in replace(product, answers=item.answers).columns().items():
        setattr(item, name, value)
    db.session.flush()
    db.session.refresh(item, ["field"])
    if not (changed := changes(before, told(item))):
        raise NothingChanged
    item.corrections.append(
        CatalogueCorrection(reason=reason, changes=changed, at=clock.now(), by_id=by.id)
    )


def _refuse_revoked(item: CatalogueItem) -> None:
    if item.award and item.award.state is AwardState.REVOKED:
        raise AwardGone


def _propose(product: Product, *, by: User, **ties: object) -> CatalogueItem:
    item = CatalogueItem(**product.columns(), **ties, proposed_by_id=by.id, proposed_at=clock.now())
    db.session.add(item)
    db.session.flush()
    return item
