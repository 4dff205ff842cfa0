"""Drafting, revising and signing task agreements (联合攻关任务书)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

from awards.agreement_drafts import digest_of, first_content
from awards.delivering import NeedsFile, Overtaken, require_announced
from awards.delivery_states import DeliveryState
from awards.models import Agreement, AgreementVersion, Award
from awards.planning import laid_out, planned_in
from awards.queries.agreements import agreement_of
from awards.queries.deliveries import delivery_of
from contest.core import clock
from contest.core.actions import Refusal, action
from contest.core.db import db
from contest.core.intake import Kept
from contest.models import User
from contest.notices import tell
from contest.queries import recipients
from contest.queries.files import row_of


class NothingChanged(Refusal):
    """A version that says the same is no version."""

    reason = _l("内容没有变化，不需要新的版本。")


class NeedsReason(Refusal):
    """Each change says why."""

    reason = _l("请写明为什么修改。")
    status = 422


class AlreadySigned(Refusal):
    """What was signed stays as it was signed."""

    reason = _l("这一版本已经签署。要更改，请提出新的版本。")


class NoMilestones(Refusal):
    """An agreement without dates binds nobody to any."""

    reason = _l("任务书还没有里程碑。请先修订，写明每个里程碑和到期日，再签署。")


class SignedLater(Refusal):
    """A paper was signed today at the latest."""

    reason = _l("签署日期不能晚于今天，请核对。")
    status = 422


@action("agreement.drafted")
def draft_agreement(award: Award, *, by: User) -> Agreement:
    """Draft the agreement of an award from its challenge and entry; one that is there stays.

    Raise NotAnnounced.
    """
    require_announced(award)
    if known := agreement_of(award.id):
        return known
    content = first_content(award, _today())
    number = f"{award.entry.number or award.entry.challenge.number}-攻关"
    agreement = Agreement(
        contest_id=award.contest_id,
        award_id=award.id,
        number=number,
        origin={"indicators": content["indicators"]},
        drafted_at=clock.now(),
    )
    agreement.versions.append(_version(agreement, content, by=by))
    db.session.add(agreement)
    db.session.flush()
    return agreement


@action("agreement.revised")
def revise_agreement(
    agreement: Agreement, *, by: User, seen: int, content: Mapping[str, Any], reason: str
) -> AgreementVersion:
    """Make a new version; parties, title and award money stay as they were taken over.

    Raise NotAnnounced, Overtaken, NothingChanged or NeedsReason.
    """
    require_announced(agreement.award)
    latest = agreement.latest
    if latest.number != seen:
        raise Overtaken
    new = {**latest.content, **content}
    new["money"] = {**new["money"], "award_fen": latest.content["money"]["award_fen"]}
    if digest_of(new) == latest.digest:
        raise NothingChanged
    if not reason:
        raise NeedsReason
    version = _version(agreement, new, by=by, number=latest.number + 1, reason=reason)
    agreement.versions.append(version)
    db.session.flush()
    _tell_parties(agreement, version)
    return version


@action("agreement.signed")
def sign_agreement(
    agreement: Agreement, *, by: User, seen: int, signed_on: date, file: Kept | None
) -> None:
    """Keep the scan of the newest version with all signatures: it is signed by that, not before.

    Its milestones become those of the delivery. Raise NotAnnounced, Overtaken,
    AlreadySigned, NoMilestones, SignedLater or NeedsFile.
    """
    require_announced(agreement.award)
    version = agreement.latest
    if version.number != seen:
        raise Overtaken
    if version.is_signed:
        raise AlreadySigned
    if not version.content["milestones"]:
        raise NoMilestones
    if signed_on > _today():
        raise SignedLater
    if file is None:
        raise NeedsFile
    version.file = row_of(file, by=by, contest_id=agreement.contest_id)
    version.signed_on, version.signed_by_id, version.signed_at = signed_on, by.id, clock.now()
    _lay_out(version)


def _lay_out(version: AgreementVersion) -> None:
    """Make the milestones of the delivery those of the version, where the cooperation runs."""
    delivery = delivery_of(version.award.id)
    if delivery is not None and delivery.state is DeliveryState.AGREED:
        laid_out(delivery, planned_in(version.content))


def _version(
    agreement: Agreement, content: Mapping[str, Any], *, by: User, number: int = 1, reason: str = ""
) -> AgreementVersion:
    return AgreementVersion(
        contest_id=agreement.contest_id,
        number=number,
        content=dict(content),
        digest=digest_of(content),
        reason=reason,
        made_by_id=by.id,
        made_at=clock.now(),
    )


def _tell_parties(agreement: Agreement, version: AgreementVersion) -> None:
    award = agreement.award
    issuer = recipients.people_of_issuer(award.entry.challenge.issuer_id)
    tell(
        [*issuer, *recipients.people_of_enterprise(award.enterprise_id)],
        subject=_l("任务书有新的版本：%(title)s", title=award.entry.title),
        body=_l("第 %(n)d 版，修改原因：%(why)s", n=version.number, why=version.reason),
        path=f"/agreements/{agreement.id}",
    )


def _today() -> date:
    return clock.local(clock.now()).date()
