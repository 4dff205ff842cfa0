"""How officers decide a subsidy claim: qualification by one, funds by another, then payment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from awards.claim_case import findings_of, today, working_of
from awards.claim_checks import Check, Finding
from awards.claim_words import CHECKS
from awards.claiming import note_step
from awards.frozen import parameters_from
from awards.models import Claim, ClaimDeed
from awards.queries.schemes import is_settled, lock, room_of
from awards.states import ClaimState
from awards.subsidy import Uncomputable, Working
from contest.core import clock, mail
from contest.core.actions import Refusal, action
from contest.core.db import db
from contest.core.intake import Kept
from contest.core.language import say
from contest.core.money import show_yuan
from contest.core.said import Said
from contest.models import Body, User
from contest.queries.entries import addresses
from contest.queries.files import row_of
from contest.refusals import refuse_stale


class NotTicked(Refusal):
    """Each check is ticked, and what speaks against it is answered by a note."""


class SpeaksAgainst(Refusal):
    """What cannot be noted away."""


class SameOfficer(Refusal):
    """One qualifies, another funds."""

    reason = _l("资格审核和资金核定须由两人办理：您已审核过资格，请由另一人核定。")


class AwardRevoked(Refusal):
    """Nothing is granted for an award that does not stand."""

    reason = _l("该奖励已撤销或尚未确认，不能核定或拨付。")


class NothingLeft(Refusal):
    """The quota is used up, or nobody entered it."""


class NotWhatWasShown(Refusal):
    """The amount is another than the one on the officer's page."""


class PaidInTheFuture(Refusal):
    """A payment that was made has a day that has come."""

    reason = _l("拨付日期不能晚于今天。")


@action("claim.qualified")
def qualify_claim(claim: Claim, *, by: User, version: int, ticks: Mapping[str, str]) -> None:
    """Qualify the claim: ``ticks`` are the checks that hold, each with its note or "".

    Raise Stale, SpeaksAgainst for what cannot be noted away, NotTicked otherwise.
    """
    refuse_stale(claim, version)
    found = findings_of(claim)
    if hard := [finding for finding in found if finding.hard]:
        raise SpeaksAgainst(" ".join(say(finding.said) for finding in hard))
    _require_ticks(ticks, found)
    claim.state = ClaimState.QUALIFIED
    claim.qualified_by_id, claim.qualified_at = by.id, clock.now()
    told = [{"check": f.check.value, **_kept(f.said)} for f in found]
    note_step(claim, ClaimDeed.QUALIFIED, by=by, checks=ticks, findings=told)
    _tell(claim, subject=_l("保险补贴申请已通过资格审核"), text=_l("下一步由另一人核定资金。"))


@action("claim.funded")
def fund_claim(claim: Claim, *, by: User, version: int, shown_fen: int) -> None:
    """Grant the amount as shown, taken of the year's quota under the scheme's lock.

    Raise SameOfficer, Stale, AwardRevoked, NothingLeft, or NotWhatWasShown where the amount is
    no longer the one on the officer's page: others were funded meanwhile.
    """
    refuse_stale(claim, version)
    if claim.qualified_by_id == by.id:
        raise SameOfficer
    if not is_settled(claim.award) or claim.scheme_id is None:
        raise AwardRevoked
    lock(claim.scheme_id)
    _require_first(claim)
    working = _working_now(claim)
    if working.fen != shown_fen:
        said = _(
            "余额已变化：现在可核定 %(now)s，页面上是 %(then)s。请核对后再核定。",
            now=show_yuan(working.fen),
            then=show_yuan(shown_fen),
        )
        raise NotWhatWasShown(said)
    _grant(claim, working, by=by)


@action("claim.returned")
def return_claim(claim: Claim, *, by: User, version: int, reason: str) -> None:
    """Give the claim back to be completed; its qualification is void."""
    refuse_stale(claim, version)
    claim.state = ClaimState.RETURNED
    claim.qualified_by_id = claim.qualified_at = None
    note_step(claim, ClaimDeed.RETURNED, by=by, reason=reason)
    text = _l("请按以下意见补正后再次提交：\n%(reason)s", reason=reason)
    _tell(claim, subject=_l("保险补贴申请已退回补正"), text=text)


@action("claim.rejected")
def reject_claim(claim: Claim, *, by: User, version: int, reason: str) -> None:
    """Refuse the claim; what was granted and not yet paid is free again."""
    refuse_stale(claim, version)
    claim.state = ClaimState.REJECTED
    note_step(claim, ClaimDeed.REJECTED, by=by, reason=reason)
    text = _l("理由：\n%(reason)s", reason=reason)
    _tell(claim, subject=_l("保险补贴申请不予补贴"), text=text)


@action("claim.paid")
def pay_claim(
    claim: Claim, *, by: User, version: int, paid_on: date, reference: str, voucher: Kept | None
) -> None:
    """Record that the granted amount was paid: the day, the reference, the voucher."""
    refuse_stale(claim, version)
    if not is_settled(claim.award):
        raise AwardRevoked
    if paid_on > today():
        raise PaidInTheFuture
    claim.state = ClaimState.PAID
    claim.paid_on, claim.payment_reference = paid_on, reference
    if voucher is not None:
        claim.voucher = row_of(voucher, by=by, contest_id=claim.contest_id)
    note_step(claim, ClaimDeed.PAID, by=by, reason=reference)
    text = _l("拨付日期：%(day)s\n凭证号：%(ref)s", day=paid_on, ref=reference)
    _tell(claim, subject=_l("保险补贴已拨付"), text=text)


@action("claims.exported")
def note_claims_export(body: Body, *, by: User, reason: str) -> None:
    """Log that the list of claims left the building; ``reason`` names the file and its digest."""


def _require_ticks(ticks: Mapping[str, str], found: tuple[Finding, ...]) -> None:
    if unticked := [check for check in Check if check not in ticks]:
        names = "、".join(str(CHECKS[check]) for check in unticked)
        raise NotTicked(_("还有 %(n)s 项没有勾选：%(names)s。", n=len(unticked), names=names))
    doubted = dict.fromkeys(finding.check for finding in found)
    if unanswered := [check for check in doubted if not ticks[check].strip()]:
        names = "、".join(str(CHECKS[check]) for check in unanswered)
        raise NotTicked(_("有提示的检查项须写明核实情况：%(names)s。", names=names))


def _require_first(claim: Claim) -> None:
    """Refuse what was granted meanwhile for the same policy or year, under the lock."""
    granted = (Check.YEAR, Check.OVERLAP)
    against = [f for f in findings_of(claim) if f.hard and f.check in granted]
    if against:
        raise SpeaksAgainst(" ".join(say(finding.said) for finding in against))


def _working_now(claim: Claim) -> Working:
    room = room_of(claim, parameters_from(claim.frozen), today().year)
    try:
        working = working_of(claim, room)
    except Uncomputable as unable:
        raise NothingLeft(say(unable.reason)) from None
    if working.fen == 0:
        raise NothingLeft(_("可核定金额为零：额度已用完或已达上限。申请保留，等待新的额度。"))
    return working


def _grant(claim: Claim, working: Working, *, by: User) -> None:
    claim.state = ClaimState.FUNDED
    claim.amount_fen, claim.funded_year = working.fen, today().year
    claim.funded_by_id, claim.funded_at = by.id, clock.now()
    claim.working = [{**_kept(line.said), "fen": line.fen} for line in working.lines]
    db.session.flush()
    note_step(claim, ClaimDeed.FUNDED, by=by)
    text = _l("核定补贴金额：%(amount)s", amount=show_yuan(working.fen))
    _tell(claim, subject=_l("保险补贴资金已核定"), text=text)


def _kept(said: Said) -> dict[str, Any]:
    """Return a sentence as it is kept: its Chinese, and what puts it into other languages."""
    values = {k: _kept(v) if isinstance(v, Said) else str(v) for k, v in said.values.items()}
    return {"text": said.text, "values": values}


def _tell(claim: Claim, *, subject: object, text: object) -> None:
    """Write to the enterprise, inside an action."""
    body = _l(
        "%(text)s\n\n产品：%(product)s\n保单号：%(policy)s",
        text=text,
        product=claim.product_name,
        policy=claim.policy_number,
    )
    for address in addresses(claim.award.entry):
        mail.post(address, subject=subject, body=body)
