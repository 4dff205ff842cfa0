"""Subsidy schemes of a body: versions, quotas, and what was granted of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Row, case, func, select
from sqlalchemy.orm import joinedload, selectinload

from awards.models import Award, Claim, Scheme, SchemeQuota, SchemeVersion
from awards.states import AwardState, ClaimState
from awards.subsidy import CapScope, Parameters, Room
from contest.core.db import db
from contest.models import Organisation, OrganisationKind

Granted = Row[int | None, int, int | None]
GRANTED = Claim.state.in_([ClaimState.FUNDED, ClaimState.PAID])
WHOLE = selectinload(Scheme.versions).selectinload(SchemeVersion.shares)


def schemes_of(body_id: int | None) -> Sequence[Scheme]:
    """Return a body's schemes with their versions, the newest version first."""
    query = select(Scheme).where(Scheme.body_id == body_id).options(WHOLE)
    return db.session.scalars(query.order_by(Scheme.id)).all()


def scheme_by(scheme_id: int) -> Scheme | None:
    """Return a scheme with its body and versions."""
    return db.session.get(Scheme, scheme_id, options=[WHOLE, joinedload(Scheme.body)])


def latest(scheme: Scheme) -> SchemeVersion:
    """Return the newest version."""
    return scheme.versions[0]


def version_for(scheme: Scheme, day: date) -> SchemeVersion:
    """Return the newest version that holds on a day, else the newest of all."""
    holding = (one for one in scheme.versions if _holds(one, day))
    return next(holding, latest(scheme))


def _holds(version: SchemeVersion, day: date) -> bool:
    first, last = version.valid_from, version.valid_until
    return (first is None or first <= day) and (last is None or day <= last)


def lock(scheme_id: int) -> None:
    """Hold the scheme's row until the action ends: what is granted of it is then one's own."""
    db.session.execute(select(Scheme.id).where(Scheme.id == scheme_id).with_for_update()).one()


@dataclass(frozen=True, slots=True)
class Quota:
    """A quota of a year, with what was granted of it; of one enterprise, or of all."""

    year: int
    enterprise: Organisation | None
    fen: int
    granted_fen: int

    @property
    def left_fen(self) -> int:
        return self.fen - self.granted_fen


def quotas_of(scheme: Scheme) -> list[Quota]:
    """Return a scheme's quotas, the newest year first and each year's whole before its firms."""
    quotas = db.session.scalars(
        select(SchemeQuota)
        .where(SchemeQuota.scheme_id == scheme.id)
        .options(joinedload(SchemeQuota.enterprise))
    ).all()
    sums = select(Claim.funded_year, Claim.enterprise_id, func.sum(Claim.amount_fen))
    granted = db.session.execute(
        sums.where(Claim.scheme_id == scheme.id, GRANTED).group_by(
            Claim.funded_year, Claim.enterprise_id
        )
    ).all()
    found = [
        Quota(q.year, q.enterprise, q.fen, _sum_of(granted, q.year, q.enterprise_id))
        for q in quotas
    ]
    return sorted(found, key=lambda q: (-q.year, q.enterprise is not None, _name(q)))


def _sum_of(
    granted: Sequence[Row[int | None, int, int | None]], year: int, firm: int | None
) -> int:
    return sum(int(fen or 0) for at, who, fen in granted if at == year and firm in {None, who})


def _name(quota: Quota) -> str:
    return quota.enterprise.name if quota.enterprise else ""


def quota_row(scheme_id: int, year: int, enterprise_id: int | None) -> SchemeQuota | None:
    """Return the quota of a year, of one enterprise or of all."""
    query = select(SchemeQuota).where(
        SchemeQuota.scheme_id == scheme_id,
        SchemeQuota.year == year,
        SchemeQuota.enterprise_id.is_not_distinct_from(enterprise_id),
    )
    return db.session.scalar(query)


def granted_fen(scheme_id: int, year: int, enterprise_id: int | None = None) -> int:
    """Return what was granted of a scheme in a year, to one enterprise or to all."""
    query = select(func.coalesce(func.sum(Claim.amount_fen), 0)).where(
        Claim.scheme_id == scheme_id, Claim.funded_year == year, GRANTED
    )
    if enterprise_id is not None:
        query = query.where(Claim.enterprise_id == enterprise_id)
    return int(db.session.scalar(query) or 0)


def room_of(claim: Claim, parameters: Parameters, year: int) -> Room:
    """Return what is left for a claim in a year, in two statements."""
    scoped = (
        Claim.award_id == claim.award_id
        if parameters.cap_scope is CapScope.PRODUCT
        else Claim.enterprise_id == claim.enterprise_id
    )
    ours = Claim.enterprise_id == claim.enterprise_id
    fen = Claim.amount_fen
    sums = select(
        func.coalesce(func.sum(fen), 0),
        func.coalesce(func.sum(case((ours, fen), else_=0)), 0),
        func.coalesce(func.sum(case((scoped, fen), else_=0)), 0),
    ).where(Claim.scheme_id == claim.scheme_id, Claim.funded_year == year, GRANTED)
    granted, firm_granted, taken = (int(each) for each in db.session.execute(sums).one())
    rows = db.session.scalars(
        select(SchemeQuota).where(
            SchemeQuota.scheme_id == claim.scheme_id, SchemeQuota.year == year
        )
    )
    quotas = {row.enterprise_id: row.fen for row in rows}
    whole, firm = quotas.get(None), quotas.get(claim.enterprise_id)
    return Room(
        year=year,
        cap_taken_fen=taken,
        firm_left_fen=None if firm is None else firm - firm_granted,
        left_fen=None if whole is None else whole - granted,
    )


def enterprise_with(uscc: str) -> Organisation | None:
    """Return the enterprise with a credit code."""
    query = select(Organisation).where(
        Organisation.uscc == uscc, Organisation.kind == OrganisationKind.ENTERPRISE
    )
    return db.session.scalar(query)


# An award that a claim may build on: its publicity is over, and it stands.
SETTLED = (AwardState.CONFIRMED, AwardState.ANNOUNCED)


def is_settled(award: Award) -> bool:
    """Return whether an award was confirmed after its publicity, and stands."""
    return award.state in SETTLED
