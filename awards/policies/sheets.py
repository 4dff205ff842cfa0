"""Who may take the catalogue of a year and a contest's nominations as documents."""

from __future__ import annotations

from awards.documents.catalogue import CatalogueSheet
from awards.documents.nominations import NominationSheet
from awards.policies.catalogue import own_body
from awards.policies.prizes import contest_by
from awards.policy_sheets import catalogue_sheet, nomination_sheet
from contest.core.access import Policy
from contest.policies import oversees_it, runs_it


def _catalogue(year: int) -> CatalogueSheet | None:
    """Return what is listed of a year; without any there is no document."""
    body = own_body()
    sheet = catalogue_sheet(body, year) if body else None
    return sheet if sheet and sheet.lines else None


def _nominations(contest_id: int) -> NominationSheet | None:
    contest = contest_by(contest_id)
    sheet = nomination_sheet(contest) if contest else None
    return sheet if sheet and sheet.lines else None


VIEW_CATALOGUE_SHEET = Policy("catalogue.view", runs_it | oversees_it, find=_catalogue)
VIEW_NOMINATION_SHEET = Policy("nomination.view", runs_it | oversees_it, find=_nominations)
