"""A scheme and a subsidy claim that was refused long ago, where no test looks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from awards.models import (
    Claim,
    ClaimDeed,
    ClaimPaper,
    ClaimStep,
    PaperKind,
    Scheme,
    SchemeShare,
    SchemeVersion,
)
from awards.states import ClaimState
from awards.subsidy import LIMITS, ProductClass
from contest.models import StoredFile
from tests.kept import DIGEST, SIZE


def add_subsidising(add, award, people):
    """Add ``scheme``, and ``claim`` with ``claim_paper`` and a voucher."""
    organizer, at = people["organizer"], award.approved_at
    scheme = add("scheme", Scheme(body_id=organizer.body_id, key="world", created_at=at))
    version = add("scheme_version", _version(scheme, organizer, at))
    about = {"contest_id": award.contest_id}
    file = StoredFile(
        digest=DIGEST, size=SIZE, kind="pdf", name="凭证.pdf", uploaded_at=at, **about
    )
    claim = add(
        "claim",
        Claim(
            **about,
            award_id=award.id,
            enterprise_id=award.enterprise_id,
            scheme_id=scheme.id,
            version_id=version.id,
            product_name="巡检机器人",
            year_index=1,
            state=ClaimState.DRAFT,
            created_at=at,
            submitted_at=at,
            voucher=file,
        ),
    )
    claim.state = ClaimState.SUBMITTED
    claim.state = ClaimState.REJECTED
    tied = {**about, "claim_id": claim.id}
    step = {"deed": ClaimDeed.REJECTED, "at": at, "by_id": organizer.id, "reason": "奖励已撤销"}
    add("claim_step", ClaimStep(**tied, **step))
    add("claim_paper", ClaimPaper(**tied, kind=PaperKind.POLICY, file=file, added_at=at))


def _version(scheme, organizer, at):
    share = SchemeShare(
        product_class=ProductClass.ANY, position=1, percent=Decimal(80), step=Decimal(0)
    )
    return SchemeVersion(
        scheme_id=scheme.id,
        number=1,
        name="某办法",
        source_name="某文件",
        valid_from=date(2020, 1, 1),
        open_limits=sorted(LIMITS),
        shares=[share],
        made_by_id=organizer.id,
        made_at=at,
    )
