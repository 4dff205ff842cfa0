"""The catalogue of a year and a contest's nominations, as documents tell them."""

from __future__ import annotations

from awards.catalogue_words import OFFICIAL_IP, OFFICIAL_ORIGINS
from awards.documents import catalogue as listed
from awards.documents import nominations as nominated
from awards.documents.catalogue import CatalogueSheet
from awards.documents.nominations import NominationSheet
from awards.models import CatalogueItem, Nomination
from awards.queries.catalogue import IN_CATALOGUE, Search, body_items
from awards.queries.nominations import Search as NominationSearch
from awards.queries.nominations import nominations
from awards.states import CatalogueState, NominationState
from contest.core import clock
from contest.core.db import db
from contest.models import Body, Contest


def catalogue_sheet(body: Body, year: int) -> CatalogueSheet:
    """Return what is in a body's catalogue of a year today."""
    search = Search(year=year, state=CatalogueState.LISTED, sort="number")
    found = db.session.scalars(body_items(body.id, search).where(IN_CATALOGUE))
    return CatalogueSheet(
        year=year,
        issuer=body.name,
        body_id=body.id,
        dated=clock.local(clock.now()).date(),
        lines=[_listed(item) for item in found],
    )


def _listed(item: CatalogueItem) -> listed.Line:
    kind = OFFICIAL_IP[item.ip_kind] if item.ip_kind else ""
    return listed.Line(
        number=item.number,
        product=item.product,
        model=item.model,
        enterprise=item.enterprise,
        uscc=item.uscc,
        field=item.field.name if item.field else "",
        right=f"{kind} {item.ip_number}".strip(),
        origin=OFFICIAL_ORIGINS[item.origin],
    )


def nomination_sheet(contest: Contest) -> NominationSheet:
    """Return a contest's approved nominations."""
    search = NominationSearch(contest_id=contest.id, state=NominationState.APPROVED)
    found = db.session.scalars(nominations(search))
    return NominationSheet(
        contest_id=contest.id,
        body_id=contest.body_id,
        contest_name=contest.name,
        issuer=contest.body.name,
        dated=clock.local(clock.now()).date(),
        lines=[_nominated(nomination) for nomination in found],
    )


def _nominated(nomination: Nomination) -> nominated.Line:
    award = nomination.award
    return nominated.Line(
        entry=award.entry.title,
        enterprise=award.enterprise.name,
        prize=award.prize.name,
        research=nomination.research,
        aims=nomination.aims,
        funding_fen=nomination.funding_fen,
    )


def sheets_of_catalogue(contest_id: int) -> list[CatalogueSheet]:
    """Return the catalogue of a contest's year, where it lists any of the contest's winners."""
    contest = db.session.get_one(Contest, contest_id)
    search = Search(year=contest.year, state=CatalogueState.LISTED)
    own = body_items(contest.body_id, search).where(CatalogueItem.contest_id == contest_id)
    if db.session.scalar(own.limit(1)) is None:
        return []
    return [catalogue_sheet(contest.body, contest.year)]


def sheets_of_nominations(contest_id: int) -> list[NominationSheet]:
    """Return a contest's nominations, where there are any."""
    sheet = nomination_sheet(db.session.get_one(Contest, contest_id))
    return [sheet] if sheet.lines else []
