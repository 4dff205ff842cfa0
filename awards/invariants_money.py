"""What must hold of payments and certificates at any time."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import case, func, select
from sqlalchemy.orm import joinedload

from awards.certifying import code_of
from awards.models import Award, Certificate, Payment, PaymentKind
from awards.queries.payments import DONE
from awards.states import AwardState, CertificateState, PaymentState
from contest.core.db import db
from contest.core.signing import is_ours, is_signed
from contest.core.web import wan
from contest.models import Entry


def paid_over_the_award() -> Iterator[str]:
    """Yield awards of which more is planned or paid than was given, or more claimed than paid."""
    of = Payment.kind == PaymentKind.PAYOUT
    promised = func.sum(case((of, Payment.amount_fen), else_=0))
    paid = func.sum(case((of & Payment.state.in_(DONE), Payment.amount_fen), else_=0))
    claimed = func.sum(case((~of, Payment.amount_fen), else_=0))
    query = (
        select(Entry.number, Award.amount_fen, promised, paid, claimed)
        .join(Award, Award.entry_id == Entry.id)
        .join(Payment, Payment.award_id == Award.id)
        .where(Payment.state != PaymentState.CANCELLED)
        .group_by(Award.id, Entry.number, Award.amount_fen)
        .having((promised > Award.amount_fen) | (claimed > paid))
    )
    for number, amount, all_of_it, given, back in db.session.execute(query):
        told = tuple(wan(int(fen)) for fen in (amount, all_of_it, given, back))
        yield "项目 {}：奖励 {} 万元，安排 {} 万元，已付 {} 万元，追回 {} 万元".format(
            number, *told
        )


def paid_without_announcement() -> Iterator[str]:
    """Yield payments of awards that were never announced."""
    query = (
        select(Entry.number, Payment.number)
        .join(Award, Award.entry_id == Entry.id)
        .join(Payment, Payment.award_id == Award.id)
        .where(Award.announcement_id.is_(None), Payment.state != PaymentState.CANCELLED)
    )
    for entry, number in db.session.execute(query):
        yield f"项目 {entry}：奖励未发布，却安排了第 {number} 期付款"


def wrongly_certified() -> Iterator[str]:
    """Yield valid certificates of awards that do not stand, and those whose content was altered."""
    query = select(Certificate).options(joinedload(Certificate.award))
    for certificate in db.session.scalars(query.order_by(Certificate.id)):
        valid = certificate.state is CertificateState.VALID
        if valid and certificate.award.state is not AwardState.ANNOUNCED:
            yield f"证书 {certificate.number}：所依据的奖励未发布或已撤销，证书却仍有效"
        told = certificate.content
        if code_of(told) != certificate.code or (is_ours(told) and not is_signed(told)):
            yield f"证书 {certificate.number}：内容与核验码或签名不符，可能被改动"
