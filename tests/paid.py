"""Rows of an award that was announced, paid for a while and revoked, for the little world."""

from __future__ import annotations

from awards.certifying import code_of
from awards.models import Announcement, Award, Certificate, Payee, Payment, Revocation
from awards.states import CertificateState, PayeeState, PaymentState, RevocationState
from contest.core.signing import signed
from tests.traces import MONDAY


def add_paid(add, award: Award, people) -> None:
    """Add an account, a payment, a certificate and a revocation, where nobody acts any more."""
    first, second = people["organizer"], people["second_organizer"]
    about = {"contest_id": award.contest_id, "award_id": award.id}
    decision = Announcement(
        contest_id=award.contest_id,
        number=1,
        document_number="甲科发〔2026〕9 号",
        announced_at=MONDAY,
        announced_by_id=first.id,
    )
    award.announcement_id = add("announcement", decision).id
    payee = Payee(
        **about,
        number=1,
        holder=award.enterprise.name,
        registered=award.enterprise.name,
        bank="中国银行",
        branch="甲市支行",
        account="405012345678",
        filled_by_id=people["author"].id,
        filled_at=MONDAY,
    )
    add("payee", payee).state = PayeeState.CURRENT
    instalment = {"amount_fen": 1, "due": MONDAY.date(), "planned_at": MONDAY}
    payment = add("payment", Payment(**about, number=1, planned_by_id=first.id, **instalment))
    payment.cancel_reason, payment.state = "奖励已撤销", PaymentState.CANCELLED
    _certificate(add, award, about, issuer=first.id)
    revocation = Revocation(**about, reason="材料不实", proposed_by_id=first.id, proposed_at=MONDAY)
    add("revocation", revocation).decided_by_id = second.id
    revocation.decided_at, revocation.state = MONDAY, RevocationState.APPROVED


def _certificate(add, award: Award, about, *, issuer: int) -> None:
    """Add a void certificate, of a year in which no test issues any."""
    told = {
        "certificate": "2025-0001",
        "issuer": "甲市科技局",
        "contest": "大赛",
        "challenge": "榜单",
        "entry": "方案",
        "enterprise": award.enterprise.name,
        "prize": "荣誉奖",
        "issued_on": "2025-12-01",
    }
    content = signed(told)
    certificate = Certificate(
        **about,
        body_id=award.contest.body_id,
        year=2025,
        sequence=1,
        number=told["certificate"],
        code=code_of(content),
        content=content,
        issued_at=MONDAY,
        issued_by_id=issuer,
    )
    add("certificate", certificate)
    certificate.void_reason, certificate.voided_at = "材料不实", MONDAY
    certificate.state = CertificateState.VOID
