"""What must hold of granted subsidies: within their quotas, and as they were counted."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload

from awards.claim_case import working_of
from awards.models import Claim, SchemeQuota
from awards.queries.schemes import GRANTED
from awards.subsidy import Uncomputable
from contest.core.db import db
from contest.core.web import wan


def over_quota() -> Iterator[str]:
    """Yield the quotas, of all or of one enterprise, of which more was granted."""
    whose = or_(
        SchemeQuota.enterprise_id.is_(None), SchemeQuota.enterprise_id == Claim.enterprise_id
    )
    granted = func.sum(Claim.amount_fen)
    query = (
        select(SchemeQuota.scheme_id, SchemeQuota.year, SchemeQuota.fen, granted)
        .join(
            Claim,
            (Claim.scheme_id == SchemeQuota.scheme_id)
            & (Claim.funded_year == SchemeQuota.year)
            & whose,
        )
        .where(GRANTED)
        .group_by(SchemeQuota.id, SchemeQuota.scheme_id, SchemeQuota.year, SchemeQuota.fen)
        .having(granted > SchemeQuota.fen)
    )
    for scheme, year, quota, total in db.session.execute(query):
        yield f"办法 {scheme} {year} 年：已核定 {wan(int(total or 0))} 万元，额度 {wan(quota)} 万元"


def unlike_the_working() -> Iterator[str]:
    """Yield granted claims that differ from their kept working, or pass what their figures give."""
    query = select(Claim).where(GRANTED).options(joinedload(Claim.scheme)).order_by(Claim.id)
    for claim in db.session.scalars(query):
        name = f"保险补贴申请 {claim.id}"
        if not claim.working or claim.working[-1]["fen"] != claim.amount_fen:
            yield f"{name}：核定金额与保存的计算过程不同"
        elif _most(claim) < (claim.amount_fen or 0):
            yield f"{name}：核定金额超过按提交时的参数计算的金额"


def _most(claim: Claim) -> int:
    """Return what the claim's figures give before quotas, 0 where they give nothing."""
    try:
        return working_of(claim).fen
    except Uncomputable:
        return 0
