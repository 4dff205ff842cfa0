"""All official documents by their key: which row each is of, who may take it, and what it says.

The preview, the files, the archive and the tests read this table; a new document is a pure
function to ``Official`` and a row here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from awards import filing, notice_files, papers
from awards.certificate_pages import official_of as certificate_of
from awards.documents.agreement import agreement_official
from awards.documents.catalogue import catalogue_table
from awards.documents.claims import claim_form
from awards.documents.nominations import nomination_table
from awards.documents.official import Official
from awards.policies.agreements import VIEW_VERSION
from awards.policies.certificates import READ_CERTIFICATE
from awards.policies.claims import VIEW_CLAIM
from awards.policies.notices import VIEW_ANNOUNCEMENT, VIEW_NOTICE
from awards.policies.objections import VIEW_OBJECTION
from awards.policies.papers import VIEW_EDITION_PAPER, VIEW_PLEDGE_PAPER, VIEW_SCORE_SLIP
from awards.policies.plans import VIEW_AWARDS
from awards.policies.prizes import contest_by
from awards.policies.sheets import VIEW_CATALOGUE_SHEET, VIEW_NOMINATION_SHEET
from awards.policy_sheets import sheets_of_catalogue, sheets_of_nominations
from awards.queries import papers as queries
from awards.queries.agreements import versions_of_contest
from awards.queries.certificates import certificates_in
from awards.queries.claims import submitted_claims
from awards.queries.papers import (
    announcements_on_paper,
    decided_objections,
    notices_on_paper,
)
from contest.core.access import Policy


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document: what people call it, whose rows it is of, and how a row is told.

    ``policy`` finds the row by the number in the address and says who may see it; ``rows``
    returns the rows of a contest that have one, for the archive. ``docx`` is whether
    officials edit it.
    """

    name: object
    policy: Policy
    official: Callable[[Any], Official]
    rows: Callable[[int], list[Any]]
    docx: bool = False

    @property
    def of_contest(self) -> bool:
        """Whether a contest has just one, by its own number."""
        return self.policy.find is contest_by


# Each noun adds its documents here, in the order of a contest's life.
DOCUMENTS: dict[str, Kind] = {
    "screening": Kind(
        _l("形式审查记录"), VIEW_AWARDS, papers.screenings_on_paper, queries.this_contest, docx=True
    ),
    "pledge": Kind(
        _l("评审承诺书"), VIEW_PLEDGE_PAPER, papers.pledge_on_paper, queries.seats_of, docx=True
    ),
    "recusals": Kind(
        _l("回避记录"), VIEW_AWARDS, papers.recusals_on_paper, queries.this_contest, docx=True
    ),
    "standings": Kind(
        _l("评审汇总表"), VIEW_EDITION_PAPER, filing.standings_of, queries.shown_editions_of
    ),
    "slip": Kind(_l("得分通知单"), VIEW_SCORE_SLIP, papers.slip_of, queries.placed_entries),
    "award_list": Kind(
        _l("奖励名单"), VIEW_AWARDS, filing.award_list_of, queries.contests_with_awards, docx=True
    ),
    "notice": Kind(
        _l("公示"), VIEW_NOTICE, notice_files.notice_official, notices_on_paper, docx=True
    ),
    "objection": Kind(
        _l("异议处理决定书"),
        VIEW_OBJECTION,
        notice_files.objection_official,
        decided_objections,
        docx=True,
    ),
    "announcement": Kind(
        _l("发布决定"),
        VIEW_ANNOUNCEMENT,
        notice_files.announcement_official,
        announcements_on_paper,
        docx=True,
    ),
    "certificate": Kind(_l("获奖证书"), READ_CERTIFICATE, certificate_of, certificates_in),
    "agreement": Kind(
        _l("联合攻关任务书"), VIEW_VERSION, agreement_official, versions_of_contest, docx=True
    ),
    "claim": Kind(_l("保险补贴申请表"), VIEW_CLAIM, claim_form, submitted_claims, docx=True),
    "catalogue": Kind(
        _l("目录表"), VIEW_CATALOGUE_SHEET, catalogue_table, sheets_of_catalogue, docx=True
    ),
    "nominations": Kind(
        _l("重点研发提名表"),
        VIEW_NOMINATION_SHEET,
        nomination_table,
        sheets_of_nominations,
        docx=True,
    ),
}
