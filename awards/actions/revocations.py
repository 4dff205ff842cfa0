"""Taking an announced award back: one proposes, another decides."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from awards.models import Award, Revocation
from awards.queries.payments import unchecked_payouts
from awards.queries.revocations import open_revocation
from awards.revoking import take_back
from awards.states import AwardState, RevocationState
from contest.core import clock
from contest.core.actions import Refusal, action
from contest.core.db import db
from contest.models import User


class NotAnnounced(Refusal):
    """Before its announcement an award falls by an objection or a correction."""

    reason = _l("只有已发布的奖励才能撤销。发布之前的问题，通过异议和更正处理。")


class AlreadyProposed(Refusal):
    """A proposal waits already."""

    reason = _l("已有一项撤销提议待决定，请先处理。")


class NotWaiting(Refusal):
    """The proposal was decided since the page was opened."""

    reason = _l("这项撤销提议已被处理，请刷新页面查看。")


class SamePerson(Refusal):
    """One proposes, another decides."""

    reason = _l("提议人不能批准自己的撤销提议，须由另一人决定。")


class UncheckedPayments(Refusal):
    """How much was paid is not certain yet."""

    reason = _l("有付款登记后还没有核对，追回金额无法确定。请先核对或退回，再批准撤销。")


@action("revocation.proposed")
def propose_revocation(award: Award, *, by: User, reason: str) -> Revocation:
    """Propose to take an announced award back, for a reason that will be public.

    Raise NotAnnounced or AlreadyProposed.
    """
    if award.state is not AwardState.ANNOUNCED:
        raise NotAnnounced
    if open_revocation(award.id):
        raise AlreadyProposed
    revocation = Revocation(
        contest_id=award.contest_id,
        award_id=award.id,
        reason=reason,
        proposed_by_id=by.id,
        proposed_at=clock.now(),
    )
    db.session.add(revocation)
    db.session.flush()
    return revocation


@action("revocation.approved")
def approve_revocation(revocation: Revocation, *, by: User) -> None:
    """Take the award back, by a second person: its certificate is void, payments stop.

    What was paid is to come back. Raise NotWaiting, NotAnnounced, SamePerson or
    UncheckedPayments.
    """
    award = revocation.award
    if revocation.state is not RevocationState.PROPOSED:
        raise NotWaiting
    if award.state is not AwardState.ANNOUNCED:
        raise NotAnnounced
    if revocation.proposed_by_id == by.id:
        raise SamePerson
    if unchecked_payouts(award.id):
        raise UncheckedPayments
    revocation.decided_by_id, revocation.decided_at = by.id, clock.now()
    revocation.state = RevocationState.APPROVED
    take_back(award, revocation.reason, by=by, said=revocation.reason)


@action("revocation.returned")
def return_revocation(revocation: Revocation, *, by: User, reason: str) -> None:
    """Let the award stand. Raise NotWaiting."""
    if revocation.state is not RevocationState.PROPOSED:
        raise NotWaiting
    revocation.return_reason, revocation.decided_by_id = reason, by.id
    revocation.decided_at, revocation.state = clock.now(), RevocationState.RETURNED
